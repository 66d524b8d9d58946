// The files of a form, kept beyond its page: those that came with it, and those that came before it in pieces.

import type { Tx } from '@parvis/db';
import type { KeptFiles, StoredFile } from '@parvis/kit';
import type { House } from '../house.ts';
import type { SiteVisit } from '../http/visit.ts';
import { schema } from '../schema.ts';
import { refusalWords } from './refusals.ts';
import { senderOf } from './uploads/tus.ts';
import { takeUploads, wholeUploads } from './uploads/uploads.ts';

/** One after the other: each file is in memory while it is looked at. */
export async function keepUploads(house: House, c: SiteVisit, ids: readonly string[]): Promise<KeptFiles> {
  const body = c.get('body');
  const { tenant } = c.get('snapshot');
  const before = await cameBefore(
    house,
    c,
    ids.filter((id) => !body?.files.some(([, file]) => file.id === id)),
  );
  const rows: (typeof schema.sqlite.file.$inferInsert & { readonly id: string })[] = [];
  const refused: { id: string; message: string }[] = [];
  for (const id of ids) {
    if (before.some((file) => file.id === id)) continue;
    const sent = body?.files.find(([, file]) => file.id === id)?.[1];
    if (!sent || !body?.whole.has(id)) {
      refused.push({ id, message: 'Ce fichier est trop lourd. Envoyez un fichier de 25\u00A0Mo au plus.' });
      continue;
    }
    const outcome = await house.files.keep(tenant.id, sent);
    if (!outcome.ok) refused.push({ id, message: refusalWords(outcome.why) });
    else {
      const { type, size, scan } = outcome;
      rows.push({ id, tenantId: tenant.id, name: sent.name, type, size, scan, keptAt: c.get('now') });
    }
  }
  if (rows.length > 0) {
    await house.db.write(async (tx) => {
      await tx.insert(schema.for(tx).file).values(rows);
      for (const { id, scan } of rows) if (scan === 'waiting') await planScan(house, tx, c, id);
    });
  }
  const kept = rows.map(({ id, name, type, size }) => ({ id, name, type, size }));
  return { kept: [...before, ...kept], refused };
}

/** They are looked at and kept already: the form takes them. */
async function cameBefore(
  house: House,
  c: SiteVisit,
  ids: readonly string[],
): Promise<readonly StoredFile[]> {
  const from = ids.length > 0 ? senderOf(house, c) : null;
  if (!from) return [];
  const files = await wholeUploads(house, from, ids);
  await takeUploads(
    house,
    from,
    files.map(({ id }) => id),
  );
  return files;
}

/** Until clamd answers, the file is given to nobody. */
async function planScan(house: House, tx: Tx, c: SiteVisit, fileId: string): Promise<void> {
  await house.jobs.enqueue(tx, {
    owner: 'core',
    name: 'scan',
    siteId: c.get('snapshot').site.id,
    payload: { fileId },
    dueAt: c.get('now') + 60_000,
  });
}
