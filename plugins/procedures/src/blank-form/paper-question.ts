// A field of a form as it is asked on paper: its question, what to know, and room to answer by hand.

import type { Field } from '@parvis/forms';
import type { PaperAnswer, PaperBlock, PaperQuestion } from '@parvis/kit';
import { ruleInWords } from '../pooling/rule-in-words.ts';

const NBSP = '\u00A0';

/** Beyond, a list is written and not ticked. */
const MOST_TICKS = 20;

/** Blocks of a repeated question that are printed; more go on a sheet of the person’s own. */
const BLOCKS = 2;

/** Nothing for what is not asked of a person. `all` are the fields that conditions speak of. */
export function paperQuestions(field: Field, all: readonly Field[]): readonly PaperBlock[] {
  const condition = field.when === undefined ? [] : [conditionOf(field.when, all)];
  switch (field.type) {
    case 'computed':
    case 'hidden':
    case 'password':
    // What is declared stands beside the place to sign, at the end.
    case 'signature':
      return [];
    case 'info':
      return [
        { kind: 'text', text: field.label, bold: true },
        ...[...condition, ...(field.help ? [field.help] : [])].map(
          (text) => ({ kind: 'text', text }) as const,
        ),
      ];
    case 'file':
      return [question(field, condition, [{ kind: 'tick', text: 'Je joins une copie à ce formulaire' }])];
    case 'tick':
      return [
        {
          kind: 'question',
          hints: [...condition, ...(field.help ? [field.help] : [])],
          answers: [{ kind: 'tick', text: field.label }],
        },
      ];
    case 'repeat': {
      const count = Math.min(field.max ?? BLOCKS, Math.max(field.min ?? 1, BLOCKS));
      const numbered = Array.from({ length: count }, (_, index) => index + 1);
      return [
        { kind: 'text', text: field.label, bold: true },
        ...condition.map((text) => ({ kind: 'text', text }) as const),
        ...numbered.flatMap((number): readonly PaperBlock[] => [
          { kind: 'text', text: `${field.one}${NBSP}${number}`, bold: true },
          ...field.fields.flatMap((one) => paperQuestions(one, field.fields)),
        ]),
        { kind: 'text', text: 'S’il y en a d’autres, continuez sur une feuille que vous joindrez.' },
      ];
    }
    default:
      return [question(field, [...condition, ...helpOf(field)], answersOf(field))];
  }
}

/** « À remplir seulement si… » */
export function conditionOf(rule: NonNullable<Field['when']>, all: readonly Field[]): string {
  return `À remplir seulement ${ruleInWords(rule, all)}.`;
}

function question(field: Field, hints: readonly string[], answers: readonly PaperAnswer[]): PaperQuestion {
  return {
    kind: 'question',
    label: field.label + asideOf(field),
    hints,
    answers,
  };
}

/** Who fills in a paper may have no address of this kind: nothing is refused for that. */
function asideOf({ type, optional }: Field): string {
  if (type === 'email') return ' (si vous en avez une)';
  return optional ? ' (facultatif)' : '';
}

function helpOf(field: Field): readonly string[] {
  const how =
    field.type === 'choice'
      ? ['Cochez une seule case.']
      : field.type === 'choices'
        ? ['Cochez tout ce qui convient.']
        : [];
  const help = field.help && !how.includes(field.help) ? [field.help] : [];
  const example = field.example ? [`Par exemple${NBSP}: ${field.example}`] : [];
  return [...help, ...how, ...example];
}

const line = (name?: string): PaperAnswer => ({ kind: 'lines', lines: 1, ...(name && { name }) });
const day = (name?: string): PaperAnswer => ({
  kind: 'squares',
  groups: [2, 2, 4],
  name: name ? `${name} (jour, mois, année)` : 'Jour, mois, année',
});
const squares = (...groups: readonly number[]): PaperAnswer => ({ kind: 'squares', groups });

function answersOf(field: Field): readonly PaperAnswer[] {
  switch (field.type) {
    case 'textarea':
      return [{ kind: 'lines', lines: (field.maxLength ?? 1_000) <= 300 ? 3 : 5 }];
    case 'date':
      return [day()];
    case 'period':
      return [day('Du'), day('Au')];
    case 'time':
      return [{ kind: 'squares', groups: [2, 2], name: 'Heures, minutes' }];
    case 'number':
      return [line(field.unit && `En ${field.unit}`)];
    case 'amount':
      return [line('En euros')];
    case 'choice':
    case 'choices':
      if (field.options.length > MOST_TICKS) return [line()];
      return [
        ...field.options.map(
          ({ label, help }) => ({ kind: 'tick', text: label, ...(help && { help }) }) as const,
        ),
        ...(field.other ? [{ kind: 'tick', text: field.other, line: true } as const] : []),
      ];
    case 'yes-no':
      return [
        { kind: 'tick', text: 'Oui' },
        { kind: 'tick', text: 'Non' },
      ];
    case 'address':
      return [line('Numéro et rue'), { kind: 'squares', groups: [5], name: 'Code postal' }, line('Commune')];
    case 'person':
      return [
        line('Prénoms'),
        line('Nom de naissance'),
        ...(field.ask?.includes('usual-name') ? [line('Nom d’usage, si vous en avez un')] : []),
        ...(field.ask?.includes('birth-date') ? [day('Date de naissance')] : []),
        ...(field.ask?.includes('birth-place') ? [line('Lieu de naissance')] : []),
      ];
    case 'siret':
      return [squares(3, 3, 3, 5)];
    case 'siren':
      return [squares(3, 3, 3)];
    case 'rna':
      return [squares(10)];
    case 'iban':
      return [squares(4, 4, 4, 4, 4, 4, 3)];
    case 'point':
      return [{ kind: 'lines', lines: 2, name: 'L’adresse, ou comment trouver l’endroit' }];
    default:
      return [line()];
  }
}
