// A place on the map, as two numbers that anyone can type or paste. A map, where there is one, fills the same boxes.

import type { ControlPart } from '../control.ts';
import type { Point, PointField } from '../field.ts';
import { cleanText } from '../input.ts';
import type { Kind, Problem, Reading } from '../kind.ts';
import { partId, partName } from '../naming.ts';
import { isRecord, ownEntry } from '../own.ts';
import { forExample, named, problem } from '../sentences.ts';

const PARTS = ['lat', 'lon'] as const;
type Part = (typeof PARTS)[number];
const LABEL = { lat: 'Latitude', lon: 'Longitude' } as const;
const MOST = { lat: 90, lon: 180 } as const;
const SENTENCE = {
  lat: 'Écrivez la latitude en degrés, par exemple 48,4412.',
  lon: 'Écrivez la longitude en degrés, par exemple 1,0791.',
} as const;
const LONGEST_PART = 80;
const SIX_DIGITS = 1_000_000;

export const point: Kind<PointField> = {
  parts: PARTS,
  typed(field, input) {
    const typed: Record<string, string> = {};
    for (const part of PARTS) {
      const raw = input.get(partName(field.id, part));
      if (raw !== undefined) typed[partName(field.id, part)] = raw.slice(0, LONGEST_PART);
    }
    return typed;
  },
  read(field, input): Reading {
    const box = (part: Part) =>
      cleanText((input.get(partName(field.id, part)) ?? '').slice(0, LONGEST_PART), { lines: false });
    const [lat, lon] = shared(box('lat'), box('lon'));
    if (lat === '' && lon === '') return {};
    const answer = { lat: toDegrees(lat), lon: toDegrees(lon) };
    for (const part of PARTS) {
      const empty = (part === 'lat' ? lat : lon) === '';
      const value = answer[part];
      if (empty) return { problem: problem(field, 'incomplete', SENTENCE[part], part) };
      if (value === undefined || Math.abs(value) > MOST[part]) {
        return { problem: problem(field, 'invalid', SENTENCE[part], part) };
      }
    }
    const wrong = checkPoint(field, answer);
    return wrong || !isPoint(answer) ? { problem: wrong } : { answer };
  },
  check: checkPoint,
  text: (_field, answer) => (isPoint(answer) ? formatPoint(answer) : ''),
  control: (field, { answer, typed, anchor }) => ({
    kind: 'point',
    value: '',
    parts: PARTS.map((part): ControlPart => {
      const id = partId(field.id, part, part === 'lat');
      const shown = ownEntry(typed, partName(field.id, part));
      const held = isPoint(answer) ? String(answer[part]).replace('.', ',') : '';
      return {
        id,
        name: partName(field.id, part),
        label: LABEL[part],
        value: typeof shown === 'string' ? shown : held,
        // Not 'decimal': telephones would then hide the minus sign and the degree.
        inputmode: 'text',
        width: 10,
        maxlength: LONGEST_PART,
        ...(anchor === id && { wrong: true }),
      };
    }),
  }),
};

/** « 48,4412, 1,0791 » or « 48.4412 1.0791 » pasted into the first box is shared out. */
function shared(lat: string, lon: string): readonly [string, string] {
  if (lon !== '') return [lat, lon];
  const pair =
    /^([^,;\s]+)\s*[;,]\s+([^;\s]+)$/.exec(lat) ??
    /^([^;\s]+)\s*;\s*([^;\s]+)$/.exec(lat) ??
    /^([^,\s]+)\s*,\s*([^,\s]+\.[^,\s]+)$/.exec(lat) ??
    /^(-?\d+[.,]\d+)\s+(-?\d+[.,]\d+)$/.exec(lat);
  return [pair?.[1] ?? lat, pair?.[2] ?? lon];
}

/** « 48,4412 », « -1.5 », « 48°26′28″N », « 1° 4' 44" O » as degrees, to six digits. */
function toDegrees(text: string): number | undefined {
  const compact = text.replace(/\s/gu, '').replace(/−/gu, '-').replaceAll(',', '.');
  const found =
    /^(-?)(\d{1,3}(?:\.\d{1,15})?)°?(?:(\d{1,2}(?:\.\d{1,12})?)['’′](?:(\d{1,2}(?:\.\d{1,10})?)(?:["”″]|''|’’))?)?([NSEOW]?)$/iu.exec(
      compact,
    );
  if (!found) return undefined;
  const [, minus, degrees, minutes = '0', seconds = '0', side = ''] = found;
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return undefined;
  const size = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
  const sign = (minus === '-') !== /[SOW]/i.test(side) ? -1 : 1;
  // -0 becomes 0: JSON does not know the difference.
  return (sign * Math.round(size * SIX_DIGITS)) / SIX_DIGITS + 0;
}

function formatPoint({ lat, lon }: Point): string {
  const text = (degrees: number) => String(Math.abs(degrees)).replace('.', ',');
  return `${text(lat)}°\u00A0${lat < 0 ? 'S' : 'N'}, ${text(lon)}°\u00A0${lon < 0 ? 'O' : 'E'}`;
}

function isPoint(value: unknown): value is Point {
  return (
    isRecord(value) &&
    PARTS.every((part) => {
      const degrees = ownEntry(value, part);
      return typeof degrees === 'number' && Math.abs(degrees) <= MOST[part];
    })
  );
}

function checkPoint({ within, ...field }: PointField, answer: unknown): Problem | undefined {
  if (!isPoint(answer)) {
    return problem(field, 'invalid', `Écrivez ${named(field)} par sa latitude et sa longitude.`);
  }
  if (!within) return undefined;
  const { lat, lon } = answer;
  if (lat >= within.south && lat <= within.north && lon >= within.west && lon <= within.east)
    return undefined;
  return problem(
    field,
    'outside',
    `Vérifiez ${named(field)}\u00A0: ce lieu est hors du territoire${forExample(field)}.`,
  );
}
