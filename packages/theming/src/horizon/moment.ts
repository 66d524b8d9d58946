/**
 * The four steps of the sky and when the next one comes, so that a page that shows it can be cached until then.
 * The sun is that of a calendar (declination by day, no equation of time): right to about a quarter of an hour.
 */
export const MOMENTS = ['dawn', 'day', 'dusk', 'night'] as const;
export type Moment = (typeof MOMENTS)[number];

/** Local clock hours, 0 to 24, with fractions. */
export interface SunTimes {
  readonly sunrise: number;
  readonly sunset: number;
}

/** What is read of a local time; a `Temporal.ZonedDateTime` is one. */
export interface LocalTime {
  readonly hour: number;
  readonly minute: number;
  readonly dayOfYear: number;
  readonly offsetNanoseconds: number;
  readonly epochMilliseconds: number;
}

const EQUINOX: SunTimes = { sunrise: 7, sunset: 19.5 };
const FRANCE = { latitude: 47, longitude: 2 };

/** Sunrise and sunset on the local clock. Under a midnight sun or a polar night: 20 minutes from the extreme. */
function sunTimes(dayOfYear: number, utcOffsetHours: number, { latitude, longitude } = FRANCE): SunTimes {
  const rad = Math.PI / 180;
  const declination = -23.44 * rad * Math.cos((2 * Math.PI * (dayOfYear + 10)) / 365.25);
  const cosine =
    (Math.sin(-0.833 * rad) - Math.sin(latitude * rad) * Math.sin(declination)) /
    (Math.cos(latitude * rad) * Math.cos(declination));
  const half = Math.min(9, Math.max(3, Math.acos(Math.min(1, Math.max(-1, cosine))) / rad / 15));
  const noon = 12 - longitude / 15 + utcOffsetHours;
  return { sunrise: noon - half, sunset: noon + half };
}

/** When each moment starts: dawn 40 minutes before sunrise until an hour after; dusk the other way round. */
function starts({ sunrise, sunset }: SunTimes): readonly (readonly [number, Moment])[] {
  return [
    [sunrise - 2 / 3, 'dawn'],
    [sunrise + 1, 'day'],
    [sunset - 1, 'dusk'],
    [sunset + 2 / 3, 'night'],
  ];
}

function momentOf(localHour: number, sun: SunTimes = EQUINOX): Moment {
  let moment: Moment = 'night';
  for (const [from, name] of starts(sun)) if (localHour >= from) moment = name;
  return moment;
}

/** The local hour at which the sky changes next; above 24 when that is tomorrow. */
function nextMomentChange(localHour: number, sun: SunTimes = EQUINOX): number {
  const hours = starts(sun).map(([from]) => from);
  return hours.find((hour) => hour > localHour) ?? (hours[0] ?? 0) + 24;
}

/** The sky over a place at a local time, and the epoch millisecond until which it stays. */
export function momentAt(
  time: LocalTime,
  place = FRANCE,
): { readonly moment: Moment; readonly until: number } {
  const hour = time.hour + time.minute / 60;
  const sun = sunTimes(time.dayOfYear, time.offsetNanoseconds / 3.6e12, place);
  const wait = nextMomentChange(hour, sun) - hour;
  return { moment: momentOf(hour, sun), until: time.epochMilliseconds + Math.ceil(wait * 60) * 60_000 };
}
