// What the desk keeps about people: who took an appointment down for someone and whether they came, and why an agent is away.

import type { ExportedPart, RetentionRule } from '@parvis/kit';
import { inArray } from '@parvis/kit/data';
import { sayWhen } from '../french.ts';
import { sayPresence } from './presence-words.ts';
import { tables } from './tables.ts';

const attendance: RetentionRule = {
  name: 'attendance',
  theme: 'requests',
  channel: 'appointment',
  tables: ['appointments_attendance'],
  what: 'Si un agent a pris le rendez-vous pour vous, et si vous êtes venu',
  people: 'Les personnes qui prennent rendez-vous',
  purpose: 'Savoir comment le rendez-vous a été pris, et compter les rendez-vous qui n’ont pas eu lieu',
  basis: 'public-task',
  recipients: 'La personne qui vous reçoit et l’accueil de sa collectivité',
  keep: { clock: 'request' },
  async export(ctx, { requests }): Promise<readonly ExportedPart[]> {
    if (requests.length === 0) return [];
    const table = tables.for(ctx.read).attendance;
    const references = new Map(requests.map(({ id, reference }) => [id, reference]));
    const rows = await ctx.read
      .select()
      .from(table)
      .where(ctx.own(table, inArray(table.requestId, [...references.keys()])));
    return rows.map((row) => ({
      title: 'Venue au rendez-vous',
      data: {
        référence: references.get(row.requestId) ?? '',
        'pris par un agent': row.takenBy,
        venue: sayPresence(row.presence),
        'noté le': row.markedAt === null ? null : sayWhen(row.markedAt, ctx.site.zone),
      },
    }));
  },
  async erase(ctx, { requests }) {
    if (requests.length === 0) return 0;
    const table = tables.for(ctx.tx).attendance;
    const ids = requests.map(({ id }) => id);
    const erased = await ctx.tx
      .delete(table)
      .where(ctx.own(table, inArray(table.requestId, ids)))
      .returning({ requestId: table.requestId });
    return erased.length;
  },
};

const absenceReasons: RetentionRule = {
  name: 'absence-reasons',
  theme: 'agents',
  tables: ['appointments_absence_note'],
  what: 'Pourquoi une personne qui reçoit est absente, si cela a été écrit',
  people: 'Les conseillers et les agents qui reçoivent',
  purpose: 'Tenir l’agenda de ceux qui reçoivent',
  basis: 'public-task',
  recipients: 'Ceux qui tiennent l’agenda de la collectivité',
  keep: { clock: 'hand', until: 'Tant que l’absence est à l’agenda' },
};

export const retention = [attendance, absenceReasons] as const;

export const impersonal = { appointments_closure: 'days on which places are closed' };
