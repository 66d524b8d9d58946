// An answer that a question accepts, for scenarios that must get past it.

import { type Answer, type Field, type ItemAnswer, validateForm } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import { FIRST_DAY } from '../workflow/scenario.ts';

const DAYS = [
  FIRST_DAY,
  '2026-04-01',
  '2026-12-31',
  '2027-06-01',
  '2026-01-05',
  '2000-01-01',
  '1970-01-01',
  '1940-01-01',
];
const PHOTO = { id: 'exemple', name: 'exemple.jpg', type: 'image/jpeg', size: 1_000 };
const PAPER = { id: 'exemple', name: 'exemple.pdf', type: 'application/pdf', size: 1_000 };

/** An answer that is right on the first day of every scenario; undefined where none was found. */
export function sampleAnswer(field: Field): Answer | undefined {
  return candidates(field).find((answer) => accepts(field, answer));
}

function accepts(field: Field, answer: Answer): boolean {
  const form = { pages: [{ id: 'page', title: '', fields: [{ ...field, when: true }] }] };
  return validateForm(form, { [field.id]: answer }, { today: FIRST_DAY }).length === 0;
}

function candidates(field: Field): readonly Answer[] {
  switch (field.type) {
    case 'text':
    case 'textarea':
      return [
        'Exemple',
        'Exemple '
          .repeat(40)
          .slice(0, field.minLength ?? 7)
          .trim(),
        '28190',
        '2026',
        'A1',
        'E',
      ];
    case 'email':
      return ['claire@exemple.fr'];
    case 'phone':
      return ['+33261910148', '+33612345678'];
    case 'url':
      return ['https://exemple.fr'];
    case 'time':
      return ['10:00'];
    case 'number':
    case 'amount':
      return [field.min ?? 1, field.max ?? 1, 1, 10, 100];
    case 'date':
      return DAYS;
    case 'period':
      return DAYS.map((from) => ({ from, to: from }));
    case 'choice':
      return field.options.map(({ value }) => value);
    case 'choices':
      return field.options.map(({ value }) => [value]);
    case 'yes-no':
    case 'tick':
      return [true];
    case 'address':
      return [{ line: '3 rue du Lavoir', postalCode: '28190', commune: 'Le Favril' }];
    case 'commune':
      return [{ name: 'Le Favril', insee: '28148' }, { name: 'Le Favril' }];
    case 'person':
      return [
        {
          givenNames: 'Claire',
          familyName: 'Martin',
          usualName: 'Martin',
          birthDate: '1970-01-01',
          birthPlace: 'Chartres',
        },
        { givenNames: 'Claire', familyName: 'Martin', birthDate: '1970-01-01', birthPlace: 'Chartres' },
        { givenNames: 'Claire', familyName: 'Martin', birthDate: '1970-01-01' },
        { givenNames: 'Claire', familyName: 'Martin' },
      ];
    case 'siret':
      return ['73282932000074'];
    case 'siren':
      return ['732829320'];
    case 'rna':
      return ['W281000123'];
    case 'iban':
      return ['FR7630006000011234567890189'];
    case 'plate':
      return ['AB-123-CD'];
    case 'point':
      return [
        { lat: 48.45, lon: 1.05 },
        ...(field.within ? [{ lat: field.within.south, lon: field.within.west }] : []),
      ];
    case 'file':
      return [[PAPER], [PHOTO]];
    case 'signature':
      return [
        {
          at: `${FIRST_DAY}T10:00:00+01:00`,
          by: 'mail',
          to: 'c•••@exemple.fr',
          digest: '0'.repeat(64),
        },
      ];
    case 'repeat': {
      const item = Object.fromEntries(
        field.fields.flatMap((one): (readonly [string, ItemAnswer])[] => {
          const answer = one.optional ? undefined : sampleAnswer(one);
          return answer === undefined ? [] : [[one.id, answer as ItemAnswer]];
        }),
      );
      return [{ items: Array.from({ length: Math.max(field.min ?? 1, 1) }, () => item) }];
    }
    default:
      return [];
  }
}

/**
 * The scenarios answer a question that they must, where they had nothing to say to it, or what it does not take any more. Those
 * that stop before the end answer as they did.
 */
export function answeredInScenarios(definition: Definition, field: Field): Definition {
  const sample = sampleAnswer(field);
  if (sample === undefined) return definition;
  return {
    ...definition,
    scenarios: definition.scenarios.map((one) => {
      if (one.steps.some((step) => 'stopsAt' in step)) return one;
      const given = one.answers[field.id];
      const right = given === undefined ? field.optional === true : accepts(field, given);
      return right ? one : { ...one, answers: { ...one.answers, [field.id]: sample } };
    }),
  };
}
