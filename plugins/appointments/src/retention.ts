// What appointments keep about people. Who came is erased with the request; that a slot was taken stays, for counting.

import type { ExportedPart, PersonRequest, RetentionRule } from '@parvis/kit';
import { eq, inArray, ne } from '@parvis/kit/data';
import { sayWhen } from './french.ts';
import { tables } from './schema.ts';

const ERASED = 'Effacé';

const visits: RetentionRule = {
  name: 'visits',
  theme: 'requests',
  channel: 'appointment',
  tables: ['appointments_appointment'],
  what: 'Votre nom, votre téléphone et ce que vous souhaitez faire, avec le jour et le lieu du rendez-vous',
  people: 'Les personnes qui prennent rendez-vous',
  purpose: 'Vous recevoir, et vous prévenir en cas d’imprévu',
  basis: 'public-task',
  recipients: 'La personne qui vous reçoit et l’accueil de sa collectivité',
  keep: { clock: 'request' },
  async export(ctx, { requests }): Promise<readonly ExportedPart[]> {
    if (requests.length === 0) return [];
    const { appointment, motif, venue, resource } = tables.for(ctx.read);
    const rows = await ctx.read
      .select({ appointment, motif: motif.title, venue: venue.name, resource: resource.name })
      .from(appointment)
      .innerJoin(motif, eq(motif.id, appointment.motifId))
      .innerJoin(venue, eq(venue.id, appointment.venueId))
      .innerJoin(resource, eq(resource.id, appointment.resourceId))
      .where(ctx.own(appointment, inArray(appointment.requestId, idsOf(requests))));
    const references = new Map(requests.map(({ id, reference }) => [id, reference]));
    return rows.map((row) => ({
      title: `Rendez-vous\u00A0: ${row.motif}`,
      data: {
        référence: references.get(row.appointment.requestId) ?? '',
        quand: sayWhen(row.appointment.startsAt, row.appointment.zone),
        lieu: row.venue,
        avec: row.resource,
        état: row.appointment.status === 'booked' ? 'pris' : 'annulé',
        nom: row.appointment.person,
        téléphone: row.appointment.phone,
        'ce que vous souhaitez faire': row.appointment.note,
        'adresse de la visite': row.appointment.home,
        'messages par SMS': row.appointment.texts,
      },
    }));
  },
  async erase(ctx, { requests }) {
    if (requests.length === 0) return 0;
    const { appointment } = tables.for(ctx.tx);
    const erased = await ctx.tx
      .update(appointment)
      .set({ person: ERASED, phone: null, note: null, home: null, personKey: null, texts: false })
      .where(
        ctx.own(appointment, inArray(appointment.requestId, idsOf(requests)), ne(appointment.person, ERASED)),
      )
      .returning({ id: appointment.id });
    return erased.length;
  },
};

const waiting: RetentionRule = {
  name: 'waiting',
  theme: 'requests',
  channel: 'appointment',
  tables: ['appointments_wait'],
  what: 'Que vous souhaitez venir plus tôt, depuis quand, et les créneaux que nous vous avons proposés',
  people: 'Les personnes qui demandent à être prévenues d’un rendez-vous plus tôt',
  purpose: 'Vous proposer les créneaux qui se libèrent, dans l’ordre des demandes',
  basis: 'public-task',
  recipients: 'Personne\u202F: le site s’en sert seul',
  keep: { clock: 'request' },
  async export(ctx, { requests }): Promise<readonly ExportedPart[]> {
    if (requests.length === 0) return [];
    const { wait } = tables.for(ctx.read);
    const rows = await ctx.read
      .select()
      .from(wait)
      .where(ctx.own(wait, inArray(wait.requestId, idsOf(requests))));
    const references = new Map(requests.map(({ id, reference }) => [id, reference]));
    return rows.map((row) => ({
      title: 'Liste d’attente pour venir plus tôt',
      data: {
        référence: references.get(row.requestId) ?? '',
        depuis: sayWhen(row.since, ctx.site.zone),
        'propositions reçues': row.notices,
        'dernière proposition': row.noticedAt === null ? null : sayWhen(row.noticedAt, ctx.site.zone),
      },
    }));
  },
  async erase(ctx, { requests }) {
    if (requests.length === 0) return 0;
    const { wait } = tables.for(ctx.tx);
    const erased = await ctx.tx
      .delete(wait)
      .where(ctx.own(wait, inArray(wait.requestId, idsOf(requests))))
      .returning({ requestId: wait.requestId });
    return erased.length;
  },
};

const agendas: RetentionRule = {
  name: 'agendas',
  theme: 'agents',
  tables: [
    'appointments_resource',
    'appointments_opening',
    'appointments_opening_motif',
    'appointments_absence',
  ],
  what: 'Le nom de la personne qui reçoit, ses heures de permanence et ses absences, sans leur raison',
  people: 'Les conseillers et les agents qui reçoivent',
  purpose: 'Proposer des rendez-vous quand quelqu’un est là',
  basis: 'public-task',
  recipients: 'L’accueil de la collectivité\u202F; le public, pour les heures',
  keep: { clock: 'hand', until: 'Tant que la personne reçoit' },
};

function idsOf(requests: readonly PersonRequest[]): string[] {
  return requests.map(({ id }) => id);
}

export const retention = [visits, waiting, agendas] as const;

export const impersonal = {
  appointments_motif: 'what one can come for',
  appointments_venue: 'public places',
  appointments_commune: 'where communes are',
  appointments_occupancy:
    'that a time is taken, not by whom; a hold has a keyed hash of a browser for some minutes',
  appointments_unmet: 'how many searches found nothing on a day',
  appointments_revision: 'a counter',
};
