// What workshops keep about people. Who came is erased with the request; that a place was taken stays, for counting.

import type { ExportedPart, PersonRequest, RetentionRule } from '@parvis/kit';
import { asc, eq, inArray, ne } from '@parvis/kit/data';
import { sayWhen } from '../french.ts';
import { type Enrolment, type Presence, tables } from './tables.ts';

const ERASED = 'Effacé';

const STATES: Readonly<Record<Enrolment['status'], string>> = {
  booked: 'inscrit',
  waiting: 'sur liste d’attente',
  offered: 'une place est gardée',
  cancelled: 'annulé',
};

const PRESENT: Readonly<Record<Presence, string | null>> = {
  unknown: null,
  seen: 'présent',
  excused: 'excusé',
  noshow: 'absent',
  revoked: 'place retirée',
};

const places: RetentionRule = {
  name: 'workshops',
  theme: 'requests',
  channel: 'appointment',
  tables: ['appointments_enrolment', 'appointments_enrolment_session'],
  what: 'Votre nom, votre téléphone, qui vous accompagne et ce que vous souhaitez nous dire, avec les séances de l’atelier, votre rang sur la liste d’attente et votre présence',
  people: 'Les personnes qui s’inscrivent à un atelier',
  purpose: 'Vous garder une place, vous prévenir en cas d’imprévu, et savoir qui est venu',
  basis: 'public-task',
  recipients: 'La personne qui anime l’atelier et l’accueil de sa collectivité',
  keep: { clock: 'request' },
  async export(ctx, { requests }): Promise<readonly ExportedPart[]> {
    if (requests.length === 0) return [];
    const { enrolment, workshop, seat, session, venue } = tables.for(ctx.read);
    const rows = await ctx.read
      .select({ enrolment, title: workshop.title, seat, session, venue: venue.name })
      .from(enrolment)
      .innerJoin(workshop, eq(workshop.id, enrolment.workshopId))
      .innerJoin(seat, eq(seat.enrolmentId, enrolment.id))
      .innerJoin(session, eq(session.id, seat.sessionId))
      .innerJoin(venue, eq(venue.id, session.venueId))
      .where(ctx.own(enrolment, inArray(enrolment.requestId, idsOf(requests))))
      .orderBy(asc(session.startsAt));
    const references = new Map(requests.map(({ id, reference }) => [id, reference]));
    const byRequest = new Map<string, typeof rows>();
    for (const row of rows) {
      const { requestId } = row.enrolment;
      byRequest.set(requestId, [...(byRequest.get(requestId) ?? []), row]);
    }
    return [...byRequest].flatMap(([requestId, [first, ...others]]) =>
      first === undefined
        ? []
        : [
            {
              title: `Atelier\u00A0: ${first.title}`,
              data: {
                référence: references.get(requestId) ?? '',
                état: STATES[first.enrolment.status],
                nom: first.enrolment.person,
                personnes: first.enrolment.people,
                'qui vous accompagne': first.enrolment.companions,
                téléphone: first.enrolment.phone,
                'ce que vous souhaitez nous dire': first.enrolment.note,
                'messages par SMS': first.enrolment.texts,
                'propositions de place reçues': first.enrolment.notices,
                séances: [first, ...others].map((row) => ({
                  quand: sayWhen(row.session.startsAt, row.session.zone),
                  lieu: row.venue,
                  présence: PRESENT[row.seat.presence],
                })),
              },
            },
          ],
    );
  },
  async erase(ctx, { requests }) {
    if (requests.length === 0) return 0;
    const { enrolment } = tables.for(ctx.tx);
    const erased = await ctx.tx
      .update(enrolment)
      .set({ person: ERASED, companions: null, phone: null, note: null, texts: false })
      .where(ctx.own(enrolment, inArray(enrolment.requestId, idsOf(requests)), ne(enrolment.person, ERASED)))
      .returning({ id: enrolment.id });
    return erased.length;
  },
};

const leaders: RetentionRule = {
  name: 'workshop-leaders',
  theme: 'agents',
  tables: ['appointments_workshop_leader'],
  what: 'Quels ateliers une personne anime, et quand',
  people: 'Les conseillers et les agents qui animent des ateliers',
  purpose: 'Annoncer les ateliers, et ne proposer aucun rendez-vous aux mêmes heures',
  basis: 'public-task',
  recipients: 'L’accueil de la collectivité\u202F; le public, pour le nom de qui anime',
  keep: { clock: 'hand', until: 'Tant que l’atelier est conservé au programme' },
};

function idsOf(requests: readonly PersonRequest[]): string[] {
  return requests.map(({ id }) => id);
}

export const retention = [places, leaders] as const;

export const impersonal = {
  appointments_workshop: 'what can be learnt together',
  appointments_workshop_session: 'when and where a workshop meets, and how many places are taken',
};
