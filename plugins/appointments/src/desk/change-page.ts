// « Déplacer » from the desk: the same free times as for a booking, or another hour; the citizen is told, with the reason.

import { type FieldError, readFields, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { horizonOf, readAgenda } from '../agenda.ts';
import { errorAt } from '../error-at.ts';
import { sayWhen, wallClock } from '../french.ts';
import { venueAt } from '../pages/chosen-slot.ts';
import { CRUMB, HOME, notHere, resourcesOf, venuesOf, wholeTenant } from './agendas.ts';
import { type HourValues, hourSet, lineControls, missingHour, noHour, otherHour } from './book-fields.ts';
import { type BookingRow, bookingOf } from './bookings.ts';
import { calendarAddress } from './calendar-span.ts';
import { changeTimeByHand } from './change-time-by-hand.ts';
import type { Conflict } from './conflict.ts';
import { firstInside } from './first-inside.ts';
import { lineOption, nextLines, readPicked } from './slot-lines.ts';
import { whyNot } from './why-not.ts';

interface State {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly chosen?: string | undefined;
  readonly conflicts?: readonly Conflict[];
  readonly from?: number;
}

type ChangeValues = HourValues & { readonly raison?: string };

const REASON = {
  id: 'raison',
  type: 'text',
  label: 'Raison, pour la personne',
  help: 'Elle la lira dans le message qui lui dit la nouvelle heure.',
  maxLength: 300,
  optional: true,
} as const;

export async function changePage(page: DeskCtx, requestId: string): Promise<Response> {
  return drawPage(page, await aheadOf(page, requestId), {});
}

/** The appointment to change, where it is still to come. */
export async function aheadOf(page: DeskCtx, requestId: string): Promise<BookingRow> {
  page.demand('appointments.book');
  const row = await bookingOf(page, requestId);
  if (row === null) throw notHere('Ce rendez-vous');
  const { status, startsAt } = row.appointment;
  if (status === 'booked' && startsAt > page.now) return row;
  throw new PageError(
    409,
    status === 'cancelled' ? 'Ce rendez-vous est annulé' : 'Ce rendez-vous a commencé, ou il est passé',
    'Il ne se déplace plus et ne s’annule plus. Prenez-en un autre avec la personne.',
    [
      { href: `${HOME}/nouveau`, text: 'Prendre un rendez-vous' },
      { href: HOME, text: 'Revenir à l’agenda' },
    ],
  );
}

/** Its true length, in minutes, and what it takes now. */
function lengthOf({ appointment }: BookingRow) {
  return {
    minutes: Math.round((appointment.endsAt - appointment.startsAt) / 60_000),
    ignored: [appointment.occupancyId],
  };
}

async function fieldsFor(page: DeskCtx) {
  const [venues, resources] = [await venuesOf(page), await resourcesOf(page)];
  return [...hourSet({ venues, resources }), REASON];
}

async function drawPage(page: DeskCtx, row: BookingRow, state: State): Promise<Response> {
  const { appointment, motif, venue, resource } = row;
  const length = lengthOf(row);
  const until = horizonOf([motif], page.now);
  const agenda = await readAgenda(wholeTenant(page), { from: page.now, until });
  const own = await resourcesOf(page);
  const wanted = { motif, now: page.now, from: state.from ?? appointment.startsAt, near: venue };
  const options = { ...length, wishes: { resources: own.map(({ id }) => id) } };
  const lines = nextLines(agenda, { ...wanted, options });
  const nameOf = (id: string) => agenda.resources.get(id)?.name ?? '';
  const { errors = [], conflicts = [] } = state;
  const controls = toControls(await fieldsFor(page), state);
  const isReason = ({ name }: { readonly name: string }) => name === REASON.id;
  const day = wallClock(appointment.startsAt, appointment.zone).toPlainDate();
  const model = {
    person: appointment.person,
    current: `${sayWhen(appointment.startsAt, appointment.zone)}, ${venue.commune}, avec ${resource.name}`,
    motif: motif.title,
    action: `${HOME}/${appointment.requestId}/deplacement`,
    sequence: appointment.sequence,
    lines: lineControls(
      lines.flatMap((slot) => lineOption(slot, agenda, nameOf)),
      state.chosen,
    ),
    other: controls.filter((one) => !isReason(one)),
    otherOpen: errors.length > 0 || conflicts.length > 0,
    reason: controls.filter(isReason),
    errors,
    conflicts: conflicts.map(({ text }) => text),
    mayForce: conflicts.length > 0 && conflicts.every(({ kind }) => kind === 'rule'),
    back: calendarAddress('day', day, resource.id),
    cancel: `${HOME}/${appointment.requestId}/annulation`,
  };
  const status = conflicts.length > 0 ? 409 : errors.length > 0 ? 422 : 200;
  return page.page('desk-change', model, { title: 'Déplacer un rendez-vous', breadcrumb: [CRUMB], status });
}

export async function saveChange(page: DeskCtx, requestId: string): Promise<Response> {
  const row = await aheadOf(page, requestId);
  const body = await page.body();
  const fields = await fieldsFor(page);
  const today = localDay(page.site.zone, page.now);
  const outcome = readFields<ChangeValues>({ fields }, body, { today });
  const chosen = body.get('creneau');
  if (!outcome.ok) return drawPage(page, row, { ...outcome, chosen });
  const { values, typed } = outcome;
  const missing = missingHour(values);
  if (missing !== null) {
    const error = errorAt(fields, missing.field, missing.text, 'missing');
    return drawPage(page, row, { typed, chosen, errors: [error] });
  }
  const sent = otherHour(values) ?? readPicked(chosen);
  const venue = sent === null ? null : await venueAt(page, sent.venue);
  if (sent === null || venue === null) {
    return drawPage(page, row, { typed, chosen, errors: [noHour(fields)] });
  }
  const length = lengthOf(row);
  const { motif } = row;
  // Dropped on free time, it begins with the first slot there.
  const picked =
    body.get('glisse') === '1' ? await firstInside(page, { motif, venue, picked: sent, ...length }) : sent;
  const moved = await changeTimeByHand(page, row, {
    venue,
    picked,
    forced: values.forcer === true,
    sequence: Number(body.get('version') ?? row.appointment.sequence),
    reason: values.raison,
  });
  if (moved !== null) {
    const day = wallClock(moved.startsAt, moved.zone).toPlainDate();
    return page.seeOther(calendarAddress(null, day, moved.resourceId));
  }
  const conflicts =
    Number(body.get('version') ?? row.appointment.sequence) === row.appointment.sequence
      ? await whyNot(page, { motif, venue, picked, ...length })
      : [{ kind: 'taken', text: 'Ce rendez-vous a été changé entre-temps. Voici où il en est.' } as const];
  return drawPage(page, row, { typed, chosen, conflicts });
}
