// A case as it stands: what was sent, on the version it was sent with, and where it is in that version's workflow.

import type { Answers, AsideAnswer, Form } from '@parvis/forms';
import type { CitizenRequest, Ctx, TxCtx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { type Correction, type Definition, tables } from '../schema.ts';
import type { CaseState } from '../workflow/clock.ts';
import type { CaseData } from '../workflow/engine.ts';
import type { Workflow } from '../workflow/workflow.ts';

export interface OpenCase extends CaseData {
  readonly request: CitizenRequest;
  readonly versionId: string;
  readonly definition: Definition;
  readonly state: CaseState;
  readonly correction: Correction | null;
  /** What the version that it was moved to does not ask. */
  readonly aside: readonly AsideAnswer[];
}

export interface StoredCase {
  readonly versionId: string;
  readonly answers: Answers;
  readonly state: CaseState | null;
  readonly work: Answers | null;
  readonly correction: Correction | null;
  readonly aside: readonly AsideAnswer[] | null;
}

/** The case of a request of this tenant; null for one that no form opened, or whose answers were erased. */
export async function openCase(ctx: Ctx | TxCtx, request: CitizenRequest): Promise<OpenCase | null> {
  const reader = 'tx' in ctx ? ctx.tx : ctx.read;
  const { submission, version } = tables.for(reader);
  const [row] = await reader
    .select({ submission, definition: version.definition })
    .from(submission)
    .innerJoin(version, eq(version.id, submission.versionId))
    .where(ctx.own(submission, eq(submission.requestId, request.id)));
  if (!row) return null;
  return caseOf(request, row.submission, row.definition);
}

/** From what is stored of it. */
export function caseOf(request: CitizenRequest, submission: StoredCase, definition: Definition): OpenCase {
  const { answers, state, work, correction, versionId, aside } = submission;
  return {
    request,
    versionId,
    definition,
    answers: answers satisfies Answers,
    work: work ?? {},
    state: state ?? stateOf(definition, request),
    correction,
    aside: aside ?? [],
  };
}

/** Of a request that says only how it stands in the ledger: the first status of that kind. */
function stateOf({ workflow }: Definition, { status, openedAt }: CitizenRequest): CaseState {
  const found = workflow.statuses.find(({ kind }) => kind === status) ?? workflow.statuses[0];
  return { status: found?.id ?? '', receivedAt: openedAt, enteredAt: openedAt, stoppedDays: 0 };
}

/** What agents fill in on the way, as a form that can be summarised. */
export function workForm({ transitions }: Workflow): Form {
  const asked = transitions.flatMap(({ asks = [] }) => asks);
  // Two ways may ask for the same.
  const fields = [...new Map(asked.map((field) => [field.id, field])).values()];
  return { pages: [{ id: 'travail', title: 'Rempli par le service', fields }] };
}
