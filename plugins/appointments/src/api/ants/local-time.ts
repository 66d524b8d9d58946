// Instants as ANTS writes them: the time on the clock of the venue, whatever the letter behind it says.

import { wallClock } from '../../french.ts';

/** `2022-12-19T10:00Z`. The `Z` is false: the national search shows these very hours. */
export function toAntsTime(instant: number, zone: string): string {
  return `${wallTime(instant, zone, 'T')}Z`;
}

/** `2022-12-19 10:00:00`, for de-duplication. */
export function toAppointmentDate(instant: number, zone: string): string {
  return `${wallTime(instant, zone, ' ')}:00`;
}

function wallTime(instant: number, zone: string, between: string): string {
  return wallClock(instant, zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', between);
}
