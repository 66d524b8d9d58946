// How sentences name a part of a procedure that is not its form.

import type { Part, Properties } from './units.ts';

const WORDS: Readonly<Record<Part, string>> = {
  requester: 'Ce qui dit qui demande',
  silence: 'Le sens du silence',
  status: 'L’état',
  transition: 'Le bouton',
  fee: 'Le tarif',
  letter: 'Le modèle de lettre',
  scenario: 'Le scénario',
};

const MANY: Readonly<Partial<Record<Part, string>>> = {
  status: 'Les états',
  transition: 'Les boutons',
  fee: 'Les tarifs',
  letter: 'Les modèles de lettres',
  scenario: 'Les scénarios',
};

/** « L’état « À compléter » », or the whole part without a unit. */
export function unitName(part: Part, unit?: Properties): string {
  const name = unit && [unit['label'], unit['title'], unit['name']].find((one) => typeof one === 'string');
  if (!unit) return MANY[part] ?? WORDS[part];
  return typeof name === 'string' ? `${WORDS[part]} «\u00A0${name}\u00A0»` : WORDS[part];
}

/** How a sentence names a property of a unit or of a question. */
export const PROPERTY_WORDS: Readonly<Record<string, string>> = {
  presence: 'Tout entier',
  type: 'Nature',
  order: 'Ordre',
  '@page': 'Page',
  label: 'Intitulé',
  title: 'Titre',
  intro: 'Introduction',
  help: 'Aide',
  example: 'Exemple',
  optional: 'Obligation',
  options: 'Réponses proposées',
  other: 'Réponse libre',
  when: 'Condition',
  rule: 'Calcul',
  min: 'Minimum',
  max: 'Maximum',
  minLength: 'Longueur minimale',
  maxLength: 'Longueur maximale',
  citizen: 'Ce que lit l’usager',
  within: 'Délai, en jours',
  decided: 'Décision prise',
  kind: 'Nature de l’état',
  from: 'Depuis',
  to: 'Vers',
  by: 'Qui',
  asks: 'Ce que l’agent remplit',
  actions: 'Ce qui est fait',
  paragraphs: 'Texte',
  signedBy: 'Signature',
  amount: 'Montant',
  steps: 'Étapes',
  name: 'Nom',
  email: 'Courriel',
  phone: 'Téléphone',
  subject: 'Façon de la nommer',
  error: 'Messages d’erreur',
  stop: 'Arrêt de la démarche',
};
