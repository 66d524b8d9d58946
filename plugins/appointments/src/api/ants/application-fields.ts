// The questions of a booking form that ask for pre-application numbers, one a person, and how their answers are read.

import type { Answers, Field, FieldError } from '@parvis/forms';
import { errorAt } from '../../error-at.ts';
import { readApplicationId } from './application-id.ts';

const WHERE = 'Dix lettres et chiffres, en haut du récapitulatif de la pré-demande faite en ligne.';
const HELP = `${WHERE} Sans ce numéro, faites d’abord la pré-demande sur le site de France Titres.`;
const SHAPE =
  'Écrivez le numéro comme sur le récapitulatif de la pré-demande\u00A0: dix lettres et chiffres.';

/** Who answers, and whether a number may lack. */
export interface ApplicationAsking {
  /** The person, unless told: or an agent for them. */
  readonly by?: 'citizen' | 'agent';
  readonly optional?: boolean;
}

/** For so many people. */
export function applicationFields(
  people: number,
  { by = 'citizen', optional = false }: ApplicationAsking = {},
): readonly Field[] {
  const own = people === 1 && by === 'citizen';
  return Array.from({ length: people }, (_, index): Field => {
    const whose = people === 1 ? '' : ` de la ${ordinal(index + 1)} personne`;
    return {
      id: fieldId(index),
      type: 'text',
      label: own ? 'Votre numéro de pré-demande' : `Numéro de pré-demande${whose}`,
      subject: own ? 'votre numéro de pré-demande' : `le numéro de pré-demande${whose}`,
      ...(index === 0 && { help: by === 'agent' ? WHERE : HELP, example: '6123155111' }),
      ...(optional && { optional }),
      maxLength: 40,
      // As people copy it: in groups, with any case.
      pattern: '\\s*[A-Za-z0-9](?:[\\s.-]*[A-Za-z0-9]){9}\\s*',
      error: { invalid: SHAPE },
    };
  });
}

/** The numbers of a form whose fields are right, in their order, '' where one lacks; each person has their own. */
export function applicationsIn(
  answers: Answers,
  people: number,
): { readonly ids: readonly string[]; readonly errors: readonly FieldError[] } {
  const ids = Array.from({ length: people }, (_, index) => {
    const answer = answers[fieldId(index)];
    return readApplicationId(typeof answer === 'string' ? answer : '');
  });
  const errors = ids.flatMap((id, index) =>
    id !== '' && ids.indexOf(id) < index
      ? [applicationError(index, `Le numéro ${id} est déjà écrit plus haut. Chaque personne a le sien.`)]
      : [],
  );
  return { ids, errors };
}

/** What is wrong with the number of one person, as the form shows it. */
export function applicationError(index: number, message: string): FieldError {
  return errorAt(applicationFields(index + 1), fieldId(index), message);
}

function fieldId(index: number): string {
  return `predemande-${index + 1}`;
}

/** « 1re », « 2e » */
function ordinal(number: number): string {
  return number === 1 ? '1re' : `${number}e`;
}
