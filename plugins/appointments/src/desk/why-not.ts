// Why a picked time is not free, to the agent who picked it.

import type { DeskCtx } from '@parvis/kit';
import { readAgenda } from '../agenda.ts';
import type { Motif, Venue } from '../schema.ts';
import { wholeTenant } from './agendas.ts';
import { type Conflict, conflictsAt } from './conflict.ts';
import { type PickedTime, pickedStart } from './slot-lines.ts';

const DAY = 86_400_000;

export interface Picked {
  readonly motif: Motif;
  readonly venue: Venue;
  readonly picked: PickedTime;
  /** The true length, and what the appointment takes now, where one is moved. */
  readonly minutes?: number;
  readonly ignored?: readonly string[];
}

/** What is in the way of the person who was asked for, else of each who receives there for that. */
export async function whyNot(page: DeskCtx, wanted: Picked): Promise<readonly Conflict[]> {
  const { motif, venue, picked, minutes = motif.minutes, ignored } = wanted;
  const start = pickedStart(picked, venue.zone);
  const end = start + minutes * 60_000;
  const agenda = await readAgenda(wholeTenant(page), { from: start - DAY, until: end + DAY });
  const asked =
    picked.resource === undefined
      ? new Set(
          agenda.openings
            .filter((one) => one.venue === venue.id && one.motifs.includes(motif.id))
            .map(({ resource }) => resource),
        )
      : new Set([picked.resource]);
  const nameOf = (id: string) => agenda.resources.get(id)?.name ?? 'La personne demandée';
  const found = [...asked].flatMap((resource) =>
    conflictsAt(
      // A place without any opening is known all the same.
      { ...agenda, venues: new Map([...agenda.venues, [venue.id, venue]]) },
      { resource, venue: venue.id, start, end, motif, ignored },
      { now: page.now, nameOf },
    ),
  );
  if (found.length > 0) return found;
  return [
    {
      kind: 'rule',
      text: 'Cette heure ne tombe pas sur un début de créneau, ou dépasse les dates ouvertes.',
    },
  ];
}
