// Whoever signs in finds in their account what they had begun in this browser. Where the account has another draft of the same
// form, both stay, and the form asks which one goes on.

import type { Events, TxCtx } from '@parvis/kit';
import { eq, inArray, or } from '@parvis/kit/data';
import { tables } from '../schema.ts';
import { accountHolder, afterSession, draftPurpose } from './holders.ts';
import { hold } from './put-aside.ts';
import { resumeTables } from './tables.ts';

export async function joinAccount(
  tx: TxCtx,
  { citizenId, visitor }: Events['citizen.signed-in'],
): Promise<void> {
  const browsers = tx.services.flatMap(({ id }) => visitor('procedures', draftPurpose(id)) ?? []);
  if (browsers.length === 0) return;
  const mine = accountHolder(citizenId);
  const { begun, opened } = await foundIn(tx, browsers, mine);
  const here = new Map(begun.filter(({ visitor: by }) => by === mine).map((one) => [one.serviceId, one]));
  const past = new Set(browsers.map(afterSession));
  const left = begun.filter(({ visitor: by }) => past.has(by));
  await goOn(tx, left, [...here.values()]);
  const free = begun.filter(
    ({ id, serviceId, visitor: by }) =>
      !here.has(serviceId) && (browsers.includes(by) || opened.has(id)) && by !== mine,
  );
  await hold(tx, onePerService(free), mine);
}

type DraftRow = typeof tables.sqlite.draft.$inferSelect;

/** The drafts of this site that the browser holds or was opened, and those of the account. */
async function foundIn(tx: TxCtx, browsers: readonly string[], mine: string) {
  const { draft } = tables.for(tx.tx);
  const { draftKey } = resumeTables.for(tx.tx);
  const keys = await tx.tx
    .select({ draftId: draftKey.draftId })
    .from(draftKey)
    .where(
      tx.own(
        draftKey,
        eq(draftKey.siteId, tx.site.id),
        eq(draftKey.kind, 'browser'),
        inArray(draftKey.value, [...browsers]),
      ),
    );
  const opened = new Set(keys.map(({ draftId }) => draftId));
  const begun = await tx.tx
    .select()
    .from(draft)
    .where(
      tx.own(
        draft,
        eq(draft.siteId, tx.site.id),
        or(
          inArray(draft.visitor, [...browsers, ...browsers.map(afterSession), mine]),
          inArray(draft.id, [...opened]),
        ),
      ),
    );
  // A draft of someone else's account that was opened with its code stays theirs.
  return {
    begun,
    opened: new Set(
      begun
        .filter(isNobodys)
        .map(({ id }) => id)
        .filter((id) => opened.has(id)),
    ),
  };
}

const isNobodys = ({ visitor }: DraftRow): boolean => !visitor.includes(':');

function onePerService(rows: readonly DraftRow[]): readonly string[] {
  const newest = rows.toSorted((a, b) => b.savedAt - a.savedAt);
  return newest
    .filter((one, at) => newest.findIndex((other) => other.serviceId === one.serviceId) === at)
    .map(({ id }) => id);
}

/** What was sent after the session had ended joins the draft that it was typed for: the newest answer to each question counts. */
async function goOn(tx: TxCtx, left: readonly DraftRow[], mine: readonly DraftRow[]): Promise<void> {
  const [newest] = left.toSorted((a, b) => b.savedAt - a.savedAt);
  if (!newest) return;
  const { draft } = tables.for(tx.tx);
  const { draftKey } = resumeTables.for(tx.tx);
  const [after] = await tx.tx
    .select({ value: draftKey.value })
    .from(draftKey)
    .where(tx.own(draftKey, eq(draftKey.draftId, newest.id), eq(draftKey.kind, 'after')));
  const target = mine.find(({ id }) => after?.value === `${id}:${newest.id}`);
  if (!target) return;
  const changedSince = target.savedAt > newest.savedAt;
  await tx.tx
    .update(draft)
    .set({
      answers: changedSince ? { ...newest.answers, ...target.answers } : newest.answers,
      wrongPage: newest.wrongPage,
      typed: newest.typed,
      savedAt: tx.now,
    })
    .where(tx.own(draft, eq(draft.id, target.id)));
  await tx.tx.delete(draft).where(tx.own(draft, eq(draft.id, newest.id)));
}
