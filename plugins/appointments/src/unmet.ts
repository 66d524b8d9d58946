// Searches that found nothing: the reason for the person, and a count a day for the statistics of unmet demand.

import type { PageCtx } from '@parvis/kit';
import { plus } from '@parvis/kit/data';
import { localDay, type NoSlotReason } from '@parvis/scheduling';
import { type Motif, tables } from './schema.ts';

/** Counts a search: what was looked for, from which commune, and why there was nothing. No one is in it. */
export async function countUnmet(
  page: Pick<PageCtx, 'write' | 'site' | 'tenant' | 'now'>,
  motif: Motif,
  reason: NoSlotReason,
): Promise<void> {
  await page.write(async ({ tx }) => {
    const { unmet } = tables.for(tx);
    await tx
      .insert(unmet)
      .values({
        tenantId: page.tenant.id,
        day: localDay(page.site.zone, page.now),
        motifId: motif.id,
        insee: page.site.authority.insee ?? '',
        reason,
        number: 1,
      })
      .onConflictDoUpdate({
        target: [unmet.tenantId, unmet.day, unmet.motifId, unmet.insee, unmet.reason],
        set: { number: plus(unmet.number, 1) },
      });
  });
}

const SENTENCES: Readonly<Record<NoSlotReason, string>> = {
  wishes: 'Rien n’est libre avec ces critères.',
  companions: 'Il manque une salle ou une personne pour vous recevoir.',
  road: 'Les personnes qui vous reçoivent sont en route entre deux communes aux heures qui restent.',
  booked: 'Tout est pris pour le moment.',
  notice: 'Les seules heures libres sont trop proches pour être réservées en ligne.',
  horizon: 'Les prochaines dates ne sont pas encore ouvertes à la réservation.',
  closed: 'Le lieu est fermé quand quelqu’un pourrait vous recevoir.',
  absent: 'La personne qui vous reçoit est absente en ce moment.',
  length: 'Aucune permanence n’est assez longue pour ce rendez-vous.',
  'no-opening': 'Aucune permanence n’est prévue pour le moment.',
};

const SHORTLY: Readonly<Record<NoSlotReason, string>> = {
  wishes: 'rien avec ces critères',
  companions: 'salle ou accompagnant manquant',
  road: 'trajets entre communes',
  booked: 'tout est pris',
  notice: 'délai de prévenance trop long',
  horizon: 'dates pas encore ouvertes',
  closed: 'lieu fermé',
  absent: 'personne absente',
  length: 'permanences trop courtes',
  'no-opening': 'aucune permanence',
};

/** Why, to those who count: « tout est pris ». */
export function sayUnmetShortly(reason: string): string {
  return Object.entries(SHORTLY).find(([known]) => known === reason)?.[1] ?? reason;
}

/** Why nothing is free, to the person who looks. */
export function sayUnmet(reason: NoSlotReason): string {
  return SENTENCES[reason];
}
