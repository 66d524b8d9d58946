// What happens next to a request, and by when, as its citizen is told.

import type { Authority, CitizenRequest, Service } from '@parvis/kit';
import { capital, date } from '@parvis/theming';
import { Temporal } from 'temporal-polyfill';
import { withArticle } from '../services/service-pages.ts';
import { localDay } from '../sites/opening-hours.ts';
import { isOpen } from './status.ts';

export interface NextStep {
  readonly text: string;
  /** « Réponse d’habitude avant le mardi 8 décembre 2026. »; null where nobody can tell. */
  readonly by: string | null;
}

interface Known {
  readonly service: Pick<Service, 'sheet'> | undefined;
  readonly operator: Authority | undefined;
  /** Epoch milliseconds: by when its agents must do something. */
  readonly dueAt: number | null;
  /** Something is still to pay. */
  readonly owes: boolean;
  readonly now: number;
  readonly zone: string;
}

/** Null once it is over, and for an appointment, whose day says it all. */
export function nextStep(request: CitizenRequest, known: Known): NextStep | null {
  const { status, channel, requester } = request;
  if (!isOpen(status) || channel === 'appointment') return null;
  const who = known.operator ? capital(withArticle(known.operator)) : 'Le service';
  const where = requester.email ? 'par courriel et sur cette page' : 'sur cette page';
  if (status === 'waiting')
    return {
      text: known.owes
        ? 'C’est à vous\u00A0: il reste à payer, en ligne ou au guichet. Nous reprenons ensuite.'
        : 'C’est à vous\u00A0: complétez ce qui est demandé. Nous reprenons ensuite.',
      by: null,
    };
  return {
    text:
      status === 'received'
        ? `${who} va lire votre demande, puis vous répond ${where}.`
        : `${who} s’occupe de votre demande et vous répond ${where}.`,
    by: byWhen(request, known),
  };
}

function byWhen({ openedAt }: CitizenRequest, { service, dueAt, now, zone }: Known): string | null {
  const days = service?.sheet.days;
  const usual = service ? `Délai habituel\u00A0: ${service.sheet.delay}.` : null;
  const at = days === undefined ? dueAt : lastDay(openedAt, days, zone);
  if (at === null) return usual;
  if (localDay(zone, at) < localDay(zone, now))
    return 'Le délai habituel est dépassé\u00A0: appelez pour savoir où elle en est.';
  return `Réponse d’habitude avant le ${date(at, 'day', zone)}.`;
}

function lastDay(openedAt: number, days: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(openedAt).toZonedDateTimeISO(zone).add({ days })
    .epochMilliseconds;
}
