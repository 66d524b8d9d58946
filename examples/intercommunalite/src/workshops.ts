// A few invented workshops: one each week, a series, one that partners send people to, and one that a village runs itself.

import type { TxCtx } from '@parvis/kit';
import { addSessions, addWorkshop, type NewWorkshop } from '@parvis/plugin-appointments';
import { Temporal } from 'temporal-polyfill';
import { ines, mathieu } from './people.ts';
import type { Received } from './visits.ts';

const ZONE = 'Europe/Paris';

interface Programme {
  readonly workshop: Omit<NewWorkshop, 'authorityId' | 'service' | 'status'>;
  readonly at: 'epci' | 'favril';
  readonly venue: string;
  readonly leaders: readonly string[];
  /** 1 is Monday; the first time at least `from` days ahead, then each week. */
  readonly weekday: number;
  readonly from: number;
  readonly weeks: number;
  readonly start: string;
  readonly end: string;
  readonly capacity: number;
}

const PROGRAMME: readonly Programme[] = [
  {
    workshop: {
      slug: 'ranger-ses-photos',
      title: 'Ranger les photos de son téléphone',
      summary: 'Retrouver, trier et garder ses photos, sans en perdre.',
      audience: 'Tout adulte qui a un téléphone.',
      theme: 'Téléphone',
      level: 'beginner',
      learn: ['Retrouver une photo', 'Faire un album', 'Mettre ses photos à l’abri'],
      bring: ['Votre téléphone et son chargeur'],
      mostPeople: 2,
    },
    at: 'epci',
    venue: 'illiers',
    leaders: [ines.email],
    weekday: 3,
    from: 6,
    weeks: 4,
    start: '14:00',
    end: '16:00',
    capacity: 8,
  },
  {
    workshop: {
      slug: 'premiers-pas-ordinateur',
      title: 'Premiers pas avec un ordinateur',
      summary: 'Quatre mercredis pour ne plus avoir peur de la souris et du clavier.',
      audience: 'Les personnes qui n’ont jamais utilisé d’ordinateur.',
      theme: 'Ordinateur',
      level: 'beginner',
      learn: ['Se servir de la souris et du clavier', 'Aller sur internet', 'Écrire un courriel'],
      bring: ['Un cahier pour noter. Les ordinateurs sont prêtés.'],
      signUp: 'series',
    },
    at: 'epci',
    venue: 'courville',
    leaders: [mathieu.email],
    weekday: 3,
    from: 13,
    weeks: 4,
    start: '14:00',
    end: '16:00',
    capacity: 6,
  },
  {
    workshop: {
      slug: 'demarches-caf-a-plusieurs',
      title: 'Ses démarches CAF, à plusieurs',
      summary: 'Ouvrir son compte et lire ses courriers, avec quelqu’un à côté.',
      audience: 'Les personnes qu’un travailleur social accompagne.',
      theme: 'Démarches',
      learn: ['Ouvrir son compte', 'Déclarer un changement'],
      bring: ['Votre numéro d’allocataire'],
      access: 'prescribers',
    },
    at: 'epci',
    venue: 'bailleau',
    leaders: [ines.email],
    weekday: 2,
    from: 8,
    weeks: 3,
    start: '14:30',
    end: '16:30',
    capacity: 5,
  },
  {
    workshop: {
      slug: 'cafe-des-ordinateurs',
      title: 'Le café des ordinateurs',
      summary: 'Venez avec vos questions, repartez avec des réponses. Le café est offert.',
      audience: 'Tout le monde, sans niveau.',
      theme: 'Ordinateur',
      bring: ['Votre ordinateur, si vous en avez un'],
      mostPeople: 2,
    },
    at: 'favril',
    venue: 'favril',
    leaders: [],
    weekday: 6,
    from: 5,
    weeks: 3,
    start: '10:00',
    end: '12:00',
    capacity: 2,
  },
];

/** Puts the workshops on the programme. One insertion each: there are four. */
export async function holdWorkshops(
  ctx: TxCtx,
  authorities: Readonly<Record<Programme['at'], string>>,
  { venues, advisors }: Received,
): Promise<void> {
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now).toZonedDateTimeISO(ZONE).toPlainDate();
  for (const { workshop, at, venue, leaders, weekday, from, weeks, ...session } of PROGRAMME) {
    const made = await addWorkshop(ctx, {
      ...workshop,
      authorityId: authorities[at],
      service: 'aide-numerique',
      status: 'published',
    });
    const soonest = today.add({ days: from });
    const first = soonest.add({ days: (weekday - soonest.dayOfWeek + 7) % 7 });
    await addSessions(ctx, {
      ...session,
      workshop: made,
      venue: { id: venues.get(venue) ?? '', zone: ZONE },
      days: Array.from({ length: weeks }, (_, week) => first.add({ weeks: week }).toString()),
      leaders: leaders.flatMap((email) => advisors.get(email) ?? []),
    });
  }
}
