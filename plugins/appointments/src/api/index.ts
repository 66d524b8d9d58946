// What the plugin adds for machines: open places, and what ANTS calls and is told. `../index.ts` takes it as it is.

import type { Plugin } from '@parvis/kit';
import { declareToAnts } from './ants/declare.ts';
import { applicationNumbers } from './ants/retention.ts';
import { availableTimeSlots, managedMeetingPoints, searchApplicationIds } from './ants/search.ts';
import { tables } from './ants/tables.ts';
import { placesCsv, placesJson } from './places.ts';

export { checkAnts } from './ants/coordination.ts';
export { onMovedAtAnts } from './ants/declare.ts';

export const apiEndpoints = {
  '/api/v1/places.json': placesJson,
  '/api/v1/places.csv': placesCsv,
  '/api/ants/getManagedMeetingPoints': managedMeetingPoints,
  '/api/ants/availableTimeSlots': availableTimeSlots,
  '/api/ants/searchApplicationIds': searchApplicationIds,
} as const satisfies Plugin['endpoints'];

export const antsJobs = { ants: declareToAnts } as const satisfies Plugin['jobs'];

/** The tables of the whole plugin, and what is said of those that ANTS adds. */
export const ownOfAnts = {
  tables,
  retention: [applicationNumbers],
  impersonal: { appointments_ants_reason: 'which motif collects which titles' },
} as const;
