// A case on the agent's desk: where it stands, what may be done with it, and doing it.

import { type Field, type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type Ctx, type DeskCtx, type DeskRouter, PageError, type Role, type ShowOptions } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { asksChosen, bodiesToAsk, hasWhomToAsk } from '../opinions/ask.ts';
import { CHOSEN_BODY } from '../workflow/actions/opinion.ts';
import { offered, take } from '../workflow/engine.ts';
import type { Transition } from '../workflow/workflow.ts';
import { carryOut, movedMeanwhile } from './carry-out.ts';
import { type OpenCase, openCase } from './open-case.ts';

/** The buttons of a case, for an agent who may act; none for one who reads along. */
export function buttonsOf(ctx: Ctx, one: OpenCase, roles: readonly Role[], { mayAct = false }: ShowOptions) {
  if (!mayAct) return [];
  return offeredTo(ctx, one, roles).map((transition) => ({
    href: addressOf(one, transition),
    text: transition.label,
    // What must be filled in first has a page of its own.
    asks: (transition.asks ?? []).length > 0 || asksChosen(transition),
  }));
}

/** What an agent may do with a case: where it asks others for their opinion, there is someone to ask. */
function offeredTo(ctx: Ctx, one: OpenCase, roles: readonly Role[]): readonly Transition[] {
  return offered(one.definition.workflow, one.state, one, { kind: 'agent', roles }).filter((transition) =>
    hasWhomToAsk(ctx, one.request, transition),
  );
}

const addressOf = ({ request }: OpenCase, { id }: Transition): string =>
  `/agent/procedures/${request.id}/${id}`;

export function deskRoutes(app: DeskRouter): void {
  app.get('/:request/:transition', (c) =>
    stepPage(c.var.page, c.req.param('request'), c.req.param('transition')),
  );
  app.post('/:request/:transition', (c) =>
    takeStep(c.var.page, c.req.param('request'), c.req.param('transition')),
  );
}

interface Found {
  readonly one: OpenCase;
  readonly transition: Transition;
}

/** What the agent is about to do: a page that asks for what it needs, or for a confirmation. */
async function stepPage(
  page: DeskCtx,
  requestId: string,
  transitionId: string,
  returned: { readonly errors: readonly FieldError[]; readonly typed: Typed } = { errors: [], typed: {} },
): Promise<Response> {
  const { one, transition } = await handled(page, requestId, transitionId);
  return page.page(
    'desk-step',
    {
      title: transition.label,
      reference: one.request.reference,
      service: one.request.title,
      citizen: one.request.requester.name,
      back: `/agent/demandes/${requestId}`,
      action: addressOf(one, transition),
      controls: toControls(fieldsOf(page, one, transition), returned),
      errors: returned.errors,
      written: (transition.actions ?? []).some((action) => action.do === 'mail' && action.to === 'citizen'),
    },
    {
      title: `${transition.label} (${one.request.reference})`,
      status: returned.errors.length > 0 ? 422 : 200,
    },
  );
}

async function takeStep(page: DeskCtx, requestId: string, transitionId: string): Promise<Response> {
  const { one: before, transition } = await handled(page, requestId, transitionId);
  const today = localDay(page.site.zone, page.now);
  const outcome = readFields(fieldSet(fieldsOf(page, before, transition)), await page.body(), { today });
  if (!outcome.ok) return stepPage(page, requestId, transitionId, outcome);
  const roles = rolesOf(page);
  const { [CHOSEN_BODY]: chosen, ...filled } = outcome.answers;
  await page.write(async (tx) => {
    // Read again where it is written: of two agents who press at once, one finds that it was done.
    const request = await tx.requests.byId(requestId);
    const one = request && (await openCase(tx, request));
    const step =
      one &&
      take(one.definition.workflow, one.state, one, {
        transition: transitionId,
        actor: { kind: 'agent', roles },
        filled,
        moment: { now: tx.now, zone: tx.site.zone },
      });
    if (!request || !one || !step) throw movedMeanwhile({ ...(await shown(page, requestId)) });
    await carryOut(tx, one, step, { chosen: typeof chosen === 'string' ? chosen : undefined });
  });
  return page.seeOther(`/agent/demandes/${requestId}`);
}

function fieldsOf(page: DeskCtx, { request }: OpenCase, transition: Transition): readonly Field[] {
  const asks = transition.asks ?? [];
  if (!asksChosen(transition)) return asks;
  return [
    {
      id: CHOSEN_BODY,
      type: 'choice',
      label: 'À qui demander l’avis',
      subject: 'la collectivité',
      options: bodiesToAsk(page, request).map(({ id, name }) => ({ value: id, label: name })),
    },
    ...asks,
  ];
}

/** The case, for an agent who may act on it now; a page that says why not, else. */
async function handled(page: DeskCtx, requestId: string, transitionId: string): Promise<Found> {
  const request = await shown(page, requestId);
  const one = await openCase(page, request);
  const transition = one?.definition.workflow.transitions.find(({ id }) => id === transitionId);
  if (!one || transition?.by.kind !== 'agent') throw missing();
  if (!offeredTo(page, one, rolesOf(page)).includes(transition)) throw movedMeanwhile(request);
  return { one, transition };
}

async function shown(page: DeskCtx, requestId: string) {
  const found = await page.requestFor(requestId);
  if (!found) throw missing();
  if (found.mayAct) return found.request;
  throw new PageError(
    403,
    'Vous pouvez lire cette demande, pas la faire avancer',
    'Elle est traitée par un autre service. Rien n’a été changé.',
    [{ href: `/agent/demandes/${requestId}`, text: 'Revenir à la demande' }],
  );
}

function missing(): PageError {
  return new PageError(404, 'Cette étape n’existe pas', 'La démarche a peut-être changé.', [
    { href: '/agent', text: 'Revenir à la boîte de réception' },
  ]);
}

/** The roles that the agent who acts holds where they work. */
export function rolesOf({ actor }: Pick<Ctx, 'actor'>): readonly Role[] {
  return actor.kind === 'agent' ? actor.roles : [];
}
