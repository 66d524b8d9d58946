// Giving a slot back: a page to confirm, then one transaction. The time is freed by the plugin's handler of
// `request.moved`, whoever moved the request.

import type { PageCtx } from '@parvis/kit';
import { cancelUntil, moveUntil, placeLines } from '../appointment.ts';
import { CALENDAR_TYPE } from '../calendar-file.ts';
import { sayWhen } from '../french.ts';
import { fileOf } from '../letters.ts';
import { type OwnAppointment, openedBy, refuseTooLate } from './own-appointment.ts';

export async function cancellationPage(page: PageCtx, typedCode: string): Promise<Response> {
  const opened = await openedBy(page, typedCode);
  const { detail, code } = opened;
  if (detail.appointment.status === 'cancelled') return page.seeOther(`/suivi/${code}`);
  refuseLateCancel(page, opened);
  const model = {
    title: detail.motif.title,
    when: sayWhen(detail.appointment.startsAt, detail.appointment.zone),
    place: placeLines(detail),
    action: `/rendez-vous/${code}/annulation`,
    back: `/suivi/${code}`,
    move: page.now <= moveUntil(detail) ? `/rendez-vous/${code}/deplacement` : null,
  };
  const breadcrumb = [{ href: `/suivi/${code}`, text: 'Mon rendez-vous' }];
  return page.page('cancellation', model, { title: 'Annuler ce rendez-vous', breadcrumb });
}

export async function cancel(page: PageCtx, typedCode: string): Promise<Response> {
  const opened = await openedBy(page, typedCode);
  const { request, detail, code } = opened;
  if (detail.appointment.status === 'booked') {
    refuseLateCancel(page, opened);
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
  return new Response(fileOf(page, request, detail, { code, sent: false }), {
    headers: {
      'content-type': CALENDAR_TYPE,
      'content-disposition': 'attachment; filename="rendez-vous.ics"',
      'cache-control': 'private, no-store',
    },
  });
}

function refuseLateCancel(page: PageCtx, opened: OwnAppointment): void {
  const { detail } = opened;
  const hours = detail.motif.cancelHours;
  refuseTooLate(page, opened, { until: cancelUntil(detail), hours, what: 'annuler' });
}
