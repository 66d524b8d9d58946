// « Pas avant… »: a limit of days, fixed or counted from the request.

import type { Answers, DayLimit, Field } from '@parvis/forms';
import { numberIn, textIn } from './answers-in.ts';
import { chosen, numberBox } from './boxes.ts';

export function dayBoxes(id: string, label: string, limit: DayLimit | undefined): readonly Field[] {
  const [how, many, day] = limitParts(limit);
  return [
    chosen(id, label, how, [
      ['', 'Sans limite'],
      ['today', 'Le jour de la demande'],
      ['days', 'Un nombre de jours après la demande'],
      ['years', 'Un nombre d’années après la demande'],
      ['day', 'Un jour fixe'],
    ]),
    {
      ...numberBox(`${id}-nombre`, `${label}\u00A0: combien`, many, { min: -40_000, max: 40_000 }),
      optional: false,
      help: 'Un nombre négatif compte avant la demande\u00A0: -18 ans.',
      when: { in: [{ var: id }, ['days', 'years']] },
    },
    {
      id: `${id}-jour`,
      type: 'date',
      label: `${label}\u00A0: quel jour`,
      when: { '===': [{ var: id }, 'day'] },
      ...(day !== undefined && { default: day }),
    },
  ];
}

function limitParts(limit: DayLimit | undefined): readonly [string, number | undefined, string | undefined] {
  if (limit === undefined) return ['', undefined, undefined];
  if (limit === 'today') return ['today', undefined, undefined];
  if (typeof limit === 'string') return ['day', undefined, limit];
  return 'days' in limit ? ['days', limit.days, undefined] : ['years', limit.years, undefined];
}

export function limitIn(answers: Answers, id: string): DayLimit | undefined {
  const many = numberIn(answers, `${id}-nombre`) ?? 0;
  switch (textIn(answers, id)) {
    case 'today':
      return 'today';
    case 'days':
      return { days: many };
    case 'years':
      return { years: many };
    case 'day':
      return textIn(answers, `${id}-jour`);
    default:
      return undefined;
  }
}
