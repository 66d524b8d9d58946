// Where an appointment begins that is dropped on free time: the first slot on or after its beginning, that same day.

import type { DeskCtx } from '@parvis/kit';
import { readAgenda, slotsIn } from '../agenda.ts';
import { wallClock } from '../french.ts';
import { toSlotAddress } from '../slot-address.ts';
import { wholeTenant } from './agendas.ts';
import { type PickedTime, pickedStart, withoutNotice } from './slot-lines.ts';
import type { Picked } from './why-not.ts';

/** What was picked itself where the day has no slot: whoever looks why not says what is in the way. */
export async function firstInside(page: DeskCtx, wanted: Picked): Promise<PickedTime> {
  const { motif, venue, picked, minutes, ignored } = wanted;
  const from = pickedStart(picked, venue.zone);
  const until = wallClock(from, venue.zone).startOfDay().add({ days: 1 }).epochMilliseconds;
  const agenda = await readAgenda(wholeTenant(page), { from, until });
  const wishes = {
    venues: [venue.id],
    ...(picked.resource !== undefined && { resources: [picked.resource] }),
  };
  const slots = slotsIn(
    agenda,
    withoutNotice(motif),
    page.now,
    { from, until },
    { minutes, ignored, wishes },
  );
  const [first] = slots;
  return first === undefined ? picked : { ...picked, slot: toSlotAddress(first.start, venue.zone) };
}
