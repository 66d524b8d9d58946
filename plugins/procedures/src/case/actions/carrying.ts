// How a kind of action is carried out: a file beside this one each. Its meaning is `workflow/actions`.

import type { RequestChanges, TxCtx } from '@parvis/kit';
import type { Step } from '../../workflow/engine.ts';
import type { OpenCase } from '../open-case.ts';

/** A step that is being taken. */
export interface Acting {
  readonly tx: TxCtx;
  readonly one: OpenCase;
  readonly step: Step;
  /** What the places in texts stand for. */
  readonly texts: Readonly<Record<string, string>>;
  /** Id of the body whose opinion the agent chose to ask. */
  readonly chosen: string | undefined;
}

export interface Carrying<A> {
  /** What it changes on the request, in the move itself. */
  changes?(acting: Acting, action: A): Promise<RequestChanges>;
  /** What it does once the request has moved. */
  after?(acting: Acting, action: A): Promise<void>;
}
