// Asking a body of the tenant for its opinion: its agents read the request until the day by which they answer.

import { formatDay } from '@parvis/forms';
import type { Authority, CitizenRequest, Ctx, TxCtx } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { withArticle } from '@parvis/territory';
import { tables } from '../schema.ts';
import type { OpinionAction, OpinionOf } from '../workflow/actions/opinion.ts';
import { opinionEnds } from '../workflow/scenario-opinions.ts';
import type { Transition } from '../workflow/workflow.ts';

const WHY = 'Avis demandé';
/** The job that looks at the opinions of a request. */
export const OPINIONS = 'opinions';

type Bodies = Pick<Ctx, 'authorities'>;

/** The bodies whose opinion an agent may choose to ask: all of the tenant but the operator. */
export function bodiesToAsk({ authorities }: Bodies, { operatorId }: CitizenRequest): readonly Authority[] {
  return authorities.filter(({ id }) => id !== operatorId);
}

function bodyOf(
  bodies: Bodies,
  request: CitizenRequest,
  of: OpinionOf,
  chosen: string | undefined,
): Authority | undefined {
  const others = bodiesToAsk(bodies, request);
  switch (of) {
    case 'epci':
      return others.find(({ kind }) => kind === 'epci');
    case 'commune':
      return others.find(({ id }) => id === request.communeId);
    case 'chosen':
      return others.find(({ id }) => id === chosen);
  }
}

const opinionsIn = ({ actions = [] }: Transition): readonly OpinionAction[] =>
  actions.flatMap((action) => (action.do === 'opinion' ? [action] : []));

/** Whether an agent names whom a step asks. */
export const asksChosen = (transition: Transition): boolean =>
  opinionsIn(transition).some(({ of }) => of === 'chosen');

/** Nobody is asked for their own opinion: a step that would ask none of the others is offered to no agent. */
export function hasWhomToAsk(bodies: Bodies, request: CitizenRequest, transition: Transition): boolean {
  const others = bodiesToAsk(bodies, request);
  return opinionsIn(transition).every(({ of }) =>
    of === 'chosen' ? others.length > 0 : bodyOf(bodies, request, of, undefined) !== undefined,
  );
}

/** Where there is nobody to ask, the workflow goes on as though the days were over. */
export async function askOpinion(
  tx: TxCtx,
  request: CitizenRequest,
  { of, question, days, into, shown = false }: OpinionAction,
  chosen: string | undefined,
): Promise<void> {
  const body = bodyOf(tx, request, of, chosen);
  if (!body) return tx.enqueue(OPINIONS, { requestId: request.id, unasked: true });
  const until = opinionEnds(tx.now, days, tx.site.zone);
  const { opinion } = tables.for(tx.tx);
  await tx.tx.insert(opinion).values({
    tenantId: tx.tenant.id,
    requestId: request.id,
    authorityId: body.id,
    question,
    askedAt: tx.now,
    until,
    into: into ?? null,
    shown,
  });
  await tx.requests.share(request.id, body.id, { why: WHY, until });
  const lastDay = formatDay(localDay(tx.site.zone, until - 1));
  const operator = tx.authorities.find(({ id }) => id === request.operatorId);
  await tx.requests.notify(
    request.id,
    { authority: body.id },
    {
      subject: `Votre avis est demandé sur la demande ${request.reference}`,
      text: `${operator ? capital(withArticle(operator)) : 'Une collectivité'} vous demande votre avis, d’ici le ${lastDay}.\n\nOuvrez la demande pour lire la question et y répondre.`,
    },
  );
  const line = `Avis demandé ${toBody(withArticle(body))}, d’ici le ${lastDay}.`;
  if (shown) await tx.requests.note(request.id, line);
  else await tx.requests.remark(request.id, `${line}\n${question}`);
  await tx.enqueue(OPINIONS, { requestId: request.id }, { at: until });
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** « à la mairie du Favril », « au Département » */
export const toBody = (name: string): string =>
  name.startsWith('le ') ? `au ${name.slice(3)}` : `à ${name}`;
