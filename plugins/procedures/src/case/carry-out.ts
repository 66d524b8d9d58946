// Carrying out a step of a workflow: the request moves on, and what must be said is said, in one transaction.

import { type Answers, type Form, formatDay, summarise } from '@parvis/forms';
import { type CitizenRequest, PageError, type RequestChanges, type TxCtx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { deName } from '@parvis/territory';
import { type Correction, tables } from '../schema.ts';
import { notedBy } from '../workflow/actions/kinds.ts';
import { isVerdict, VERDICT_WORDS } from '../workflow/actions/opinion.ts';
import { silenceDay } from '../workflow/clock.ts';
import type { Step } from '../workflow/engine.ts';
import { fill } from '../workflow/fill.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { carryingOf } from './actions/carried.ts';
import { type OpenCase, workForm } from './open-case.ts';
import { changesOf, standAt } from './stand.ts';

export interface Chosen {
  /** Id of the body whose opinion the agent chose to ask. */
  readonly chosen?: string | undefined;
}

/** @throws PageError 409 where someone else moved the request on meanwhile: nothing is done */
export async function carryOut(tx: TxCtx, one: OpenCase, step: Step, { chosen }: Chosen = {}): Promise<void> {
  const { request, definition, answers } = one;
  const { workflow } = definition;
  const texts = placesOf(tx, one, step);
  const acting = { tx, one, step, texts, chosen };
  const correction = correctionOf(step, texts);
  const { submission } = tables.for(tx.tx);
  await tx.tx
    .update(submission)
    .set({ answers, state: step.state, work: step.work, correction })
    .where(tx.own(submission, eq(submission.requestId, request.id)));
  let changes: RequestChanges = changesOf(workflow, step, tx.now, tx.site.zone);
  for (const action of step.actions)
    changes = { ...changes, ...(await carryingOf(action).changes?.(acting, action)) };
  const moved = await tx.requests.move(
    request.id,
    [request.status],
    step.status.kind,
    timelineText(one, step),
    changes,
  );
  if (!moved) throw movedMeanwhile(request);
  for (const action of step.actions) await carryingOf(action).after?.(acting, action);
  await standAt(tx, { ...request, status: step.status.kind }, { workflow, answers }, step);
}

export function movedMeanwhile({ id }: CitizenRequest): PageError {
  return new PageError(
    409,
    'Cette demande a changé d’état',
    'Quelqu’un l’a peut-être fait avancer entre-temps. Rien n’a été envoyé\u00A0: regardez où elle en est.',
    [{ href: `/agent/demandes/${id}`, text: 'Revenir à la demande' }],
  );
}

function timelineText({ definition }: OpenCase, step: Step): string {
  const { silence } = definition.workflow;
  if (step.transition || silence.means === 'nothing') return `${step.status.label}.`;
  const meaning = silence.means === 'acceptance' ? 'acceptée' : 'refusée';
  return `Le délai est passé sans réponse\u00A0: la demande est ${meaning} (${silence.law}).`;
}

function correctionOf({ actions }: Step, texts: Readonly<Record<string, string>>): Correction | null {
  const asked = actions.find((action) => action.do === 'correction');
  return asked ? { fields: asked.fields, text: fill(asked.text, texts) } : null;
}

/** What the places in texts stand for: answers as a person reads them. */
function placesOf(
  tx: TxCtx,
  { request, definition, answers }: OpenCase,
  step: Step,
): Readonly<Record<string, string>> {
  const operator = tx.authorities.find(({ id }) => id === request.operatorId);
  const day = silenceDay(definition.workflow, step.state, tx.now, tx.site.zone);
  return {
    ...spoken(definition.form, answers),
    ...spoken(workForm(definition.workflow), step.work),
    ...spokenOpinions(definition.workflow, step.work),
    reference: request.reference,
    demandeur: request.requester.name,
    demarche: request.title,
    service: operator
      ? operator.kind === 'commune'
        ? `la mairie ${deName(operator.name)}`
        : operator.name
      : '',
    'date-limite': day ? formatDay(day.toString()) : '',
  };
}

/** « favorable avec réserves », and what the body wrote. */
function spokenOpinions({ transitions }: Workflow, work: Answers): Readonly<Record<string, string>> {
  const noted = transitions.flatMap(({ actions = [] }) => actions.flatMap(notedBy));
  const texts = noted.flatMap((id) => {
    const value = work[id];
    return typeof value === 'string' ? [[id, isVerdict(value) ? VERDICT_WORDS[value] : value] as const] : [];
  });
  return Object.fromEntries(texts);
}

function spoken(form: Form, answers: Answers): Readonly<Record<string, string>> {
  const rows = summarise(form, answers).flatMap(({ rows }) => rows);
  return Object.fromEntries(rows.map(({ fieldId, text }) => [fieldId, [text].flat().join(', ')]));
}
