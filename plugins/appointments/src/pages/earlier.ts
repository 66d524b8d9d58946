// « Venir plus tôt »: what is free at once, what the list holds for the person, and the list itself.

import { type PageCtx, PageError } from '@parvis/kit';
import { firstSlot, readAgenda } from '../agenda.ts';
import { moveUntil } from '../appointment.ts';
import { sayTime, sayWhen, wallClock } from '../french.ts';
import { dropHolds } from '../hold.ts';
import { toSlotAddress } from '../slot-address.ts';
import { heldFor, mayWait, OFFER_EARLIER, startWaiting, stopWaiting, waitHolder, waitOf } from '../wait.ts';
import { callUs, contactOf, whenAndWhere } from '../words.ts';
import { changeTime } from './change-time.ts';
import { type OwnAppointment, openedBy } from './own-appointment.ts';

const DAY = 86_400_000;

export async function earlierPage(page: PageCtx, typedCode: string): Promise<Response> {
  const opened = await openedBy(page, typedCode);
  return shown(page, opened);
}

async function shown(page: PageCtx, opened: OwnAppointment, missed = false): Promise<Response> {
  const { detail, code, request } = opened;
  const { appointment, motif, venue } = detail;
  if (!(await mayWait(page, detail))) throw nothingEarlier(opened);
  const [held, waiting] = await Promise.all([heldFor(page, request.id), waitOf(page, request.id)]);
  const model = {
    title: motif.title,
    current: sayWhen(appointment.startsAt, appointment.zone),
    action: `/rendez-vous/${code}/plus-tot`,
    back: `/suivi/${code}`,
    missed,
    held:
      held === null
        ? null
        : {
            when: whenAndWhere(held.start, held.venue),
            until: sayTime(wallClock(held.until, page.site.zone)),
          },
    free: held === null ? await freeEarlier(page, opened) : null,
    help: callUs(contactOf(page, request.operatorId)),
    waiting: waiting !== null,
    here: waiting?.venueId != null,
    place: motif.place === 'on-site' ? venue.commune : null,
    reached: reachedBy(request.requester.email !== undefined, appointment.texts && page.texts),
  };
  return page.page('earlier', model, {
    title: 'Venir plus tôt',
    breadcrumb: [{ href: `/suivi/${code}`, text: 'Mon rendez-vous' }],
    status: missed ? 409 : 200,
  });
}

/** « un courriel », or null where the list could not tell the person. */
function reachedBy(byMail: boolean, byText: boolean): string | null {
  if (byMail) return 'un courriel';
  return byText ? 'un SMS' : null;
}

function nothingEarlier({ detail, code }: OwnAppointment): PageError {
  const cancelled = detail.appointment.status === 'cancelled';
  return new PageError(
    409,
    cancelled ? 'Ce rendez-vous est annulé' : 'Votre rendez-vous est dans moins d’une semaine',
    cancelled ? 'Vous pouvez en prendre un autre.' : 'Vous pouvez le déplacer s’il reste des créneaux.',
    [{ href: `/suivi/${code}`, text: 'Revenir au rendez-vous' }],
  );
}

/** The first time that is free before the appointment, without waiting for any. */
async function freeEarlier(page: PageCtx, { detail, code }: OwnAppointment) {
  const { appointment, motif } = detail;
  if (page.now > moveUntil(detail)) return null;
  const until = appointment.startsAt - DAY;
  const agenda = await readAgenda(page, { from: page.now, until });
  const minutes = Math.round((appointment.endsAt - appointment.startsAt) / 60_000);
  const slot = firstSlot(agenda, motif, page.now, { until, minutes });
  const there = slot === null ? undefined : agenda.venues.get(slot.venue);
  if (slot === null || there === undefined) return null;
  return {
    text: whenAndWhere(slot.start, there),
    href: `/rendez-vous/${code}/deplacement/${there.slug}/${toSlotAddress(slot.start, there.zone)}`,
  };
}

/** What a button of the page says: `attendre`, `arreter`, `prendre`, `laisser`. Anything else changes nothing. */
export async function changeWaiting(page: PageCtx, typedCode: string): Promise<Response> {
  const opened = await openedBy(page, typedCode);
  const { detail, request, code } = opened;
  if (!(await mayWait(page, detail))) throw nothingEarlier(opened);
  const body = await page.body();
  const back = page.seeOther(`/rendez-vous/${code}/plus-tot`);
  switch (body.get('geste')) {
    case 'attendre':
      await page.write(async (ctx) => {
        await startWaiting(ctx, request.id, body.get('ou') === 'ici' ? detail.venue.id : null);
        await ctx.record('waited', { kind: 'request', id: request.id, citizenId: request.citizenId });
        await ctx.enqueue(OFFER_EARLIER, {});
      });
      return back;
    case 'arreter':
      await page.write(async (ctx) => {
        await stopWaiting(ctx, request.id);
        await ctx.enqueue(OFFER_EARLIER, {});
      });
      return back;
    case 'laisser':
      await page.write(async (ctx) => {
        await dropHolds(ctx, waitHolder(request.id));
        await ctx.enqueue(OFFER_EARLIER, {});
      });
      return back;
    case 'prendre':
      return takeOffer(page, opened);
    default:
      return back;
  }
}

/** Moves the appointment to what is held for the person, who waits no more. */
async function takeOffer(page: PageCtx, opened: OwnAppointment): Promise<Response> {
  const { detail, request, code } = opened;
  const held = await heldFor(page, request.id);
  if (held === null) return shown(page, opened, true);
  const slot = toSlotAddress(held.start, held.venue.zone);
  const wanted = { motif: detail.motif, venue: held.venue, slot };
  const moved = await changeTime(page, opened, wanted, {
    holder: waitHolder(request.id),
    besides: (ctx) => stopWaiting(ctx, request.id),
  });
  return moved ? page.seeOther(`/suivi/${code}`) : shown(page, opened, true);
}
