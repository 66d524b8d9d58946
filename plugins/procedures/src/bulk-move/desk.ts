// The open requests on an older version of a procedure, from its sheet: what would change, which move by themselves, which need
// a person.

import type { DeskCtx } from '@parvis/kit';
import { addressOf, adoptionFor } from '../pooling/desk/visit.ts';
import { diffDefinitions } from '../pooling/diff-definitions.ts';
import { MOVE_OPEN } from './move-job.ts';
import { type OlderCase, olderCases, sortCases } from './older-cases.ts';

/** Those that are told one by one. */
const LISTED = 50;

export async function openPage(page: DeskCtx, slug: string): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  const { cases, last } = await olderCases(page, adoption, page.actor.authority.id);
  const sorted = sortCases(cases, page.site.zone);
  const movable = sorted.filter((one) => 'plan' in one);
  const others = sorted.flatMap((one) => ('why' in one ? [one] : []));
  return page.page(
    'desk-procedure-open',
    {
      title: adoption.title,
      back: addressOf(adoption),
      action: `${addressOf(adoption)}/demandes`,
      count: cases.length,
      more: last !== null,
      movable: movable.length,
      changes: changesOf(cases),
      others: others.slice(0, LISTED).map(({ older: { one }, why }) => ({
        reference: one.request.reference,
        href: `/agent/procedures/demandes/${one.request.id}/version`,
        why,
      })),
      hidden: Math.max(0, others.length - LISTED),
    },
    { title: `Demandes en cours\u00A0: ${adoption.title}` },
  );
}

/** What changes from each version that is followed to the one in use; once each. */
function changesOf(cases: readonly OlderCase[]) {
  const pairs = new Map<string, OlderCase>();
  for (const older of cases) pairs.set(`${older.one.versionId} ${older.to.id}`, older);
  return [...pairs].map(([pair, { one, to, number }]) => ({
    number,
    requests: cases.filter((older) => `${older.one.versionId} ${older.to.id}` === pair).length,
    changes: diffDefinitions(one.definition, to.definition),
  }));
}

export async function saveOpen(page: DeskCtx, slug: string): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  const { id: operatorId } = page.actor.authority;
  await page.write(async (tx) => {
    await tx.enqueue(MOVE_OPEN, { slug, operatorId });
    await tx.record('moved-many', { kind: 'procedure', id: adoption.id });
  });
  return page.seeOther(`${addressOf(adoption)}/demandes`);
}

/** « 12 demandes suivent une version plus ancienne »; nothing where none does. */
export async function olderWords(page: DeskCtx, slug: string): Promise<string | null> {
  const adoption = await adoptionFor(page, slug);
  const { cases, last } = await olderCases(page, adoption, page.actor.authority.id);
  if (cases.length === 0) return null;
  const count = `${cases.length}${last === null ? '' : '+'}`;
  return count === '1'
    ? 'Une demande en cours suit une version plus ancienne'
    : `${count} demandes en cours suivent une version plus ancienne`;
}
