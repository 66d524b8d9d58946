// Days and times as the site's people live them.

const days = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  const known = days.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('fr-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  days.set(zone, made);
  return made;
}

function parts(zone: string, at: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    format(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
}

/** The calendar day at a moment, `YYYY-MM-DD`. */
export function localDay(zone: string, at: number): string {
  const { year, month, day } = parts(zone, at);
  return `${year}-${month}-${day}`;
}

/** « 14 h 32 ». */
export function sayTime(at: number, zone: string): string {
  const { hour, minute } = parts(zone, at);
  return `${Number(hour)}\u00A0h${minute === '00' ? '' : `\u00A0${minute}`}`;
}
