// From one day to another: two dates that know of each other.

import { daysBetween, formatDay } from '../day.ts';
import type { Period, PeriodField } from '../field.ts';
import type { Kind, Problem, Reading } from '../kind.ts';
import { isRecord, ownEntry } from '../own.ts';
import { count, named, problem } from '../sentences.ts';
import { checkParts, drawParts, type Part, partOf, readParts, typedParts } from './composite.ts';

function partsOf({ id, earliest, latest }: PeriodField): readonly Part[] {
  const limits = { ...(earliest !== undefined && { earliest }), ...(latest !== undefined && { latest }) };
  const day = (path: 'from' | 'to', label: string, subject: string): Part =>
    partOf(id, path, path, { id, label, subject, type: 'date', ...limits });
  return [day('from', 'Du', 'le premier jour'), day('to', 'Au', 'le dernier jour')];
}

export const period: Kind<PeriodField> = {
  parts: [],
  typed: (field, input) => typedParts(partsOf(field), input),
  read(field, input, context): Reading {
    const { values, problems, given } = readParts(partsOf(field), input, context, context.previous);
    if (!given) return {};
    if (problems[0]) return { problem: problems[0], more: problems.slice(1) };
    const wrong = checkPeriod(field, values, context.today);
    return wrong || !isPeriod(values) ? { problem: wrong } : { answer: { from: values.from, to: values.to } };
  },
  check: checkPeriod,
  text: (_field, answer) =>
    isPeriod(answer) ? `Du ${formatDay(answer.from)} au ${formatDay(answer.to)}` : '',
  control: (field, context) => ({
    kind: 'group',
    value: '',
    controls: drawParts(partsOf(field), context.answer, context),
  }),
};

function isPeriod(value: unknown): value is Period {
  return isRecord(value) && ['from', 'to'].every((key) => typeof ownEntry(value, key) === 'string');
}

function checkPeriod(field: PeriodField, answer: unknown, today: string): Problem | undefined {
  if (!isPeriod(answer)) {
    return problem(field, 'invalid', `Écrivez le premier et le dernier jour pour ${named(field)}.`);
  }
  const wrong = checkParts(partsOf(field), answer, today);
  if (wrong) return wrong;
  if (answer.to < answer.from) {
    return problem(
      field,
      'too-early',
      `Le dernier jour vient avant le premier, le ${formatDay(answer.from)}. Vérifiez les deux dates.`,
      'to',
    );
  }
  if (field.maxDays !== undefined && daysBetween(answer.from, answer.to) > field.maxDays) {
    return problem(field, 'too-late', `Choisissez ${count(field.maxDays, 'jour')} au plus.`, 'to');
  }
  return undefined;
}
