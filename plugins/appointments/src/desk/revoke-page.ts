// « Annuler » for the service: a page to confirm, with the reason that the citizen reads; they are offered what is free.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { sayWhen, wallClock } from '../french.ts';
import { CRUMB, HOME } from './agendas.ts';
import type { BookingRow } from './bookings.ts';
import { calendarAddress } from './calendar-span.ts';
import { aheadOf } from './change-page.ts';
import { markPresence } from './mark-presence.ts';

const FIELDS = fieldSet([
  {
    id: 'raison',
    type: 'textarea',
    label: 'Raison, pour la personne',
    help: 'Elle la lira dans le message. Restez simple\u00A0: « La conseillère est absente ce jour-là. »',
    maxLength: 500,
  },
]);

export async function revokePage(page: DeskCtx, requestId: string): Promise<Response> {
  return drawPage(page, await aheadOf(page, requestId), {});
}

interface State {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

function drawPage(page: DeskCtx, row: BookingRow, state: State): Response {
  const { appointment, motif, venue, resource } = row;
  const { errors = [] } = state;
  const model = {
    person: appointment.person,
    phone: appointment.phone,
    current: `${motif.title}, ${sayWhen(appointment.startsAt, appointment.zone)}, ${venue.commune}, avec ${resource.name}`,
    action: `${HOME}/${appointment.requestId}/annulation`,
    controls: toControls(FIELDS.fields, state),
    errors,
    move: `${HOME}/${appointment.requestId}/deplacement`,
    back: backTo(row),
  };
  const status = errors.length > 0 ? 422 : 200;
  return page.page('desk-revoke', model, { title: 'Annuler un rendez-vous', breadcrumb: [CRUMB], status });
}

function backTo({ appointment }: BookingRow): string {
  const day = wallClock(appointment.startsAt, appointment.zone).toPlainDate();
  return calendarAddress(null, day, appointment.resourceId);
}

export async function revoke(page: DeskCtx, requestId: string): Promise<Response> {
  const row = await aheadOf(page, requestId);
  const outcome = readFields(FIELDS, await page.body(), { today: localDay(page.site.zone, page.now) });
  if (!outcome.ok) return drawPage(page, row, outcome);
  const { raison: reason } = outcome.values;
  await page.write(async (ctx) => {
    const moved = await ctx.requests.move(
      requestId,
      ['received', 'in-progress', 'waiting'],
      'cancelled',
      `Rendez-vous annulé par le service\u00A0: ${reason}`,
    );
    // Cancelled meanwhile, by the citizen or a colleague: there is nobody to tell any more.
    if (!moved) return;
    await markPresence(ctx, page.actor, [requestId], 'revoked');
    const request = await ctx.requests.byId(requestId);
    await ctx.record('revoked', { kind: 'request', id: requestId, citizenId: request?.citizenId ?? null });
    await ctx.requests.send(requestId, 'revoked', { about: { reason } });
    if (row.appointment.texts)
      await ctx.requests.send(requestId, 'revoked', { by: 'text', about: { reason } });
  });
  return page.seeOther(backTo(row));
}
