// The sheet that citizens read before they begin: for whom, what to have at hand, the cost, the delay, the law.

import type { Answers, Field } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { linesIn, textIn } from './answers-in.ts';
import { chosen, lines, longText, shortText } from './boxes.ts';
import { drawEdit, type Returned, saveEdit } from './edit.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import type { Sheet } from './tables.ts';
import { ALWAYS } from './things.ts';

function sections(
  page: DeskCtx,
  { title, sheet }: Plan,
): readonly { readonly title: string; readonly fields: readonly Field[] }[] {
  const themes = [...new Set([...page.services.map(({ theme }) => theme), sheet.theme])]
    .filter(Boolean)
    .toSorted();
  const pooled = page.authorities.find(({ kind }) => kind === 'epci');
  return [
    {
      title: 'Dans le catalogue',
      fields: [
        shortText('titre', 'Le nom de la démarche', title, {
          help: 'Le verbe d’abord, en mots de tous les jours\u00A0: «\u00A0Réserver une salle\u00A0».',
          maxLength: 120,
        }),
        longText('resume', 'En une phrase', sheet.summary, { maxLength: 300 }),
        {
          ...chosen(
            'theme',
            'Thème',
            sheet.theme,
            themes.map((one) => [one, one]),
          ),
          other: 'Un autre thème',
        },
        lines('mots', 'Mots que les gens cherchent', sheet.keywords, 'Un par ligne.', true),
        ...(pooled
          ? [
              chosen('niveau', 'Qui traite les demandes', sheet.level, [
                ['commune', 'La commune de l’usager'],
                ['epci', pooled.name],
              ]),
            ]
          : []),
      ],
    },
    {
      title: 'La fiche',
      fields: [
        longText('pour', 'Pour qui', sheet.who, { maxLength: 500 }),
        lines('pieces', 'Ce qu’il faut avoir sous la main', sheet.need, 'Une chose par ligne.', true),
        shortText('prix', 'Le prix', sheet.cost, { maxLength: 200 }),
        shortText('delai', 'Le délai', sheet.delay, { maxLength: 200 }),
        longText('droit', 'La loi ou la délibération sur laquelle elle repose', sheet.legal, {
          optional: true,
          maxLength: 500,
        }),
      ],
    },
  ];
}

export async function sheetPage(page: DeskCtx, planId: string): Promise<Response> {
  return draw(page, await planFor(page, planId));
}

function draw(page: DeskCtx, plan: Plan, returned: Returned = {}): Response {
  return drawEdit(
    page,
    plan,
    {
      title: 'La fiche de la démarche',
      lead: 'Ce que les usagers lisent avant de commencer. Les coordonnées affichées sont celles de qui traite la demande.',
      action: addressOf(plan, 'fiche'),
      back: { href: addressOf(plan), text: 'Revenir au formulaire' },
      sections: sections(page, plan),
      part: 'fiche',
      submit: 'Enregistrer la fiche',
    },
    returned,
  );
}

export async function saveSheet(page: DeskCtx, planId: string): Promise<Response> {
  return saveEdit(page, planId, {
    thing: ALWAYS,
    name: '',
    at: ['fiche'],
    fields: (plan) => sections(page, plan).flatMap(({ fields }) => fields),
    apply: (plan, _, answers) => ({ title: textIn(answers, 'titre'), sheet: sheetIn(answers, plan.sheet) }),
    draw: (plan, _, returned) => draw(page, plan, returned),
    next: (plan) => addressOf(plan, 'publication'),
  });
}

function sheetIn(answers: Answers, before: Sheet): Sheet {
  const legal = textIn(answers, 'droit');
  const level = textIn(answers, 'niveau');
  return {
    summary: textIn(answers, 'resume'),
    theme: textIn(answers, 'theme'),
    keywords: linesIn(answers, 'mots'),
    who: textIn(answers, 'pour'),
    need: linesIn(answers, 'pieces'),
    cost: textIn(answers, 'prix'),
    delay: textIn(answers, 'delai'),
    ...(legal && { legal }),
    level: level === 'epci' || level === 'commune' ? level : before.level,
  };
}
