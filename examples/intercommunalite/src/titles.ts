// One invented counter that takes fingerprints: identity cards and passports at the mairie of Illiers-Combray, booked here, or
// from the national search of ANTS.

import { schema } from '@parvis/core';
import { eq, type Tx } from '@parvis/db';
import type { TxCtx } from '@parvis/kit';
import { addAdvisor, addMotif, addOpening, addVenue, setAntsReasons } from '@parvis/plugin-appointments';
import { ILLIERS_COMBRAY } from './bodies.ts';
import { POSITIONS } from './positions.ts';

const MOTIF = 'carte-identite';

/** Whoever comes for one title of theirs; a family takes as many lengths as it is people. */
export async function collectTitles(ctx: TxCtx, authorityId: string): Promise<void> {
  const motifId = await addMotif(ctx, {
    slug: MOTIF,
    title: 'Déposer une demande de carte d’identité ou de passeport',
    summary: 'Pour donner vos empreintes et votre dossier, une fois votre pré-demande faite en ligne.',
    receivedBy: 'un agent de la mairie',
    minutes: 20,
    bring: [
      'Le numéro de votre pré-demande',
      'Une photo d’identité de moins de six mois',
      'Votre ancien titre, ou la déclaration de perte ou de vol',
      'Un justificatif de domicile de moins d’un an',
    ],
  });
  await setAntsReasons(ctx, motifId, ['CNI', 'PASSPORT', 'CNI-PASSPORT']);
  const [latitude, longitude] = POSITIONS[ILLIERS_COMBRAY] ?? [0, 0];
  const venueId = await addVenue(ctx, {
    slug: 'mairie-illiers-combray',
    name: 'Mairie',
    address: ['11 rue Philebert Poulain', '28120 Illiers-Combray'],
    commune: 'Illiers-Combray',
    insee: ILLIERS_COMBRAY,
    latitude,
    longitude,
    access: 'Guichet 2, à gauche en entrant',
  });
  const resourceId = await addAdvisor(ctx, { name: 'Guichet des titres', kind: 'desk', authorityId });
  await addOpening(ctx, {
    resourceId,
    venueId,
    motifIds: [motifId],
    recurrence: { freq: 'weekly', byDay: ['MO', 'WE', 'FR'] },
    start: '09:00',
    end: '12:00',
    from: '2026-09-01',
  });
}

/** The shared service gets a way to book, before the others it has. */
export async function offerTitles(tx: Tx, serviceId: string): Promise<void> {
  const { service } = schema.for(tx);
  const [found] = await tx
    .select({ channels: service.channels })
    .from(service)
    .where(eq(service.id, serviceId));
  const channels = [{ kind: 'appointment', motif: MOTIF } as const, ...(found?.channels ?? [])];
  await tx.update(service).set({ channels }).where(eq(service.id, serviceId));
}
