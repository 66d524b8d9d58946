// A procedure in words: its questions, who may move it on, what silence means.

import { adviseOn, type Field, type Form } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import { kindOf } from '../workflow/actions/kinds.ts';
import { VERDICT_WORDS, VERDICTS } from '../workflow/actions/opinion.ts';
import { triggerWords } from '../workflow/trigger-words.ts';
import type { NoSilence, Silence, Transition, Workflow } from '../workflow/workflow.ts';
import { ruleInWords } from './rule-in-words.ts';

const NBSP = '\u00A0';

/** What each kind of question asks for. */
export const KIND_WORDS: Readonly<Record<Field['type'], string>> = {
  text: 'Texte court',
  textarea: 'Texte long',
  email: 'Adresse électronique',
  phone: 'Téléphone',
  url: 'Adresse d’un site',
  colour: 'Couleur',
  time: 'Heure',
  number: 'Nombre',
  amount: 'Somme en euros',
  date: 'Date',
  period: 'Du… au…',
  choice: 'Une réponse au choix',
  choices: 'Plusieurs réponses au choix',
  'yes-no': 'Oui ou non',
  tick: 'Case à cocher',
  address: 'Adresse postale',
  commune: 'Commune',
  person: 'Identité d’une personne',
  siret: 'SIRET',
  siren: 'SIREN',
  rna: 'Numéro RNA',
  iban: 'IBAN',
  plate: 'Plaque d’immatriculation',
  point: 'Point sur la carte',
  repeat: 'Bloc répété',
  computed: 'Valeur calculée',
  signature: 'Signature par code',
  file: 'Fichier',
  password: 'Mot de passe',
  hidden: 'Caché',
  info: 'À lire',
};

export function formInWords({ pages }: Form) {
  const fields = pages.flatMap((page) => page.fields);
  return pages.map((page) => ({
    title: page.title,
    when: page.when === undefined ? null : ruleInWords(page.when, fields),
    stop: page.stop ?? false,
    questions: page.fields.map((field) => ({
      label: field.label,
      kind: KIND_WORDS[field.type],
      optional: field.optional ?? false,
      when: field.when === undefined ? null : ruleInWords(field.when, fields),
      options: 'options' in field ? field.options.map(({ label }) => label) : [],
    })),
  }));
}

export function transitionInWords(transition: Transition, { workflow, form, letters }: Definition) {
  const fields = [
    ...form.pages.flatMap((page) => page.fields),
    ...workflow.transitions.flatMap(({ asks = [], actions = [] }) => [
      ...asks,
      ...actions.flatMap((action) =>
        action.do === 'opinion' && action.into ? [opinionField(action.into)] : [],
      ),
    ]),
  ];
  return {
    label: transition.label,
    by: triggerWords(transition.by),
    when: transition.when === undefined ? null : ruleInWords(transition.when, fields),
    does: (transition.actions ?? []).map((action) => kindOf(action).words(action, letters)),
  };
}

/** An opinion as conditions name it. */
function opinionField(id: string): Field {
  const options = VERDICTS.map((value) => ({ value, label: VERDICT_WORDS[value] }));
  return { id, type: 'choice', label: 'Avis', options };
}

export function silenceInWords(silence: Silence | NoSilence): string {
  if (silence.means === 'nothing') return `Le silence ne vaut pas décision. ${silence.why}`;
  const meaning = silence.means === 'acceptance' ? 'accord' : 'refus';
  return `Sans réponse après ${silence.months}${NBSP}mois, le silence vaut ${meaning} (${silence.law}).`;
}

/** What is worth a second thought before publishing: nothing here prevents it. */
export function warningsOn({ form, workflow, scenarios }: Definition): readonly string[] {
  return [
    ...adviseOn(form).map(({ sentence }) => sentence),
    ...(workflow.silence.means === 'nothing' && workflow.silence.why.trim().length < 20
      ? ['Dites pourquoi le silence ne vaut pas décision\u00A0: une phrase, avec le texte de loi.']
      : []),
    ...(scenarios.length === 0
      ? ['Aucun scénario ne vérifie cette démarche. Ajoutez-en un avant de la changer.']
      : []),
    ...undated(workflow),
  ];
}

/** A request that waits for the body shows no deadline. */
function undated({ statuses }: Workflow): readonly string[] {
  return statuses
    .filter(({ kind, within }) => kind === 'received' && within === undefined)
    .map(
      ({ label }) =>
        `L’état «${NBSP}${label}${NBSP}» n’a pas de délai\u00A0: la boîte de réception ne dira pas quand répondre.`,
    );
}
