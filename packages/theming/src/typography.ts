// French on screen: spaces that do not break, dates and times in full. Views have these as `w`.

const NBSP = '\u00A0';
const NNBSP = '\u202F';

/** Puts the spaces of French typography where someone typed ordinary ones, or none, around « » and before ; : ! ?. */
export function fr(text: string): string {
  return text
    .replace(/\s*«\s*/g, (space) => `${/^\s/.test(space) ? ' ' : ''}«${NBSP}`)
    .replace(/\s*»/g, `${NBSP}»`)
    .replace(/[ \u00A0]([;!?])/g, `${NNBSP}$1`)
    .replace(/[ \u202F]:(?=\s|$)/g, `${NBSP}:`)
    .replace(/(\d) (?=(€|%|km|h|min|ans?|jours?|mois|semaines?)(?!\p{L}))/gu, `$1${NBSP}`);
}

type Style = 'day' | 'short' | 'moment' | 'time';

const FORMATS: Readonly<Record<Style, Intl.DateTimeFormatOptions>> = {
  day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  moment: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  time: {},
};
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions, zone: string): Intl.DateTimeFormat {
  const key = `${zone}${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  // Building one costs a hundred times more than using it.
  const made = new Intl.DateTimeFormat('fr-FR', { timeZone: zone, ...options });
  formats.set(key, made);
  return made;
}

/**
 * A moment (epoch milliseconds, in an IANA zone) or a day (`YYYY-MM-DD`), as people say it: « mardi 24 novembre 2026 »,
 * « mardi 24 novembre 2026 à 14 h 30 » (`moment`), « 24 nov. 2026 » (`short`), « 14 h 30 » (`time`).
 */
export function date(when: number | string, style: Style = 'day', zone = 'Europe/Paris'): string {
  const at = typeof when === 'number' ? when : Date.parse(`${when}T00:00Z`);
  const place = typeof when === 'number' ? zone : 'UTC';
  if (style === 'time') return timeOf(at, place);
  const text = format(FORMATS[style], place)
    .format(at)
    .replace(/(^| )1 /, '$11er ');
  return style === 'moment' ? `${text} à${NBSP}${timeOf(at, place)}` : text;
}

function timeOf(at: number, zone: string): string {
  const parts = format({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }, zone).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const minute = part('minute');
  return `${Number(part('hour'))}${NBSP}h${minute === '00' ? '' : `${NBSP}${minute}`}`;
}

/** « 1 demande », « 3 demandes ». */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('fr-FR')}${NBSP}${count < 2 ? one : many}`;
}

/** Lines of what a person typed: views put each in its own element. */
function lines(text: string): readonly string[] {
  return text.split(/\n+/).filter((line) => line.trim() !== '');
}

/** « Lundi de 9 h à 12 h »: the first letter as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}

/** A French number as it is read, « 02 61 91 81 48 », and its `tel:` link. Any other number stays as it was given. */
export function phone(number: string): { readonly href: string; readonly text: string } {
  const digits = number.replace(/[^\d+]/g, '').replace(/^\+33(?=\d{9}$)/, '0');
  const french = /^0\d{9}$/.test(digits);
  const text = french ? digits.replace(/(\d{2})(?=\d)/g, `$1${NBSP}`) : number;
  return { href: `tel:${french ? `+33${digits.slice(1)}` : digits}`, text };
}

/** A text in parts: a French telephone number in it is a part with its `tel:` link. */
function calls(text: string): readonly { readonly text: string; readonly href?: string }[] {
  return text
    .split(/(?<!\d)(0[1-9](?:[ \u00A0\u202F]?\d{2}){4})(?!\d)/)
    .map((part, index) => (index % 2 === 0 ? { text: part } : phone(part)));
}

export const words = { fr, date, plural, lines, capital, phone, calls };
