// The appointment that a tracking code opens, and until when its citizen may change it.

import { type CitizenRequest, type PageCtx, PageError } from '@parvis/kit';
import { type AppointmentDetail, appointmentOf } from '../appointment.ts';
import { callUs, contactOf } from '../words.ts';

export interface OwnAppointment {
  readonly request: CitizenRequest;
  readonly detail: AppointmentDetail;
  readonly code: string;
}

/** @throws PageError 404 */
export async function openedBy(page: PageCtx, typedCode: string): Promise<OwnAppointment> {
  const request = await page.requests.byCode(typedCode);
  const detail = request === null ? null : await appointmentOf(page, page.read, request.id);
  if (request !== null && detail !== null) return { request, detail, code: page.requests.codeOf(request.id) };
  throw new PageError(
    404,
    'Ce rendez-vous est introuvable',
    'Vérifiez le code de suivi\u00A0: il est dans le courriel reçu.',
    [{ href: '/suivi', text: 'Saisir le code de suivi' }],
  );
}

/** @throws PageError 409 past the instant `until`, for what was to be done: « déplacer », so many hours before. */
export function refuseTooLate(
  page: PageCtx,
  { request, detail, code }: OwnAppointment,
  { until, hours, what }: { readonly until: number; readonly hours: number; readonly what: string },
): void {
  if (page.now <= until) return;
  const past = page.now >= detail.appointment.startsAt;
  throw new PageError(
    409,
    past ? 'Ce rendez-vous est passé' : `Il est trop tard pour ${what} en ligne`,
    past
      ? 'Vous pouvez en prendre un autre.'
      : `Le rendez-vous est dans moins de ${hours}\u00A0heures. ${callUs(contactOf(page, request.operatorId))}\u00A0: nous préviendrons la personne qui vous attend.`,
    [
      { href: `/suivi/${code}`, text: 'Revenir au rendez-vous' },
      { href: `/rendez-vous/${detail.motif.slug}`, text: 'Prendre un autre rendez-vous' },
    ],
  );
}
