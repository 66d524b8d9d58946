// What a simulator remembers: nothing beyond its process.

import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Kept {
  readonly payload: AdapterPayload;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** Makes the stores of one simulator; each kind of model has its own. */
export function memoryAdapters(): (kind: string) => Adapter {
  const all = new Map<string, Kept>();
  return (kind) => {
    const keyOf = (id: string) => `${kind}:${id}`;
    const find = (id: string) => {
      const kept = all.get(keyOf(id));
      return kept && kept.until > Date.now() ? kept.payload : undefined;
    };
    return {
      async upsert(id, payload, expiresIn) {
        const until = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1_000;
        all.set(keyOf(id), { payload, until });
      },
      find: async (id) => find(id),
      async findByUid(uid) {
        for (const [key, { payload }] of all)
          if (key.startsWith(`${kind}:`) && payload.uid === uid) return payload;
        return undefined;
      },
      findByUserCode: async () => undefined,
      async consume(id) {
        const payload = find(id);
        if (payload) payload['consumed'] = Math.floor(Date.now() / 1_000);
      },
      async destroy(id) {
        all.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of all) if (payload.grantId === grantId) all.delete(key);
      },
    };
  };
}
