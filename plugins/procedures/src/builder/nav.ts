// The parts of a plan, on each of its pages.

import { addressOf, type Plan } from './plans.ts';

export interface Nav {
  readonly title: string;
  readonly fresh: boolean;
  readonly links: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
}

/** `here` is the part that the page is of: `fiche`; the form without it. */
export function navOf(plan: Plan, here = ''): Nav {
  const to = (part: string, text: string) => ({
    href: part === '' ? addressOf(plan) : addressOf(plan, part),
    text,
    current: part === here,
  });
  return {
    title: plan.title,
    fresh: plan.baseId === null,
    links: [
      to('', 'Formulaire'),
      to('apercu', 'Aperçu'),
      to('chemin', 'Chemin de la demande'),
      to('fiche', 'Fiche'),
      to('scenarios', 'Scénarios'),
      to('publication', 'Publier'),
    ],
  };
}
