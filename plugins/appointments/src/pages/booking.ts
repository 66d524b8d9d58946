// The last step: who comes. Sending it books the slot; when someone was quicker, everything typed comes back with the
// nearest slots that are still free.

import type { FieldError, Typed } from '@parvis/forms';
import { type PageCtx, PageError } from '@parvis/kit';
import { eq, newId } from '@parvis/kit/data';
import { daysInterval, localDay, type Slot } from '@parvis/scheduling';
import { type Agenda, horizonOf, readAgenda, slotsIn } from '../agenda.ts';
import {
  alternativeControls,
  contactControls,
  filledControls,
  OTHER_SLOT,
  readContact,
} from '../contact-form.ts';
import { sayDay, sayLength, sayTime } from '../french.ts';
import { offerAt } from '../offers.ts';
import { type Motif, tables } from '../schema.ts';
import { readSlotAddress, slotAt, toSlotAddress } from '../slot-address.ts';
import { callUs, localAccess, whenAndWhere } from '../words.ts';
import { type ChosenSlot, onceOf, openBooking } from './open-booking.ts';

const DAY = 86_400_000;
/** How many other slots a person is offered. */
const ALTERNATIVES = 6;

/** The names in the address `/rendez-vous/<motif>/<venue>/<slot>`. */
export interface SlotNames {
  readonly motif: string;
  readonly venue: string;
  readonly slot: string;
}

export async function contactPage(page: PageCtx, names: SlotNames): Promise<Response> {
  const chosen = await chosenSlot(page, names);
  const agenda = await agendaFor(page, chosen.offer.motif);
  return isFree(page, agenda, chosen) ? formPage(page, chosen) : takenPage(page, chosen, agenda);
}

export async function book(page: PageCtx, names: SlotNames): Promise<Response> {
  const body = await page.body();
  const [venue = '', slot = ''] = (body.get(OTHER_SLOT) ?? `${names.venue}/${names.slot}`).split('/');
  const chosen = await chosenSlot(page, { motif: names.motif, venue, slot });
  const once = onceOf(page, body);
  const contact = readContact(body, localDay(page.site.zone, page.now));
  if (!contact.ok) return formPage(page, chosen, { ...contact, once: once.token });
  const code = await openBooking(page, chosen, contact.values, once.key);
  if (code !== null) return page.seeOther(`/suivi/${code}?envoye=1`);
  const agenda = await agendaFor(page, chosen.offer.motif);
  return takenPage(page, chosen, agenda, { typed: contact.typed, once: once.token });
}

async function chosenSlot(page: PageCtx, names: SlotNames): Promise<ChosenSlot> {
  const offer = await offerAt(page, names.motif);
  const at = readSlotAddress(names.slot);
  const { venue } = tables.for(page.read);
  const [found] = await page.read
    .select()
    .from(venue)
    .where(page.own(venue, eq(venue.slug, names.venue)));
  if (found !== undefined && at !== null) return { offer, venue: found, slot: names.slot, at };
  throw new PageError(404, 'Ce créneau n’existe pas', 'L’adresse est peut-être incomplète.', [
    { href: `/rendez-vous/${offer.motif.slug}`, text: 'Choisir un créneau' },
  ]);
}

function agendaFor(page: PageCtx, motif: Motif): Promise<Agenda> {
  const span = { from: page.now, until: horizonOf([motif], page.now) };
  return readAgenda(page, span);
}

function isFree(page: PageCtx, agenda: Agenda, { offer, venue, slot, at }: ChosenSlot): boolean {
  const day = at.toPlainDate().toString();
  const { start, end } = daysInterval(venue.zone, day, day);
  const slots = slotsIn(agenda, offer.motif, page.now, { from: start, until: end });
  return slotAt(slots, venue.id, venue.zone, slot) !== undefined;
}

interface FormState {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly once?: string;
}

function formModel(page: PageCtx, chosen: ChosenSlot, { typed, errors = [], once = newId() }: FormState) {
  const { offer, venue, slot, at } = chosen;
  return {
    title: offer.motif.title,
    when: `${sayDay(at)} à ${sayTime(at)}`,
    length: sayLength(offer.motif.minutes),
    place: [venue.name, ...venue.address],
    access: localAccess(venue),
    change: `/rendez-vous/${offer.motif.slug}?lieu=${venue.slug}#horaires`,
    action: `/rendez-vous/${offer.motif.slug}/${venue.slug}/${slot}`,
    once,
    controls: typed === undefined ? filledControls(page) : contactControls({ typed, errors }),
    errors,
    help: callUs(offer.service.operator.contact),
  };
}

function formPage(page: PageCtx, chosen: ChosenSlot, state: FormState = {}): Response {
  const model = { ...formModel(page, chosen, state), taken: null };
  const status = model.errors.length > 0 ? 422 : 200;
  return page.page('booking', model, { title: 'Vos coordonnées', breadcrumb: breadcrumbOf(chosen), status });
}

function takenPage(page: PageCtx, chosen: ChosenSlot, agenda: Agenda, state: FormState = {}): Response {
  const { offer, venue, at } = chosen;
  const span = { from: page.now, until: horizonOf([offer.motif], page.now) };
  const wanted = { start: at.toZonedDateTime(venue.zone).epochMilliseconds, venue: venue.id };
  const nearest = nearestSlots(slotsIn(agenda, offer.motif, page.now, span), wanted);
  const alternatives = nearest.flatMap(({ start, venue: id }) => {
    const there = agenda.venues.get(id);
    if (there === undefined) return [];
    return [
      { value: `${there.slug}/${toSlotAddress(start, there.zone)}`, label: whenAndWhere(start, there) },
    ];
  });
  const model = { ...formModel(page, chosen, state), taken: { controls: alternativeControls(alternatives) } };
  // Without anything typed, an old link or a page left open led here: nobody was just quicker.
  const title = state.typed === undefined ? 'Ce créneau n’est pas libre' : 'Ce créneau vient d’être pris';
  return page.page('booking', model, { title, breadcrumb: breadcrumbOf(chosen), status: 409 });
}

/** The free slots nearest to a wanted one, in order of time. Another venue counts as much as another day. */
export function nearestSlots(
  slots: readonly Slot[],
  wanted: { readonly start: number; readonly venue: string },
): Slot[] {
  const away = (slot: Slot) => Math.abs(slot.start - wanted.start) + (slot.venue === wanted.venue ? 0 : DAY);
  return slots
    .toSorted((a, b) => away(a) - away(b))
    .slice(0, ALTERNATIVES)
    .sort((a, b) => a.start - b.start);
}

function breadcrumbOf({ offer: { motif }, venue }: ChosenSlot) {
  return [
    { href: '/rendez-vous', text: 'Rendez-vous' },
    { href: `/rendez-vous/${motif.slug}?lieu=${venue.slug}`, text: motif.title },
  ];
}
