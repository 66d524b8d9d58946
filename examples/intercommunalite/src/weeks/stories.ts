// Everything that is played.

import { appointments } from './stories/appointments.ts';
import { civilStatus } from './stories/civil-status.ts';
import { deskHabits } from './stories/desk-habits.ts';
import { household } from './stories/household.ts';
import { odette } from './stories/odette.ts';
import { villageLife } from './stories/village-life.ts';
import { workshops } from './stories/workshops.ts';
import type { Story } from './town.ts';

export const stories: readonly Story[] = [
  ...deskHabits,
  ...odette,
  ...civilStatus,
  ...villageLife,
  ...household,
  ...appointments,
  ...workshops,
];
