// What is known of a person before they answer, each fact with where it came from (CRPA, art. L114-8).

import type { Answer, Answers } from './field.ts';
import type { Form } from './form.ts';
import { entryIn, isRecord, ownEntry } from './own.ts';
import { asked } from './visibility.ts';

export interface KnownFact {
  readonly value: Answer;
  /** Where it came from, as « repris de … » goes on: « votre compte FranceConnect ». */
  readonly from: string;
}

/** By field id; a part of a person by `${fieldId}--${part}`: 'applicant--family-name'. */
export type KnownFacts = Readonly<Record<string, KnownFact>>;

/** « Repris de votre compte. Vérifiez, et corrigez si besoin. » */
export function originOf({ from }: KnownFact): string {
  return `Repris de ${from}. Vérifiez, et corrigez si besoin.`;
}

/** Whether two answers say the same, whatever the order of their entries. */
export function sameAnswer(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((one, index) => sameAnswer(one, b[index]));
  }
  if (isRecord(a) && isRecord(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => sameAnswer(a[key], ownEntry(b, key)));
  }
  return a === b;
}

/** A person's parts in answers, by their names in controls. */
const PERSON_KEY: Readonly<Record<string, string>> = {
  'given-names': 'givenNames',
  'family-name': 'familyName',
  'usual-name': 'usualName',
  'birth-date': 'birthDate',
  'birth-place': 'birthPlace',
};

/** Which of the answers to be sent are still as they were known: where each comes from, under the same names. */
export function originsOf(form: Form, answers: Answers, known: KnownFacts): Readonly<Record<string, string>> {
  const counted = asked(form, answers).answers;
  const kept = Object.entries(known).filter(([name, fact]) => {
    const [fieldId = '', part] = name.split('--');
    const answer = ownEntry(counted, fieldId);
    if (part === undefined) return answer !== undefined && sameAnswer(answer, fact.value);
    const key = ownEntry(PERSON_KEY, part);
    return key !== undefined && sameAnswer(entryIn(answer, key), fact.value);
  });
  return Object.fromEntries(kept.map(([name, fact]) => [name, fact.from]));
}
