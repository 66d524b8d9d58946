// Moving an open request to another version: what changes, which answers are set aside, and whether it can be done at all.

import { type Answers, type AsideAnswer, moveAnswers, validateForm } from '@parvis/forms';
import type { TxCtx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import type { OpenCase } from '../case/open-case.ts';
import { changesOf, standAt } from '../case/stand.ts';
import { type Definition, tables } from '../schema.ts';
import { type CaseState, dayOf, isClosed } from '../workflow/clock.ts';
import type { Status } from '../workflow/workflow.ts';
import type { Version } from './adoption.ts';
import { diffDefinitions } from './diff-definitions.ts';

export interface MovePlan {
  readonly answers: Answers;
  /** Kept with the request, and shown beside it. */
  readonly aside: readonly AsideAnswer[];
  readonly state: CaseState;
  readonly status: Status;
  readonly changes: readonly string[];
}

export type Planned =
  | { readonly ok: true; readonly plan: MovePlan }
  /** In French: what is in the way. */
  | { readonly ok: false; readonly why: readonly string[]; readonly changes: readonly string[] };

export interface Movable {
  readonly definition: Definition;
  readonly answers: Answers;
  readonly state: CaseState;
}

/** What moving would do. A request that would not be right on the other version is not moved. */
export function planMove(
  { definition, answers, state }: Movable,
  to: Definition,
  zone: string,
  changes: readonly string[] = diffDefinitions(definition, to),
): Planned {
  // Its days are those of when it came.
  const clock = { today: dayOf(state.receivedAt, zone).toString() };
  const moved = moveAnswers(answers, definition.form, to.form, clock);
  const missing = validateForm(to.form, moved.answers, clock).map(({ message }) => message);
  const status = statusIn(to, definition, state);
  const why = [
    ...missing,
    ...(status ? [] : ['Son état n’existe pas dans l’autre version, ni rien de semblable.']),
  ];
  if (!status || why.length > 0) return { ok: false, why, changes };
  const plan = { ...moved, state: { ...state, status: status.id }, status, changes };
  return { ok: true, plan };
}

/** The same status, or the first of its kind. */
function statusIn(to: Definition, from: Definition, { status: id }: CaseState): Status | undefined {
  const was = from.workflow.statuses.find((one) => one.id === id);
  const { statuses } = to.workflow;
  return (
    statuses.find((one) => one.id === id && one.kind === was?.kind) ??
    statuses.find((one) => one.kind === was?.kind)
  );
}

/** Whether nobody may move it any more. */
export function isOver({ definition, state }: Pick<Movable, 'definition' | 'state'>): boolean {
  const status = definition.workflow.statuses.find(({ id }) => id === state.status);
  return !status || isClosed(status);
}

/** Moves the request: its former answers are kept as a revision, and what the other version does not ask beside it. */
export async function moveRequest(
  tx: TxCtx,
  { request, work, answers: before, versionId, aside: known }: OpenCase,
  to: Version,
  { answers, aside, state, status }: MovePlan,
): Promise<boolean> {
  const { submission, revision } = tables.for(tx.tx);
  const { workflow } = to.definition;
  const step = { state, work, status, transition: null, actions: [] };
  const moved = await tx.requests.move(
    request.id,
    [request.status],
    status.kind,
    'Votre demande suit une nouvelle version de la démarche. Vos réponses sont gardées.',
    changesOf(workflow, step, tx.now, tx.site.zone),
  );
  if (!moved) return false;
  await tx.tx.insert(revision).values({
    tenantId: tx.tenant.id,
    requestId: request.id,
    at: tx.now,
    answers: before,
  });
  await tx.tx
    .update(submission)
    .set({ versionId: to.id, answers, state, aside: [...known, ...aside] })
    .where(tx.own(submission, eq(submission.requestId, request.id)));
  await standAt(tx, { ...request, status: status.kind }, { workflow, answers }, step);
  await tx.record('moved', {
    kind: 'request',
    id: request.id,
    citizenId: request.citizenId,
    details: { from: versionId, to: to.id, aside: aside.map(({ fieldId }) => fieldId) },
  });
  return true;
}
