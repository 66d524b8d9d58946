// The procedures of a body: its own, those it shares, those it adapted, those to settle.

import type { DeskCtx } from '@parvis/kit';
import { asc, eq, inArray, isNull, or } from '@parvis/kit/data';
import { SHARED, tables } from '../../schema.ts';
import { addressOf } from './visit.ts';

export async function listPage(page: DeskCtx): Promise<Response> {
  page.demand('procedures.manage');
  const { authority } = page.actor;
  const rows = await proceduresOf(page);
  const pending = rows.filter((row) => row.pending);
  return page.page(
    'desk-procedures',
    {
      who: authority.name,
      connects: page.actor.permissions.has('procedures.connect'),
      pending: pending.map((row) => ({ href: `${addressOf(row)}/reglage`, text: row.title })),
      rows: rows.map((row) => [
        { href: addressOf(row), text: row.title },
        row.own ? 'À vous seuls' : 'Partagée',
        stateOf(row),
        String(row.number),
      ]),
    },
    { title: 'Démarches en ligne' },
  );
}

type Row = Awaited<ReturnType<typeof proceduresOf>>[number];

function stateOf({ pending, offered, adapted }: Row): string {
  if (!offered) return 'Éteinte ici';
  if (pending) return 'À régler';
  return adapted ? 'Adaptée ici' : 'Telle quelle';
}

async function proceduresOf(page: DeskCtx) {
  const { id } = page.actor.authority;
  const { procedure, version, adaptation } = tables.for(page.read);
  const procedures = await page.read
    .select()
    .from(procedure)
    .where(page.own(procedure, or(isNull(procedure.authorityId), eq(procedure.authorityId, id))));
  const versions = await page.read
    .select({ procedureId: version.procedureId, line: version.line, number: version.number })
    .from(version)
    .where(page.own(version, inArray(version.line, [SHARED, id])))
    .orderBy(asc(version.number));
  const adaptations = await page.read
    .select()
    .from(adaptation)
    .where(page.own(adaptation, eq(adaptation.authorityId, id)));
  const newest = new Map(versions.map((one) => [`${one.procedureId} ${one.line}`, one.number]));
  const adapted = new Map(adaptations.map((one) => [one.procedureId, one]));
  const byTitle = procedures.toSorted((a, b) => a.title.localeCompare(b.title, 'fr'));
  return byTitle.map((one) => {
    const own = adapted.get(one.id);
    const line = own?.versionId ? id : SHARED;
    return {
      slug: one.slug,
      title: one.title,
      own: one.authorityId !== null,
      offered: own?.offered ?? true,
      adapted: line !== SHARED,
      pending: (own?.pendingId ?? null) !== null,
      number: newest.get(`${one.id} ${line}`) ?? 0,
    };
  });
}
