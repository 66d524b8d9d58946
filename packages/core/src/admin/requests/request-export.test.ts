// An export is read as it is taken: what is read ahead of its reader is the same, however many requests there are.

import { eq, newId } from '@parvis/db';
import { describeEachHost, type OpenHost, openTown, type TestHost } from '@parvis/testing';
import { expect, it, vi } from 'vitest';
import { txContextFor } from '../../plugins/context.ts';
import { schema } from '../../schema.ts';

const FAVRIL = 'le-favril.localhost';
/** Requests of one page of an export. */
const PAGE = 500;
/** In an order that has a page of its own kind each: by arrival, by deadline, with words. */
const WAYS = [
  'export.csv',
  'export.json',
  'export.csv?tri=echeance',
  'export.json?q=dupont',
  'export.csv?etat=toutes&q=dupont&tri=echeance',
];

interface Desk {
  readonly host: TestHost;
  /** Adds requests until there are so many. */
  readonly fillTo: (total: number) => Promise<void>;
  /** Asks for an export, as the secretary. */
  readonly exported: (way: string) => Promise<Response>;
}

async function desk(open: OpenHost): Promise<Desk> {
  const host = await open();
  const people = await openTown(host, { agents: [{ name: 'favril', role: 'secretary', at: 'Favril' }] });
  const agent = await people.signIn('favril', FAVRIL);
  const cookie = `agent=${agent.cookie('agent')}`;
  const first = await oneRequest(host);
  let count = 1;
  return {
    host,
    fillTo: async (total) => {
      for (; count < total; count += PAGE) {
        const from = count;
        await host.house.db.write((tx) =>
          tx.insert(schema.for(tx).request).values(
            Array.from({ length: Math.min(PAGE, total - from) }, (_, index) => ({
              ...first,
              id: newId(),
              reference: `26-${String(from + index).padStart(8, '0')}`,
              codeHash: newId(),
              onceHash: newId(),
              dueAt: index % 3 === 0 ? null : first.openedAt + (index % 40) * 86_400_000,
            })),
          ),
        );
      }
      count = total;
    },
    exported: async (way) =>
      host.fetch(new Request(`http://${FAVRIL}/agent/demandes/${way}`, { headers: { cookie } })),
  };
}

/** The row of one that was opened as they are. */
async function oneRequest({ house }: TestHost) {
  const snapshot = await house.sites.byHost(FAVRIL);
  const service = snapshot?.serviceBySlug.get('acte-de-naissance');
  if (!snapshot || !service) throw new Error('the town hall is not there');
  const standing = { snapshot, actor: { kind: 'system' }, now: Date.UTC(2026, 10, 24, 9) } as const;
  return house.db.write(async (tx) => {
    const { request: opened } = await txContextFor(house, standing, 'core', tx).requests.open({
      service,
      channel: 'counter',
      title: service.title,
      requester: { name: 'Claire Dupont' },
      once: newId(),
    });
    const { request } = schema.for(tx);
    const [row] = await tx.select().from(request).where(eq(request.id, opened.id));
    if (!row) throw new Error('the request is gone');
    return row;
  });
}

/** Pages of requests that are read from the database from here on, by the one statement that asks who made them. */
function pagesRead({ house }: TestHost): () => Promise<number> {
  const select = vi.spyOn(house.db.read, 'select');
  const count = () =>
    select.mock.calls.filter(([fields]: readonly unknown[]) => Object.hasOwn(fields ?? {}, 'requester'))
      .length;
  // What goes on by itself has the time to do so: read once nothing was read for a while.
  return async () => {
    let pages = count();
    for (let quiet = 0; quiet < 5; quiet += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (count() !== pages) quiet = 0;
      pages = count();
    }
    return pages;
  };
}

function readerOf(response: Response): ReadableStreamDefaultReader<Uint8Array> {
  expect(response.status).toBe(200);
  if (!response.body) throw new Error('nothing was sent');
  return response.body.getReader();
}

describeEachHost('an export of the inbox', (open) => {
  it('gives every request once, a page at a time, in whatever order', async () => {
    const { fillTo, exported } = await desk(open);
    const total = 2 * PAGE + 210;
    await fillTo(total);
    for (const way of WAYS) {
      const reader = readerOf(await exported(way));
      const decoder = new TextDecoder();
      let text = '';
      let longest = 0;
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const piece = decoder.decode(part.value, { stream: true });
        longest = Math.max(longest, piece.split('\n').length - 1);
        text += piece;
      }
      expect(longest).toBe(PAGE);
      const references = way.startsWith('export.json')
        ? (JSON.parse(text) as readonly { readonly reference: string }[]).map(({ reference }) => reference)
        : text.split('\r\n').flatMap((line) => /^"(26-[^"]+)"/.exec(line)?.[1] ?? []);
      expect(references).toHaveLength(total);
      expect(new Set(references).size).toBe(total);
    }
  });

  it('is read a page ahead of whoever takes it, and no further once they hang up', async () => {
    const { host, fillTo, exported } = await desk(open);
    await fillTo(7 * PAGE);
    for (const way of WAYS) {
      const pages = pagesRead(host);
      const reader = readerOf(await exported(way));
      for (let taken = 0; taken < 4; taken += 1) {
        expect(await pages()).toBeLessThanOrEqual(taken + 1);
        await reader.read();
      }
      const before = await pages();
      expect(before).toBeGreaterThan(1);
      await reader.cancel();
      expect(await pages()).toBe(before);
      vi.restoreAllMocks();
    }
  });

  it('is seen to be broken where it cannot be read to its end', async () => {
    const { host, fillTo, exported } = await desk(open);
    await fillTo(4 * PAGE);
    for (const way of WAYS) {
      const reader = readerOf(await exported(way));
      await reader.read();
      vi.spyOn(host.house.db.read, 'select').mockImplementation(() => {
        throw new Error('the database is away');
      });
      const rest = async () => {
        for (let part = await reader.read(); !part.done; part = await reader.read());
      };
      await expect(rest()).rejects.toThrow('the database is away');
      vi.restoreAllMocks();
    }
  });
});
