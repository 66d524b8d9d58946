// What a receipt says of silence, as the law asks (CRPA, art. R112-11-1): by when, what it means, and what one can do then.

import { formatDay } from '@parvis/forms';
import type { CitizenRequest, Ctx, PaperFact } from '@parvis/kit';
import { signatureFacts } from '../signature/signed-answers.ts';
import { silenceDay } from '../workflow/clock.ts';
import type { Silence } from '../workflow/workflow.ts';
import { type OpenCase, openCase } from './open-case.ts';

/** As it stood when the request came: days that it waits for the citizen later are told when they begin. */
export async function receiptFacts(ctx: Ctx, request: CitizenRequest): Promise<readonly PaperFact[]> {
  const one = await openCase(ctx, request);
  const signed = one ? signatureFacts(one.definition.form, one.answers) : [];
  return [...signed, ...silenceFacts(ctx, request, one)];
}

function silenceFacts(ctx: Ctx, { openedAt }: CitizenRequest, one: OpenCase | null): readonly PaperFact[] {
  const { silence, statuses } = one?.definition.workflow ?? {};
  const first = statuses?.[0];
  if (!one || !first || !silence || silence.means === 'nothing') return [];
  const state = { status: first.id, receivedAt: openedAt, enteredAt: openedAt, stoppedDays: 0 };
  const day = silenceDay(one.definition.workflow, state, openedAt, ctx.site.zone);
  if (!day) return [];
  return [
    { label: 'Si nous ne répondons pas', value: meaning(silence, formatDay(day.toString())) },
    ...(silence.means === 'acceptance'
      ? [
          {
            label: 'Pour prouver cet accord',
            value: 'Vous pourrez nous demander une attestation (CRPA, art.\u00A0L232-3).',
          },
        ]
      : [
          {
            label: 'Pour contester ce refus',
            value:
              'Vous aurez deux mois pour nous demander de revoir la décision, par une lettre (recours gracieux), ou pour saisir le tribunal administratif, par courrier ou sur www.telerecours.fr.',
          },
        ]),
  ];
}

function meaning({ means, law }: Silence, day: string): string {
  const outcome = means === 'acceptance' ? 'acceptée' : 'refusée';
  return `Si votre demande est complète et que nous ne répondons pas d’ici le ${day}, elle sera ${outcome} (${law.replace('art. ', 'art.\u00A0')}).`;
}
