// An opinion that comes, or does not: it is noted on the case, and the workflow goes on when the last one is in.

import type { CitizenRequest, Ctx, TxCtx } from '@parvis/kit';
import { and, asc, eq, isNull, lte } from '@parvis/kit/data';
import { withArticle } from '@parvis/territory';
import { carryOut } from '../case/carry-out.ts';
import { openCase } from '../case/open-case.ts';
import { tables } from '../schema.ts';
import { notedOpinion, VERDICT_WORDS, type Verdict } from '../workflow/actions/opinion.ts';
import { happen } from '../workflow/engine.ts';
import { OPINIONS, toBody } from './ask.ts';

export interface Opinion {
  readonly id: string;
  readonly authorityId: string;
  readonly question: string;
  readonly askedAt: number;
  readonly until: number;
  readonly into: string | null;
  readonly shown: boolean;
  readonly verdict: Verdict | null;
  readonly text: string | null;
  readonly answeredAt: number | null;
  readonly answeredBy: string | null;
}

/** In the order in which they were asked for. */
export async function opinionsOn(ctx: Ctx | TxCtx, requestId: string): Promise<readonly Opinion[]> {
  const reader = 'tx' in ctx ? ctx.tx : ctx.read;
  const { opinion } = tables.for(reader);
  return reader
    .select()
    .from(opinion)
    .where(ctx.own(opinion, eq(opinion.requestId, requestId)))
    .orderBy(asc(opinion.askedAt), asc(opinion.id));
}

/** The one that a body has still to give, in time. */
export function waitingFrom(
  opinions: readonly Opinion[],
  authorityId: string,
  now: number,
): Opinion | undefined {
  return opinions.find((one) => one.authorityId === authorityId && one.verdict === null && now < one.until);
}

export interface Answer {
  readonly verdict: Exclude<Verdict, 'none'>;
  readonly text: string;
}

/** Of the agent who acts, for the body they work for. False where it was given meanwhile, or is too late. */
export async function giveOpinion(
  tx: TxCtx,
  request: CitizenRequest,
  { verdict, text }: Answer,
): Promise<boolean> {
  const { actor } = tx;
  if (actor.kind !== 'agent') return false;
  const found = waitingFrom(await opinionsOn(tx, request.id), actor.authority.id, tx.now);
  if (!found) return false;
  const { opinion } = tables.for(tx.tx);
  const answered = await tx.tx
    .update(opinion)
    .set({
      verdict,
      text,
      answeredAt: tx.now,
      answeredBy: `${actor.name}, ${withArticle(actor.authority)}`,
      agentId: actor.id,
    })
    .where(tx.own(opinion, eq(opinion.id, found.id), isNull(opinion.verdict)))
    .returning({ id: opinion.id });
  if (answered.length === 0) return false;
  await noteOnCase(tx, request.id, [{ into: found.into, verdict, text }]);
  const line = `Avis ${VERDICT_WORDS[verdict]} ${ofBody(withArticle(actor.authority))}.`;
  if (found.shown) await tx.requests.note(request.id, line);
  else await tx.requests.remark(request.id, text ? `${line}\n${text}` : line);
  await tx.requests.notify(request.id, 'assignee', {
    subject: `Avis rendu sur la demande ${request.reference}`,
    text: line,
  });
  await tx.record('opinion-given', {
    kind: 'request',
    id: request.id,
    citizenId: request.citizenId,
    details: { verdict },
  });
  // By itself, and not in the name of the agent of another body.
  await tx.enqueue(OPINIONS, { requestId: request.id });
  return true;
}

/** « de la mairie du Favril », « du Département » */
const ofBody = (name: string): string => (name.startsWith('le ') ? `du ${name.slice(3)}` : `de ${name}`);

interface Noted {
  readonly into: string | null;
  readonly verdict: Verdict;
  readonly text: string;
}

async function noteOnCase(tx: TxCtx, requestId: string, given: readonly Noted[]): Promise<void> {
  const noted = Object.assign({}, ...given.map((one) => notedOpinion(one.into, one.verdict, one.text)));
  if (Object.keys(noted).length === 0) return;
  const { submission } = tables.for(tx.tx);
  const mine = tx.own(submission, eq(submission.requestId, requestId));
  const [row] = await tx.tx.select({ work: submission.work }).from(submission).where(mine);
  if (row)
    await tx.tx
      .update(submission)
      .set({ work: { ...row.work, ...noted } })
      .where(mine);
}

/** The job `opinions`: closes those whose days are over, and goes on where none is waited for any more. */
export async function lookAtOpinions(ctx: Ctx, payload: unknown): Promise<void> {
  const { requestId, unasked = false } = payload as {
    readonly requestId: string;
    readonly unasked?: boolean;
  };
  await ctx.write(async (tx) => {
    const request = await tx.requests.byId(requestId);
    if (!request) return;
    await closeOver(tx, request);
    const [one, all] = [await openCase(tx, request), await opinionsOn(tx, requestId)];
    if (!one || all.some(({ verdict }) => verdict === null)) return;
    // Those that the status waits for were asked on entering it: an older answer moves nothing.
    const { enteredAt } = one.state;
    if (!unasked && !all.some(({ answeredAt }) => answeredAt !== null && answeredAt >= enteredAt)) return;
    const { workflow } = one.definition;
    const step = happen(workflow, one.state, one, 'opinion', { now: tx.now, zone: tx.site.zone });
    if (step) await carryOut(tx, one, step);
  });
}

async function closeOver(tx: TxCtx, request: CitizenRequest): Promise<void> {
  const { opinion } = tables.for(tx.tx);
  const over = await tx.tx
    .update(opinion)
    .set({ verdict: 'none', answeredAt: tx.now })
    .where(
      tx.own(opinion, eq(opinion.requestId, request.id), isNull(opinion.verdict), lte(opinion.until, tx.now)),
    )
    .returning({ authorityId: opinion.authorityId, into: opinion.into, shown: opinion.shown });
  if (over.length === 0) return;
  await noteOnCase(
    tx,
    request.id,
    over.map(({ into }) => ({ into, verdict: 'none', text: '' })),
  );
  for (const { authorityId, shown } of over) {
    const body = tx.authorities.find(({ id }) => id === authorityId);
    const line = `L’avis demandé ${toBody(body ? withArticle(body) : 'une collectivité')} n’a pas été rendu dans le délai.`;
    if (shown) await tx.requests.note(request.id, line);
    else await tx.requests.remark(request.id, line);
  }
}

/** Once a request is closed nobody is asked any more, and nobody but its own agents reads it. */
export async function withdrawOpinions(tx: TxCtx, requestId: string): Promise<void> {
  const { opinion } = tables.for(tx.tx);
  const mine = tx.own(opinion, eq(opinion.requestId, requestId));
  const asked = await tx.tx.selectDistinct({ authorityId: opinion.authorityId }).from(opinion).where(mine);
  if (asked.length === 0) return;
  await tx.tx
    .update(opinion)
    .set({ verdict: 'none', answeredAt: tx.now })
    .where(and(mine, isNull(opinion.verdict)));
  for (const { authorityId } of asked) await tx.requests.unshare(requestId, authorityId);
}
