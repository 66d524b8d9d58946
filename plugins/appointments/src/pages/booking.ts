// The last step: who comes. The slot is held while they type, and sending it books; when someone was quicker, everything
// typed comes back with the nearest slots that are still free.

import type { FieldError, Input, Typed } from '@parvis/forms';
import type { PageCtx } from '@parvis/kit';
import { newId } from '@parvis/kit/data';
import { alternatives, localDay } from '@parvis/scheduling';
import { type Agenda, horizonOf, readAgenda, slotsIn } from '../agenda.ts';
import { applicationErrors } from '../api/ants/applications.ts';
import { placeLines } from '../appointment.ts';
import {
  alternativeControls,
  type ContactOutcome,
  type ContactQuestions,
  contactControls,
  firstControls,
  OTHER_SLOT,
  readContact,
} from '../contact-form.ts';
import { sayDay, sayLength, sayTime, wallClock } from '../french.ts';
import { type HoldOutcome, holdEnd, holdSlot } from '../hold.ts';
import { peopleAnswer, peopleQuery, sayPeople } from '../people.ts';
import { untilSettled } from '../settle.ts';
import { toSlotAddress } from '../slot-address.ts';
import { callUs, localAccess, whenAndWhere } from '../words.ts';
import { type ChosenSlot, chosenSlot, holderOf, onceOf, type SlotNames } from './chosen-slot.ts';
import { openBooking } from './open-booking.ts';
import { stepsOf } from './place-choice.ts';

/** How many other slots a person is offered. */
const ALTERNATIVES = 6;

export async function contactPage(page: PageCtx, names: SlotNames): Promise<Response> {
  const chosen = await chosenSlot(page, names);
  const hold = await held(page, chosen);
  return hold.is === 'taken' ? takenPage(page, chosen) : formPage(page, chosen, { hold });
}

/** Holds the slot for this browser. */
async function held(page: PageCtx, chosen: ChosenSlot): Promise<HoldOutcome> {
  const mine = { holder: holderOf(page), until: holdEnd(page.now) };
  const outcome = await untilSettled(page.tenant, () => page.write((ctx) => holdSlot(ctx, chosen, mine)));
  return outcome ?? { is: 'taken' };
}

export async function book(page: PageCtx, names: SlotNames): Promise<Response> {
  const body = await page.body();
  const [venue = '', slot = ''] = (body.get(OTHER_SLOT) ?? `${names.venue}/${names.slot}`).split('/');
  const chosen = await chosenSlot(page, { ...names, venue, slot });
  const once = onceOf(page, body);
  // The same form twice: its numbers are declared already, by itself. Without any, the booking itself finds it.
  const sent = chosen.applications > 0 ? await page.requests.byOnce(once.key) : null;
  if (sent !== null) return page.seeOther(`/suivi/${page.requests.codeOf(sent.id)}?envoye=1`);
  const contact = await checkedContact(page, chosen, body);
  if (!contact.ok) {
    // They go on typing: the time starts again.
    const hold = await held(page, chosen);
    const state = { ...contact, once: once.token };
    return hold.is === 'taken' ? takenPage(page, chosen, state) : formPage(page, chosen, { ...state, hold });
  }
  const code = await openBooking(page, chosen, contact, once.key);
  if (code !== null) return page.seeOther(`/suivi/${code}?envoye=1`);
  return takenPage(page, chosen, { typed: contact.typed, once: once.token });
}

/** What was typed, judged: the pre-application numbers by the register too, once everything else is right. */
async function checkedContact(page: PageCtx, chosen: ChosenSlot, body: Input): Promise<ContactOutcome> {
  const contact = readContact(body, questionsOf(page, chosen), localDay(page.site.zone, page.now));
  if (!contact.ok) return contact;
  const errors = await applicationErrors(page, contact.applicationIds);
  return errors.length === 0 ? contact : { ...contact, ok: false, errors };
}

function questionsOf(page: PageCtx, { motif, applications }: ChosenSlot): ContactQuestions {
  return { motif, texts: page.texts, applications };
}

interface FormState {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly once?: string;
  readonly hold?: HoldOutcome;
}

function formModel(page: PageCtx, chosen: ChosenSlot, state: FormState) {
  const { typed, errors = [], once = newId(), hold } = state;
  const { offer, motif, venue, slot, at, people, applications } = chosen;
  const questions = questionsOf(page, chosen);
  return {
    steps: stepsOf(applications > 0),
    title: motif.title,
    people: applications > 1 ? `Pour ${sayPeople(people)}` : null,
    when: `${sayDay(at)} à ${sayTime(at)}`,
    length: sayLength(chosen.minutes),
    place: placeLines({ venue, motif }),
    access: motif.place === 'on-site' ? localAccess(venue) : [],
    bring: motif.bring,
    heldUntil: hold?.is === 'held' ? sayTime(wallClock(hold.held.until, page.site.zone)) : null,
    change: `${timesOf(chosen)}#horaires`,
    action: `/rendez-vous/${motif.slug}/${venue.slug}/${slot}${peopleQuery(people)}`,
    once,
    controls:
      typed === undefined ? firstControls(questions, page) : contactControls(questions, { typed, errors }),
    errors,
    help: callUs(offer.service.operator.contact),
  };
}

function timesOf({ motif, venue, people, applications }: ChosenSlot): string {
  const asked = [
    ...(motif.place === 'on-site' ? [`lieu=${venue.slug}`] : []),
    ...(applications > 0 ? [peopleAnswer(people)] : []),
  ];
  return `/rendez-vous/${motif.slug}${asked.length > 0 ? `?${asked.join('&')}` : ''}`;
}

function formPage(page: PageCtx, chosen: ChosenSlot, state: FormState): Response {
  const model = { ...formModel(page, chosen, state), taken: null };
  const status = model.errors.length > 0 ? 422 : 200;
  return page.page('booking', model, {
    title: 'Vos coordonnées',
    breadcrumb: breadcrumbOf(chosen),
    status,
    asksPlace: chosen.motif.place === 'home',
  });
}

async function takenPage(page: PageCtx, chosen: ChosenSlot, state: FormState = {}): Promise<Response> {
  const { motif } = chosen;
  const span = { from: page.now, until: horizonOf([motif], page.now) };
  const agenda = await readAgenda(page, span);
  const offered = nearestSlots(agenda, chosen, page.now);
  const model = { ...formModel(page, chosen, state), taken: { controls: alternativeControls(offered) } };
  // Without anything typed, an old link or a page left open led here: nobody was just quicker.
  const title = state.typed === undefined ? 'Ce créneau n’est pas libre' : 'Ce créneau vient d’être pris';
  return page.page('booking', model, { title, breadcrumb: breadcrumbOf(chosen), status: 409 });
}

/** The free slots nearest to a wanted one, in time and by road, in order of time. */
function nearestSlots(agenda: Agenda, { motif, venue, at, minutes }: ChosenSlot, now: number) {
  const span = { from: now, until: horizonOf([motif], now) };
  const lost = { start: at.toZonedDateTime(venue.zone).epochMilliseconds, venue: venue.id };
  return alternatives(
    slotsIn(agenda, motif, now, span, { minutes }),
    lost,
    ALTERNATIVES,
    agenda.travelMinutes,
  )
    .toSorted((a, b) => a.start - b.start)
    .flatMap(({ start, venue: id }) => {
      const there = agenda.venues.get(id);
      if (there === undefined) return [];
      return [
        { value: `${there.slug}/${toSlotAddress(start, there.zone)}`, label: whenAndWhere(start, there) },
      ];
    });
}

function breadcrumbOf(chosen: ChosenSlot) {
  return [
    { href: '/rendez-vous', text: 'Rendez-vous' },
    { href: timesOf(chosen), text: chosen.motif.title },
  ];
}
