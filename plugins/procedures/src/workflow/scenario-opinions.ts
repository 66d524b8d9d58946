// The opinions that a scenario waits for: each is answered in its turn, or its days pass.

import type { Answers } from '@parvis/forms';
import { notedOpinion, type Verdict } from './actions/opinion.ts';
import { dayOf, startOf } from './clock.ts';
import type { Step } from './engine.ts';

export interface Waiting {
  /** Epoch milliseconds: the first instant at which it is too late. */
  readonly until: number;
  readonly into: string | undefined;
}

interface Answered {
  /** What the case knows of it. */
  readonly noted: Answers;
  readonly still: readonly Waiting[];
}

/** What a step asks for. */
export function waitingAfter({ actions, state }: Step, zone: string): readonly Waiting[] {
  return actions.flatMap((action) =>
    action.do === 'opinion'
      ? [{ until: opinionEnds(state.enteredAt, action.days, zone), into: action.into }]
      : [],
  );
}

/** A body that is given so many days may answer until the last of them is over. */
export function opinionEnds(askedAt: number, days: number, zone: string): number {
  return startOf(dayOf(askedAt, zone).add({ days: days + 1 }), zone);
}

export function firstAnswered(waiting: readonly Waiting[], verdict: Verdict, text: string): Answered | null {
  const [first, ...still] = waiting;
  return first ? { noted: notedOpinion(first.into, verdict, text), still } : null;
}

/** Those whose days are over by then. */
export function closedBy(waiting: readonly Waiting[], at: number): Answered {
  const noted = waiting.filter(({ until }) => until <= at).map(({ into }) => notedOpinion(into, 'none', ''));
  return { noted: Object.assign({}, ...noted) as Answers, still: waiting.filter(({ until }) => until > at) };
}
