// How what was edited stands by the time its page is sent: as it was, changed by a colleague, or taken away. Whoever writes finds
// what they wrote again, and may put back what was taken away.

import { type DeskCtx, PageError } from '@parvis/kit';
import { asc, eq, gte } from '@parvis/kit/data';
import { addressOf, type Plan, planFor } from './plans.ts';
import { builderTables } from './tables.ts';
import type { Thing } from './things.ts';

export interface Standing {
  /** As it is, with the thing back in it where it was taken away. */
  readonly plan: Plan;
  /** The thing's name: another where it goes elsewhere. */
  readonly name: string;
  /** As whoever sends the page saw it. */
  readonly seen: Plan;
  /** Somebody saved meanwhile. */
  readonly stale: boolean;
  readonly gone: Gone | null;
  /** They press the button that puts it back, on the plan as it is. */
  readonly putsBack: boolean;
}

/** A thing that was taken away while somebody wrote. */
export interface Gone {
  readonly what: string;
  readonly taken: string;
  readonly note: string | null;
  /** The revision in which it was there. */
  readonly origin: number;
}

/** The word of the button that puts back. */
export const PUT_BACK = 'remettre';

export async function standingOf(
  page: DeskCtx,
  planId: string,
  thing: Thing,
  name: string,
): Promise<Standing> {
  const plan = await planFor(page, planId);
  const body = await page.body();
  const sent = Number(body.get('revision'));
  const origin = Number(body.get('origine') ?? sent);
  const stale = sent !== plan.revision;
  const seen = await planAt(page, plan, origin);
  if (thing.isIn(plan.definition, name)) return { plan, name, seen, stale, gone: null, putsBack: false };
  const back = thing.putBack(plan.definition, seen.definition, name);
  if (!back) throw gone(plan, thing.what);
  const { what, taken } = thing;
  return {
    plan: { ...plan, definition: back.definition },
    name: back.name,
    seen,
    stale,
    gone: { what, taken, note: back.note, origin },
    putsBack: !stale && body.get('faire') === PUT_BACK,
  };
}

/** The plan as it was at a revision, as far back as that is kept. */
async function planAt(page: DeskCtx, plan: Plan, revision: number): Promise<Plan> {
  if (!Number.isSafeInteger(revision) || revision >= plan.revision) return plan;
  const { past } = builderTables.for(page.read);
  const [found] = await page.read
    .select({ definition: past.definition })
    .from(past)
    .where(page.own(past, eq(past.planId, plan.id), gte(past.revision, revision)))
    .orderBy(asc(past.revision))
    .limit(1);
  return found ? { ...plan, definition: found.definition, revision } : plan;
}

export function gone(plan: Plan, what: string): PageError {
  return new PageError(404, `${what} n’existe pas`, 'Peut-être retirée du brouillon entre-temps.', [
    { href: addressOf(plan), text: 'Voir le brouillon' },
  ]);
}
