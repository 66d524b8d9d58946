// Short answers with a strict shape: a time of day, a colour, a web address.

import type { ColourField, TimeField, UrlField } from '../field.ts';
import type { Kind, Problem } from '../kind.ts';
import { plain } from '../own.ts';
import { named, problem } from '../sentences.ts';
import { oneBox } from './one-box.ts';

export const time: Kind<TimeField> = oneBox<TimeField>({
  parse(field, text) {
    const found = /^(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?$/.exec(text);
    const hour = found?.[1]?.padStart(2, '0');
    const answer = `${hour}:${found?.[2] ?? '00'}`;
    return hour !== undefined && isTime(answer) ? { answer } : invalidTime(field);
  },
  check: (field, answer) => (isTime(answer) ? undefined : invalidTime(field)),
  box: (_field, answer) => plain(answer),
  text: (_field, answer) => formatTime(plain(answer)),
  detail: () => ({ kind: 'text', type: 'time' }),
});

function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** '14:30' as « 14 h 30 », '09:00' as « 9 h ». */
function formatTime(time: string): string {
  const [hour = '', minute = ''] = time.split(':');
  return `${Number(hour)}\u00A0h${minute === '00' ? '' : `\u00A0${minute}`}`;
}

function invalidTime(field: TimeField): Problem {
  return problem(field, 'invalid', `Écrivez ${named(field)} comme 14 h 30.`);
}

export const colour: Kind<ColourField> = oneBox<ColourField>({
  parse(field, text) {
    const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1]?.toLowerCase();
    if (digits === undefined) return invalidColour(field);
    return { answer: `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}` };
  },
  check: (field, answer) =>
    typeof answer === 'string' && /^#[0-9a-f]{6}$/.test(answer) ? undefined : invalidColour(field),
  box: (_field, answer) => plain(answer),
  detail: () => ({ kind: 'text', type: 'color' }),
});

function invalidColour(field: ColourField): Problem {
  return problem(field, 'invalid', `Écrivez ${named(field)} comme #2f6f4f.`);
}

const MAX_URL = 2000;

export const url: Kind<UrlField> = oneBox<UrlField>({
  parse(field, text) {
    const answer = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
    return isWebAddress(answer) ? { answer } : invalidUrl(field);
  },
  check: (field, answer) => (isWebAddress(answer) ? undefined : invalidUrl(field)),
  box: (_field, answer) => plain(answer),
  detail: () => ({ kind: 'text', type: 'url', inputmode: 'url', maxlength: MAX_URL }),
});

/** http or https, a host with a dot, and no user name that could disguise it. */
function isWebAddress(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > MAX_URL || /\s/u.test(value) || !URL.canParse(value))
    return false;
  const { protocol, hostname, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && hostname.includes('.') && username === '' && password === '';
}

function invalidUrl(field: UrlField): Problem {
  return problem(
    field,
    'invalid',
    `Vérifiez ${named(field)}\u00A0: une adresse s’écrit comme https://www.exemple.fr.`,
  );
}
