// A day in three boxes. Nobody has to look for it in a calendar, and month names are welcome.

import type { ControlPart } from '../control.ts';
import { dayNumber, dayOf, formatDay, limitDay, monthName, parseMonth, toDay } from '../day.ts';
import type { Answer, DateField, Typed } from '../field.ts';
import { cleanText, type Input } from '../input.ts';
import type { Kind, Problem, Reading } from '../kind.ts';
import { partId, partName } from '../naming.ts';
import { ownEntry, plain } from '../own.ts';
import { forExample, headed, named, problem } from '../sentences.ts';

const PARTS = ['day', 'month', 'year'] as const;
const LONGEST_PART = 40;

const DRAWN = {
  day: { label: 'Jour', width: 2, inputmode: 'numeric', autocomplete: 'bday-day' },
  month: { label: 'Mois', width: 9, inputmode: 'text', autocomplete: 'bday-month' },
  year: { label: 'Année', width: 4, inputmode: 'numeric', autocomplete: 'bday-year' },
} as const;

type Boxes = Readonly<Record<(typeof PARTS)[number], string>>;

export const date: Kind<DateField> = {
  parts: PARTS,
  typed(field, input) {
    const typed: Record<string, string> = {};
    for (const part of PARTS) {
      const raw = input.get(partName(field.id, part));
      if (raw !== undefined) typed[partName(field.id, part)] = raw.slice(0, LONGEST_PART);
    }
    return typed;
  },
  read(field, input, { today }): Reading {
    const boxes = boxesOf(field, input);
    if (PARTS.every((part) => boxes[part] === '')) return {};
    const parsed = parseDay(field, boxes);
    if (typeof parsed !== 'string') return { problem: parsed };
    const wrong = checkDay(field, parsed, today);
    return wrong ? { problem: wrong } : { answer: parsed };
  },
  check: checkDay,
  text: (_field, answer) => formatDay(plain(answer)),
  control: (field, { answer, typed, anchor }) => ({
    kind: 'date',
    value: '',
    parts: PARTS.map((part): ControlPart => {
      const id = partId(field.id, part, part === 'day');
      const { autocomplete, ...drawn } = DRAWN[part];
      return {
        ...drawn,
        id,
        name: partName(field.id, part),
        value: shownPart(field, part, typed, answer),
        ...(field.autocomplete === 'bday' && { autocomplete }),
        ...(anchor === id && { wrong: true }),
      };
    }),
  }),
};

/** The three boxes; a whole date in the first one, or in one box of the field's own name, is shared out. */
function boxesOf(field: DateField, input: Input): Boxes {
  const [day, month, year] = PARTS.map((part) =>
    cleanText((input.get(partName(field.id, part)) ?? '').slice(0, LONGEST_PART), { lines: false }),
  ) as [string, string, string];
  const whole = month === '' && year === '' ? day || (input.get(field.id)?.trim() ?? '') : '';
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(whole);
  if (iso) return { day: iso[3] ?? '', month: iso[2] ?? '', year: iso[1] ?? '' };
  const french = /^(\d{1,2}|1er)[\s/.-]+(\d{1,2}|\p{L}+\.?)[\s/.-]+(\d{4})$/iu.exec(whole);
  if (french) return { day: french[1] ?? '', month: french[2] ?? '', year: french[3] ?? '' };
  return { day, month, year };
}

function parseDay(field: DateField, boxes: Boxes): string | Problem {
  const empty = PARTS.find((part) => boxes[part] === '');
  if (empty) return incomplete(field, empty);
  const dayText = boxes.day.replace(/er$/i, '');
  if (!/^\d{1,2}$/.test(dayText)) return invalid(field, 'day', 'Écrivez le jour en chiffres, de 1 à 31.');
  const month = parseMonth(boxes.month);
  if (month === undefined || month < 1 || month > 12) {
    return invalid(field, 'month', 'Écrivez le mois, de 1 à 12 ou en lettres, par exemple 3 ou mars.');
  }
  if (!/^\d{4}$/.test(boxes.year) || boxes.year.startsWith('0')) {
    return invalid(field, 'year', 'Écrivez l’année avec ses quatre chiffres, par exemple 1980.');
  }
  const day = Number(dayText);
  const found = dayOf(Number(boxes.year), month, day);
  if (found) return found.toString();
  // 29 February exists, but not every year: the year may be the wrong part.
  const year = month === 2 && day === 29 ? ` ${boxes.year}` : '';
  const check = year ? 'Vérifiez le jour, le mois et l’année.' : 'Vérifiez le jour et le mois.';
  return problem(
    field,
    'no-such-day',
    `Le ${dayNumber(day)} ${monthName(month)}${year} n’existe pas. ${check}`,
    'day',
  );
}

function incomplete(field: DateField, part: (typeof PARTS)[number]): Problem {
  const what = { day: 'le jour', month: 'le mois', year: 'l’année' }[part];
  return problem(field, 'incomplete', `Ajoutez ${what} à ${named(field)}${forExample(field)}.`, part);
}

function invalid(field: DateField, part: string, sentence: string): Problem {
  return problem(field, 'invalid', sentence, part);
}

function checkDay(field: DateField, answer: unknown, today: string): Problem | undefined {
  const day = toDay(answer)?.toString();
  if (day === undefined) {
    return problem(field, 'invalid', `Écrivez ${named(field)} avec le jour, le mois et l’année.`);
  }
  const earliest = field.earliest === undefined ? undefined : limitDay(field.earliest, today);
  const latest = field.latest === undefined ? undefined : limitDay(field.latest, today);
  if (latest !== undefined && day > latest) {
    const sentence =
      latest === today
        ? `${headed(field)} ne peut pas être dans le futur. Vérifiez l’année.`
        : `${headed(field)} doit être le ${formatDay(latest)} au plus tard.`;
    return problem(field, 'too-late', sentence, latest === today ? 'year' : 'day');
  }
  if (earliest !== undefined && day < earliest) {
    const sentence =
      earliest === today
        ? `${headed(field)} ne peut pas être dans le passé. Choisissez aujourd’hui ou un autre jour.`
        : `${headed(field)} doit être le ${formatDay(earliest)} au plus tôt.`;
    return problem(field, 'too-early', sentence, 'day');
  }
  return undefined;
}

function shownPart(
  field: DateField,
  part: (typeof PARTS)[number],
  typed: Typed,
  answer: Answer | undefined,
): string {
  const names = PARTS.map((one) => partName(field.id, one));
  if (names.some((name) => Object.hasOwn(typed, name))) {
    const shown = ownEntry(typed, partName(field.id, part));
    return typeof shown === 'string' ? shown : '';
  }
  const day = toDay(answer);
  return day ? String(day[part]) : '';
}
