// What keeps a procedure from working, in French sentences with the names that its author gave, and where to mend it.

import { defineForm, FormError, type FormErrorCode } from '@parvis/forms';
import { CodedError } from '@parvis/kit';
import { checkDefinition } from '../check-definition.ts';
import type { Definition } from '../schema.ts';
import { quoted } from '../workflow/actions/kind.ts';
import { runScenario } from '../workflow/scenario.ts';
import { fieldsOf } from './outline.ts';

const NBSP = '\u00A0';

export interface Fault {
  readonly sentence: string;
  /** The part of the builder that mends it. */
  readonly where: 'form' | 'way' | 'scenarios' | 'requester' | 'silence';
  /** Id of the calculated value that it is about. */
  readonly calculation?: string;
}

/** Why the form could not work; null where it can. A procedure that is being written never loses this. */
export function formFault({ form, workflow }: Definition): string | null {
  try {
    defineForm(form);
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return formSentence(error, namesIn({ form, workflow }));
  }
  return null;
}

type Names = ReadonlyMap<string, string>;

function namesIn({ form, workflow }: Pick<Definition, 'form' | 'workflow'>): Names {
  return new Map([
    ...form.pages.map(({ id, title }) => [id, title] as const),
    ...workflow.statuses.map(({ id, label }) => [id, label] as const),
    ...workflow.transitions.flatMap(({ id, label, asks = [] }) => [
      [id, label] as const,
      ...asks.map((one) => [one.id, one.label] as const),
    ]),
    ...fieldsOf(form).flatMap((field) => [
      [field.id, field.label] as const,
      ...(field.type === 'repeat' ? field.fields.map((one) => [one.id, one.label] as const) : []),
    ]),
  ]);
}

/** The ids that an English sentence quotes, by their names. */
function mentioned(message: string, names: Names): readonly string[] {
  return [...message.matchAll(/"([^"]+)"/g)].map(([, id = '']) => quoted(names.get(id) ?? id));
}

function formSentence(error: FormError, names: Names): string {
  const [first = 'cette question', second = 'une autre'] = mentioned(error.message, names);
  const sentences: Readonly<Record<FormErrorCode, string>> = {
    PARVIS_FORM_EMPTY: 'Il faut au moins une page.',
    PARVIS_FORM_BAD_ID: `Le nom ${first} ne peut pas servir.`,
    PARVIS_FORM_DUPLICATE_ID: `Deux questions portent le nom ${first}.`,
    PARVIS_FORM_BAD_RULE: `La condition de ${first} ne se comprend pas. Recommencez-la.`,
    PARVIS_FORM_UNKNOWN_FIELD: `La condition ou le calcul de ${first} lit une question qui n’est pas là${NBSP}: ${second}.`,
    PARVIS_FORM_LATER_FIELD: `${first} dépend de ${second}, qui serait posée après. Gardez ${second} sur une page qui vient avant, ou changez la condition ou le calcul.`,
    PARVIS_FORM_CYCLE: `Ces conditions ou ces calculs tournent en rond${NBSP}: ${roundOf(error.message, names)}. Retirez l’un d’eux, pour qu’une question puisse être posée la première.`,
    PARVIS_FORM_EMPTY_CHOICE: `Proposez au moins une réponse à ${first}.`,
    PARVIS_FORM_DUPLICATE_OPTION: `${first} propose deux fois la même réponse.`,
    PARVIS_FORM_BAD_LIMIT: limitSentence(error.message, first),
    PARVIS_FORM_BAD_DEFAULT: `La réponse proposée d’avance à ${first} serait refusée. Vérifiez ses limites.`,
    PARVIS_FORM_BAD_REPEAT: `Le bloc ${first} doit poser au moins une question, et ne peut contenir ni calcul, ni signature, ni autre bloc.`,
    PARVIS_FORM_UNKNOWN_BLOCK: `Le bloc ${first} n’existe plus.`,
    PARVIS_FORM_UNKNOWN_PAGE: `La page ${first} n’existe plus.`,
  };
  return sentences[error.code];
}

function limitSentence(message: string, name: string): string {
  if (message.includes('nowhere to send its code'))
    return `La signature ${name} doit être la dernière question de la dernière page, et son code partir à une adresse ou à un numéro demandé sur une page d’avant.`;
  if (message.includes('wants at least')) return `Pour ${name}, le minimum dépasse le maximum. Échangez-les.`;
  return `Une limite de ${name} ne convient pas. Vérifiez-la.`;
}

function roundOf(message: string, names: Names): string {
  const [, trail = ''] = /round: (.+?)\. Remove/.exec(message) ?? [];
  return trail
    .split(' → ')
    .map((id) => quoted(names.get(id) ?? id))
    .join(' → ');
}

/** Everything that keeps it from being published, as far as one can see at once. */
export function faultsOf(definition: Definition): readonly Fault[] {
  const broken = formFault(definition);
  if (broken) return [{ sentence: broken, where: 'form' }];
  const empty = fieldsOf(definition.form).filter((field) => field.type === 'computed' && field.rule === null);
  if (empty.length > 0)
    return empty.map(({ id, label }) => ({
      sentence: `La valeur ${quoted(label)} ne calcule encore rien.`,
      where: 'form',
      calculation: id,
    }));
  try {
    checkDefinition({ ...definition, scenarios: [] });
  } catch (error) {
    if (error instanceof CodedError) return [workflowFault(error, definition)];
    if (error instanceof FormError)
      return [{ sentence: formSentence(error, namesIn(definition)), where: 'way' }];
    throw error;
  }
  return definition.scenarios
    .map((scenario) => runScenario(definition, scenario))
    .filter(({ failures }) => failures.length > 0)
    .map(({ name, failures }) => ({
      sentence: `Le scénario ${quoted(name)} ne se passe pas comme prévu${NBSP}: ${failures.join(' ')}`,
      where: 'scenarios',
    }));
}

function workflowFault(error: CodedError, definition: Definition): Fault {
  const [first = 'ceci', second = 'cela'] = mentioned(error.message, namesIn(definition));
  switch (error.code) {
    case 'PARVIS_PROCEDURE_REQUESTER':
      return {
        sentence: `La question ${first}, qui dit qui demande, n’est pas dans le formulaire. Choisissez-en une autre.`,
        where: 'requester',
      };
    case 'PARVIS_WORKFLOW_UNREACHABLE':
      return {
        sentence: `Aucun bouton ne mène à l’état ${first}. Ajoutez-en un, ou retirez l’état.`,
        where: 'way',
      };
    case 'PARVIS_WORKFLOW_DEAD_END':
      return {
        sentence: `Une demande dans l’état ${first} ne peut jamais être close. Ajoutez un bouton vers un état traité, refusé ou classé.`,
        where: 'way',
      };
    case 'PARVIS_WORKFLOW_SILENCE':
      return {
        sentence:
          'Dites ce que vaut le silence, sous combien de mois et selon quel texte, ou pourquoi il ne vaut rien.',
        where: 'silence',
      };
    case 'PARVIS_WORKFLOW_CLOCK':
      return { sentence: 'Un délai n’est pas un nombre de jours entier, d’un au moins.', where: 'way' };
    case 'PARVIS_WORKFLOW_DUPLICATE':
      return { sentence: `Deux choses portent le nom ${first}.`, where: 'way' };
    default:
      return {
        sentence: `${first} nomme ${second}, qui n’existe pas.`,
        where: 'way',
      };
  }
}
