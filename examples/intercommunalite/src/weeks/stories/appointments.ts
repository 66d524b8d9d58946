// Appointments with the advisors: past ones with who came, today’s, those to come; one moved, one that waits for an earlier time.

import { Temporal } from 'temporal-polyfill';
import { ZONE } from '../calendar.ts';
import type { Booked } from '../citizen.ts';
import * as people from '../citizens.ts';
import type { Story, Town } from '../town.ts';
import { BAILLEAU, COURVILLE, EPCI, FAVRIL, ILLIERS, INES, PONTGOUIN } from './places.ts';

const HELP = 'aide-numerique';
const BY_PHONE = 'aide-numerique-telephone';
const MINUTE = 60_000;

/** The day and the instant at which a booked time begins, as its address says. */
function beginning({ at }: Booked): { readonly day: string; readonly start: number } {
  const [, day = '', hour = '', minute = ''] = /(\d{4}-\d\d-\d\d)-(\d\d)(\d\d)/.exec(at) ?? [];
  const zoned = Temporal.PlainDateTime.from(`${day}T${hour}:${minute}`).toZonedDateTime(ZONE);
  return { day, start: zoned.epochMilliseconds };
}

interface Visit {
  readonly who: people.Person;
  readonly site: string;
  readonly venue: string;
  /** Days of work ago on which it was booked, and the hour. */
  readonly booked: readonly [days: number, time: string];
  /** Days from today on which it may be, the first that has a time. */
  readonly on: number;
  readonly nth?: number;
  readonly need: string;
  /** What the advisor says once it is over; « venu » unless told. */
  readonly came?: 'venu' | 'excuse' | 'absent';
  /** Whether the person gives it up a day after they booked. */
  readonly givesUp?: boolean;
}

const VISITS: readonly Visit[] = [
  {
    who: people.COLETTE,
    site: PONTGOUIN,
    venue: COURVILLE,
    booked: [23, '14:10'],
    on: -26,
    need: 'Créer une adresse électronique',
  },
  {
    who: people.RAYMONDE,
    site: COURVILLE,
    venue: COURVILLE,
    booked: [22, '10:30'],
    on: -25,
    nth: 2,
    need: 'Lire mes remboursements sur ameli.fr',
  },
  {
    who: people.MARCEAU,
    site: FAVRIL,
    venue: FAVRIL,
    booked: [21, '18:20'],
    on: -21,
    need: 'Faire une pré-demande de carte d’identité',
    came: 'absent',
  },
  {
    who: people.SIMONE,
    site: ILLIERS,
    venue: ILLIERS,
    booked: [19, '09:50'],
    on: -19,
    nth: 1,
    need: 'Retrouver mes photos sur mon téléphone',
  },
  {
    who: people.LEONTINE,
    site: BAILLEAU,
    venue: BAILLEAU,
    booked: [17, '16:05'],
    on: -15,
    need: 'Déclarer un changement à la CAF',
  },
  {
    who: people.GASPARD,
    site: FAVRIL,
    venue: FAVRIL,
    booked: [15, '11:45'],
    on: -14,
    nth: 1,
    need: 'Imprimer une attestation',
    came: 'excuse',
  },
  {
    who: people.HUBERT,
    site: COURVILLE,
    venue: COURVILLE,
    booked: [13, '08:55'],
    on: -12,
    need: 'Mettre mon ordinateur à jour',
  },
  {
    who: people.PAULA,
    site: ILLIERS,
    venue: ILLIERS,
    booked: [10, '20:25'],
    on: -8,
    need: 'Envoyer mon CV par courriel',
  },
  {
    who: people.YANNICK,
    site: BAILLEAU,
    venue: BAILLEAU,
    booked: [8, '12:40'],
    on: -5,
    need: 'Changer de carte grise en ligne',
  },
  {
    who: people.ARMEL,
    site: PONTGOUIN,
    venue: FAVRIL,
    booked: [9, '09:10'],
    on: -4,
    need: 'Ouvrir un compte sur impots.gouv.fr',
    givesUp: true,
  },
  {
    who: people.TANGUY,
    site: COURVILLE,
    venue: COURVILLE,
    booked: [6, '17:35'],
    on: -3,
    nth: 1,
    need: 'Sauvegarder les photos de mon téléphone',
  },
  {
    who: people.OUMAR,
    site: PONTGOUIN,
    venue: BAILLEAU,
    booked: [4, '19:15'],
    on: 1,
    need: 'Refaire mon titre de séjour en ligne',
  },
  {
    who: people.MARWA,
    site: COURVILLE,
    venue: COURVILLE,
    booked: [4, '13:05'],
    on: 2,
    need: 'Demander une bourse scolaire',
  },
  {
    who: people.ELVIRE,
    site: PONTGOUIN,
    venue: FAVRIL,
    booked: [3, '21:50'],
    on: 2,
    nth: 1,
    need: 'Lire les messages de l’école',
  },
  {
    who: people.BASTIEN,
    site: FAVRIL,
    venue: FAVRIL,
    booked: [2, '18:10'],
    on: 6,
    nth: 2,
    need: 'Trier mes courriels',
  },
];

/** Where someone receives, by the day of the week: Monday is 1. */
const TODAY: Readonly<Record<number, readonly string[]>> = {
  1: [ILLIERS, COURVILLE],
  2: [BAILLEAU, COURVILLE],
  3: [FAVRIL, FAVRIL],
  4: [COURVILLE, FAVRIL],
  5: [ILLIERS, BAILLEAU],
};

function visit({ who, site, venue, booked, on, nth, need, came = 'venu', givesUp }: Visit): Story {
  return async function* (town) {
    const citizen = town.citizen(who, site);
    yield town.days.ago(...booked);
    const taken = await citizen.books({
      motif: HELP,
      venue,
      from: town.days.date(on),
      need,
      ...(nth && { nth }),
    });
    if (givesUp) {
      yield town.house.now() + 26 * 60 * MINUTE;
      return citizen.cancels(taken.code);
    }
    yield* received(town, site, taken, came);
  };
}

/** The advisor says in the evening who came. */
async function* received(town: Town, site: string, booked: Booked, came: 'venu' | 'excuse' | 'absent') {
  const { day, start } = beginning(booked);
  yield start + 50 * MINUTE;
  const { id } = await town.request(booked.code, site);
  const ines = town.agent(INES, EPCI);
  await ines.marks(id, came, day);
}

/** Who comes today: on a day when nobody receives, the next one that has a time. */
async function* todayIsBooked(town: Town) {
  const { ago, date } = town.days;
  yield ago(3, '10:20');
  const weekday = Temporal.PlainDate.from(date(0)).dayOfWeek;
  const [first = ILLIERS, second = COURVILLE] = TODAY[weekday] ?? [];
  const need = 'Payer la cantine en ligne';
  const morning = await town
    .citizen(people.INAYA, FAVRIL)
    .books({ motif: HELP, venue: first, from: date(0), need });
  const friend = town.citizen(people.JUSTINE, PONTGOUIN);
  await friend.books({ motif: HELP, venue: second, from: date(0), nth: 1, need: 'Télécharger un relevé' });
  const third = town.citizen(people.ETIENNE, ILLIERS);
  await third.books({
    motif: HELP,
    venue: second,
    from: date(0),
    nth: 3,
    need: 'Vider ma boîte aux lettres électronique',
  });
  yield* received(town, FAVRIL, morning, 'venu');
}

async function* isMoved(town: Town) {
  const { ago, date } = town.days;
  const lise = town.citizen(people.LISE, FAVRIL);
  yield ago(7, '12:30');
  const booked = await lise.books({
    motif: HELP,
    venue: ILLIERS,
    from: date(3),
    need: 'Choisir une tablette',
  });
  yield ago(2, '19:05');
  await lise.moves(booked.code, ILLIERS, date(8));
}

async function* waitsForEarlier(town: Town) {
  const { ago, date } = town.days;
  const theodore = town.citizen(people.THEODORE, FAVRIL);
  yield ago(1, '17:15');
  const booked = await theodore.books({
    motif: HELP,
    venue: FAVRIL,
    from: date(14),
    need: 'Faire une demande de retraite, j’aimerais venir avant',
  });
  await theodore.waitsForEarlier(booked.code);
}

async function* isCalled(town: Town) {
  const { ago, date } = town.days;
  const raymonde = town.citizen(people.RAYMONDE, COURVILLE);
  yield ago(2, '09:30');
  await raymonde.books({
    motif: BY_PHONE,
    from: date(3),
    nth: 1,
    need: 'Je n’arrive plus à ouvrir ma messagerie',
  });
}

/** Someone telephones, and the advisor takes it down. */
async function* isTakenByAdvisor(town: Town) {
  const { ago, date } = town.days;
  yield ago(1, '11:40');
  const ines = town.agent(INES, EPCI);
  await ines.books(HELP, BAILLEAU, date(4), {
    nom: people.fullName(people.YANNICK),
    telephone: people.YANNICK.phone,
    besoin: 'Suivre sa demande de carte grise',
    canal: 'phone',
  });
}

export const appointments: readonly Story[] = [
  ...VISITS.map(visit),
  todayIsBooked,
  isMoved,
  waitsForEarlier,
  isCalled,
  isTakenByAdvisor,
];
