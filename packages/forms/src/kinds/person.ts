// Who someone is: names as on their papers, and of the rest only what is needed.

import { formatDay } from '../day.ts';
import type { Answer, Field, Person, PersonDetail, PersonField } from '../field.ts';
import type { Kind, Problem, Reading } from '../kind.ts';
import { isRecord, ownEntry } from '../own.ts';
import { named, problem } from '../sentences.ts';
import { checkParts, drawParts, type Part, partOf, readParts, typedParts } from './composite.ts';

type Template = { readonly key: keyof Person; readonly token?: string; readonly field: Field };

const PARTS: Readonly<Record<'given-names' | 'family-name' | PersonDetail, Template>> = {
  'given-names': {
    key: 'givenNames',
    token: 'given-name',
    field: {
      id: 'given-names',
      type: 'text',
      label: 'Prénoms',
      subject: 'les prénoms',
      help: 'Tous, dans l’ordre de l’état civil.',
      maxLength: 150,
    },
  },
  'family-name': {
    key: 'familyName',
    token: 'family-name',
    field: {
      id: 'family-name',
      type: 'text',
      label: 'Nom de famille',
      subject: 'le nom de famille',
      help: 'Le nom de naissance.',
      maxLength: 100,
    },
  },
  'usual-name': {
    key: 'usualName',
    field: {
      id: 'usual-name',
      type: 'text',
      label: 'Nom d’usage',
      subject: 'le nom d’usage',
      help: 'Par exemple celui du mari ou de la femme, s’il est utilisé.',
      maxLength: 100,
      optional: true,
    },
  },
  'birth-date': {
    key: 'birthDate',
    token: 'bday',
    field: {
      id: 'birth-date',
      type: 'date',
      label: 'Date de naissance',
      subject: 'la date de naissance',
      example: '31 3 1980',
      earliest: '1890-01-01',
      latest: 'today',
    },
  },
  'birth-place': {
    key: 'birthPlace',
    field: {
      id: 'birth-place',
      type: 'text',
      label: 'Lieu de naissance',
      subject: 'le lieu de naissance',
      help: 'La commune, et le pays si ce n’est pas la France.',
      maxLength: 150,
    },
  },
};

const DETAILS: readonly PersonDetail[] = ['usual-name', 'birth-date', 'birth-place'];

function partsOf({ id, ask = [], autocomplete }: PersonField): readonly Part[] {
  const asked = ['given-names', 'family-name', ...DETAILS.filter((detail) => ask.includes(detail))] as const;
  return asked.map((path) => {
    const { key, field, token } = PARTS[path];
    // Only the person's own block may be filled by their browser (RGAA 11.13).
    const filled = autocomplete !== undefined && token !== undefined ? { autocomplete: token } : {};
    return partOf(id, path, key, { ...field, ...filled });
  });
}

export const person: Kind<PersonField> = {
  parts: [],
  typed: (field, input) => typedParts(partsOf(field), input),
  read(field, input, context): Reading {
    const { values, problems, given } = readParts(partsOf(field), input, context, context.previous);
    if (!given) return {};
    if (problems[0]) return { problem: problems[0], more: problems.slice(1) };
    const answer: Readonly<Record<string, Answer>> = values;
    return isPerson(answer) ? { answer } : {};
  },
  check: checkPerson,
  text(_field, answer) {
    if (!isPerson(answer)) return [];
    const { birthDate, birthPlace } = answer;
    const born = [
      ...(birthDate === undefined ? [] : [`le ${formatDay(birthDate)}`]),
      ...(birthPlace === undefined ? [] : [`à ${birthPlace}`]),
    ];
    return [personName(answer), ...(born.length > 0 ? [`Naissance\u00A0: ${born.join(', ')}`] : [])];
  },
  control: (field, context) => ({
    kind: 'group',
    value: '',
    controls: drawParts(partsOf(field), context.answer, context),
  }),
};

/** « Jeanne Petit », or « Jeanne Martin (nom de famille : Petit) » for who uses another name. */
export function personName({ givenNames, familyName, usualName }: Person): string {
  return usualName === undefined || usualName === familyName
    ? `${givenNames} ${familyName}`
    : `${givenNames} ${usualName} (nom de famille\u00A0: ${familyName})`;
}

const KEYS: ReadonlySet<string> = new Set(Object.values(PARTS).map(({ key }) => key));

/** Whether a value of unknown origin has the shape of a person. */
function isPerson(value: unknown): value is Person {
  return (
    isRecord(value) &&
    Object.entries(value).every(([key, entry]) => KEYS.has(key) && typeof entry === 'string') &&
    ['givenNames', 'familyName'].every((key) => typeof ownEntry(value, key) === 'string')
  );
}

function checkPerson(field: PersonField, answer: unknown, today: string): Problem | undefined {
  if (!isPerson(answer)) return problem(field, 'invalid', `Réécrivez ${named(field)}.`);
  return checkParts(partsOf(field), answer, today);
}
