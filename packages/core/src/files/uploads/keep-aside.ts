// Files of a form that came back to be sent once more: they were received, and are not asked for again.

import type { House } from '../../house.ts';
import { addressOf, type SiteVisit, visitorOf } from '../../http/visit.ts';
import { schema } from '../../schema.ts';
import { PATIENCE } from './retention.ts';
import { senderFor } from './tus.ts';

interface KeptAside {
  /** Hidden fields that take the files along. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly kept: readonly string[];
  /** Names of those that must be joined again. */
  readonly lost: readonly string[];
}

/** Keeps the files of the body for the browser at hand, as if it had sent them in pieces before. */
export async function keepAside(house: House, c: SiteVisit): Promise<KeptAside> {
  const body = c.get('body');
  const files = body?.files ?? [];
  const fields: { name: string; value: string }[] = [];
  const kept: string[] = [];
  const lost: string[] = [];
  const from = senderFor(house, c, visitorOf(house, c));
  for (const [field, sent] of files) {
    const wait = body?.whole.has(sent.id)
      ? await house.limits.take('upload-address', addressOf(house, c))
      : 1;
    const outcome = wait > 0 ? null : await house.files.keep(from.tenantId, sent);
    if (!outcome?.ok) {
      lost.push(sent.name);
      continue;
    }
    const { type, size, scan } = outcome;
    const { id, name } = sent;
    const now = c.get('now');
    await house.db.write(async (tx) => {
      const { upload, file } = schema.for(tx);
      await tx.insert(file).values({ id, tenantId: from.tenantId, name, type, size, scan, keptAt: now });
      await tx.insert(upload).values({
        ...from,
        id,
        name,
        type,
        size,
        received: size,
        parts: [],
        whole: true,
        taken: false,
        expiresAt: now + PATIENCE,
      });
    });
    fields.push({ name: `${field}--sent`, value: id });
    kept.push(name);
  }
  return { fields, kept, lost };
}
