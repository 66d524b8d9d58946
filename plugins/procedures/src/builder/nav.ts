// The parts of a plan, on each of its pages.

import { addressOf, type Plan } from './plans.ts';

export interface Nav {
  readonly title: string;
  readonly fresh: boolean;
  readonly links: readonly { readonly href: string; readonly text: string }[];
}

export function navOf(plan: Plan): Nav {
  const to = (part: string, text: string) => ({ href: addressOf(plan, part), text });
  return {
    title: plan.title,
    fresh: plan.baseId === null,
    links: [
      { href: addressOf(plan), text: 'Formulaire' },
      to('apercu', 'Aperçu'),
      to('chemin', 'Chemin de la demande'),
      to('fiche', 'Fiche'),
      to('scenarios', 'Scénarios'),
      to('publication', 'Publier'),
    ],
  };
}
