// What the page « Prendre un rendez-vous » is about: the motifs that may be booked, the one that was asked for, and who and where.

import { type DeskCtx, PageError } from '@parvis/kit';
import { type Agenda, horizonOf, readAgenda } from '../agenda.ts';
import { asksApplication } from '../api/ants/applications.ts';
import { type Offer, offersOf } from '../offers.ts';
import { readPeople } from '../people.ts';
import { venuesFor } from '../places.ts';
import type { Resource } from '../schema.ts';
import { HOME, resourcesOf, venuesOf } from './agendas.ts';
import type { BookQuestions } from './book-fields.ts';

/** As in the address; what is not known is not asked. */
export interface AskedBooking {
  readonly motif: string | undefined;
  /** INSEE code of the commune to start from. */
  readonly commune: string | undefined;
  /** From when on: as in the address of a slot. */
  readonly from: string | undefined;
  readonly venue: string | undefined;
  readonly resource: string | undefined;
  /** How many come, as written. */
  readonly people: string | undefined;
}

export interface BookingDesk {
  readonly offers: readonly Offer[];
  readonly offer: Offer;
  readonly agenda: Agenda;
  readonly questions: BookQuestions;
  readonly resources: readonly Resource[];
  /** How many come, each for a length of the motif: null where the motif is for one. */
  readonly people: number | null;
  readonly minutes: number;
}

export async function bookingDesk(page: DeskCtx, asked: AskedBooking): Promise<BookingDesk> {
  const offers = await offersOf(page, undefined, 'agents');
  const horizon = horizonOf(
    offers.map(({ motif }) => motif),
    page.now,
  );
  const agenda = await readAgenda(page, { from: page.now, until: horizon });
  const received = offers.filter(({ motif }) => venuesFor(agenda, motif).length > 0);
  const offer = offers.find(({ motif }) => motif.slug === asked.motif) ?? received[0] ?? offers[0];
  if (offer === undefined) {
    throw new PageError(
      404,
      'Aucun motif de rendez-vous n’est proposé ici',
      'Aucune démarche de ce site ne se prend sur rendez-vous. Ajoutez un motif, puis proposez-le dans une démarche.',
      [{ href: HOME, text: 'Revenir à l’agenda' }],
    );
  }
  const resources = await resourcesOf(page);
  const venues = resources.length === 0 ? [] : await venuesOf(page);
  const { motif } = offer;
  const people = asksApplication(agenda, motif) ? (readPeople(asked.people) ?? 1) : null;
  const questions = { motif, texts: page.texts, applications: people ?? 0, venues, resources };
  const minutes = motif.minutes * (people ?? 1);
  return { offers: unique(offers), offer, agenda, questions, resources, people, minutes };
}

/** A motif that several services lead to is one line of the list. */
function unique(offers: readonly Offer[]): readonly Offer[] {
  return offers.filter(({ motif }, index) => offers.findIndex((one) => one.motif.id === motif.id) === index);
}
