// Giving a slot back: a page to confirm, then one transaction. The time is freed by the plugin's handler of
// `request.moved`, whoever moved the request.

import { type CitizenRequest, type PageCtx, PageError } from '@parvis/kit';
import { type AppointmentDetail, appointmentOf, cancelUntil, placeLines } from '../appointment.ts';
import { CALENDAR_TYPE } from '../calendar-file.ts';
import { sayWhen } from '../french.ts';
import { fileOf } from '../letters.ts';
import { callUs, contactOf } from '../words.ts';

interface Opened {
  readonly request: CitizenRequest;
  readonly detail: AppointmentDetail;
  readonly code: string;
}

export async function cancellationPage(page: PageCtx, typedCode: string): Promise<Response> {
  const opened = await openedBy(page, typedCode);
  const { detail, code } = opened;
  if (detail.appointment.status === 'cancelled') return page.seeOther(`/suivi/${code}`);
  refuseTooLate(page, opened);
  const model = {
    title: detail.motif.title,
    when: sayWhen(detail.appointment.startsAt, detail.appointment.zone),
    place: placeLines(detail),
    action: `/rendez-vous/${code}/annulation`,
    back: `/suivi/${code}`,
  };
  const breadcrumb = [{ href: `/suivi/${code}`, text: 'Mon rendez-vous' }];
  return page.page('cancellation', model, { title: 'Annuler ce rendez-vous', breadcrumb });
}

export async function cancel(page: PageCtx, typedCode: string): Promise<Response> {
  const opened = await openedBy(page, typedCode);
  const { request, detail, code } = opened;
  if (detail.appointment.status === 'booked') {
    refuseTooLate(page, opened);
    await page.write((ctx) =>
      ctx.requests.move(
        request.id,
        ['received', 'in-progress'],
        'cancelled',
        'Rendez-vous annulé par l’usager.',
      ),
    );
  }
  return page.seeOther(`/suivi/${code}`);
}

export async function calendarResponse(page: PageCtx, typedCode: string): Promise<Response> {
  const { request, detail, code } = await openedBy(page, typedCode);
  return new Response(fileOf(page, request, detail, code), {
    headers: {
      'content-type': CALENDAR_TYPE,
      'content-disposition': 'attachment; filename="rendez-vous.ics"',
      'cache-control': 'private, no-store',
    },
  });
}

async function openedBy(page: PageCtx, typedCode: string): Promise<Opened> {
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

function refuseTooLate(page: PageCtx, { request, detail, code }: Opened): void {
  if (page.now <= cancelUntil(detail)) return;
  const past = page.now >= detail.appointment.startsAt;
  throw new PageError(
    409,
    past ? 'Ce rendez-vous est passé' : 'Il est trop tard pour annuler en ligne',
    past
      ? 'Vous pouvez en prendre un autre.'
      : `Le rendez-vous est dans moins de ${detail.motif.cancelHours}\u00A0heures. ${callUs(contactOf(page, request.operatorId))}\u00A0: nous préviendrons la personne qui vous attend.`,
    [
      { href: `/suivi/${code}`, text: 'Revenir au rendez-vous' },
      { href: `/rendez-vous/${detail.motif.slug}`, text: 'Prendre un autre rendez-vous' },
    ],
  );
}
