// What a good colleague says of a plan before it is published, each with the page that mends it.

import { adviseOn } from '@parvis/forms';
import { quoted } from '../workflow/actions/kind.ts';
import type { Fault } from './faults.ts';
import { fieldsOf } from './outline.ts';
import { addressOf, type Plan } from './plans.ts';
import { missingIn } from './sheet.ts';

export interface Warning {
  readonly sentence: string;
  readonly href: string;
  /** « Corriger la question » */
  readonly text: string;
}

/** Nothing here prevents publishing. */
export function warningsOf(plan: Plan): readonly Warning[] {
  return [...formWarnings(plan), ...wayWarnings(plan), ...sheetWarnings(plan)];
}

function formWarnings(plan: Plan): readonly Warning[] {
  return adviseOn(plan.definition.form).map(({ sentence, fieldId, pageId }) => {
    if (fieldId !== undefined)
      return { sentence, href: addressOf(plan, 'questions', fieldId), text: 'Voir la question' };
    if (pageId !== undefined)
      return { sentence, href: addressOf(plan, 'pages', pageId), text: 'Voir la page' };
    return { sentence, href: addressOf(plan), text: 'Voir le formulaire' };
  });
}

function wayWarnings(plan: Plan): readonly Warning[] {
  const { workflow, scenarios, form, requester } = plan.definition;
  const { silence } = workflow;
  const way = { href: addressOf(plan, 'chemin'), text: 'Voir le chemin' };
  return [
    ...(silence.means === 'nothing' && silence.why.trim().length < 20
      ? [
          {
            sentence:
              'Dites pourquoi le silence ne vaut pas décision\u00A0: une phrase, avec le texte de loi.',
            href: addressOf(plan, 'silence'),
            text: 'Régler le silence',
          },
        ]
      : []),
    ...workflow.statuses
      .filter(({ kind, within }) => kind === 'received' && within === undefined)
      .map(({ id, label }) => ({
        sentence: `L’état ${quoted(label)} n’a pas de délai\u00A0: la boîte de réception ne dira pas quand répondre.`,
        href: addressOf(plan, 'etats', id),
        text: 'Donner un délai',
      })),
    ...(tellsTheEnd(plan)
      ? []
      : [
          {
            sentence: 'Aucun bouton qui termine la demande n’écrit à la personne. Ajoutez-lui un courriel.',
            ...way,
          },
        ]),
    ...(requester.email === undefined && fieldsOf(form).some(({ type }) => type === 'email')
      ? [
          {
            sentence:
              'Dites quelle question donne l’adresse électronique\u00A0: l’accusé de réception y part.',
            href: addressOf(plan, 'demandeur'),
            text: 'Dire qui demande',
          },
        ]
      : []),
    ...(scenarios.length === 0
      ? [
          {
            sentence:
              'Aucun scénario ne vérifie cette démarche. Faites un essai dans l’aperçu, et gardez-le.',
            href: addressOf(plan, 'apercu'),
            text: 'Faire un essai',
          },
        ]
      : []),
  ];
}

/** Some step into a status that ends a request writes to the citizen. */
function tellsTheEnd({ definition }: Plan): boolean {
  const { statuses, transitions } = definition.workflow;
  const ends = new Set(statuses.filter(({ kind }) => kind === 'done').map(({ id }) => id));
  const into = transitions.filter(({ to }) => ends.has(to));
  return (
    into.length === 0 ||
    into.some(({ actions = [] }) =>
      actions.some((action) => action.do === 'letter' || (action.do === 'mail' && action.to === 'citizen')),
    )
  );
}

function sheetWarnings(plan: Plan): readonly Warning[] {
  const fiche = { href: addressOf(plan, 'fiche'), text: 'Compléter la fiche' };
  const missing = missingIn(plan.sheet);
  return [
    ...(missing.length > 0
      ? [{ sentence: `La fiche ne dit pas encore\u00A0: ${missing.join(', ')}.`, ...fiche }]
      : []),
    ...(plan.sheet.legal
      ? []
      : [
          {
            sentence:
              'La fiche ne cite pas de texte\u00A0: dites sur quelle loi ou quelle délibération la démarche repose (RGPD, art. 6).',
            ...fiche,
          },
        ]),
  ];
}

/** The page that mends what keeps a plan from being published. */
export function placeOfFault(plan: Plan, { where, calculation }: Fault): Pick<Warning, 'href' | 'text'> {
  if (calculation !== undefined)
    return { href: addressOf(plan, 'questions', calculation, 'calcul'), text: 'Dire le calcul' };
  switch (where) {
    case 'form':
      return { href: addressOf(plan), text: 'Voir le formulaire' };
    case 'way':
      return { href: addressOf(plan, 'chemin'), text: 'Voir le chemin' };
    case 'silence':
      return { href: addressOf(plan, 'silence'), text: 'Régler le silence' };
    case 'requester':
      return { href: addressOf(plan, 'demandeur'), text: 'Dire qui demande' };
    default:
      return { href: addressOf(plan, 'scenarios'), text: 'Voir les scénarios' };
  }
}
