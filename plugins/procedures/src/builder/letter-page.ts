// One letter that the workflow sends: its title, its text, who signs.

import type { Field } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { freshId } from '../pooling/fresh-id.ts';
import type { LetterTemplate } from '../workflow/workflow.ts';
import { textIn } from './answers-in.ts';
import { longText, shortText } from './boxes.ts';
import { drawEdit, type Returned, saveEdit } from './edit.ts';
import { placesOf, unknownPlace } from './places.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import { gone } from './standing.ts';
import { LETTER, orNew } from './things.ts';

const NEW = 'nouvelle';

function boxes(letter: LetterTemplate | null): readonly Field[] {
  return [
    shortText('titre', 'Titre', letter?.title, { maxLength: 200 }),
    longText('texte', 'Texte', letter?.paragraphs.join('\n\n'), {
      help: 'Une ligne vide sépare deux paragraphes. L’en-tête, la date et l’adresse s’ajoutent d’elles-mêmes.',
      maxLength: 8_000,
    }),
    shortText('signe', 'Qui signe', letter?.signedBy, { maxLength: 100 }),
  ];
}

function letterOf(plan: Plan, id: string): LetterTemplate | null {
  if (id === NEW) return null;
  const found = plan.definition.letters.find((one) => one.id === id);
  if (!found) throw gone(plan, 'Cette lettre');
  return found;
}

export async function letterPage(page: DeskCtx, planId: string, id: string): Promise<Response> {
  return draw(page, await planFor(page, planId), id);
}

function draw(page: DeskCtx, plan: Plan, id: string, returned: Returned = {}): Response {
  const letter = letterOf(plan, id);
  return drawEdit(
    page,
    plan,
    {
      title: letter ? `La lettre «\u00A0${letter.title}\u00A0»` : 'Ajouter une lettre',
      action: addressOf(plan, 'lettres', id),
      back: { href: addressOf(plan, 'chemin'), text: 'Revenir au chemin' },
      sections: [{ fields: boxes(letter) }],
      part: 'chemin',
      submit: letter ? 'Enregistrer la lettre' : 'Ajouter la lettre',
      more: { places: placesOf(plan.definition) },
    },
    returned,
  );
}

export async function saveLetter(page: DeskCtx, planId: string, id: string): Promise<Response> {
  return saveEdit(page, planId, {
    thing: orNew(LETTER, NEW),
    name: id,
    at: ['lettres', id],
    fields: (plan) => boxes(letterOf(plan, id)),
    apply: ({ definition }, _, answers) => {
      const letter = definition.letters.find((one) => one.id === id);
      const title = textIn(answers, 'titre');
      const paragraphs = textIn(answers, 'texte')
        .split(/\n{2,}/)
        .map((one) => one.trim())
        .filter(Boolean);
      const wrong = unknownPlace(definition, [title, ...paragraphs]);
      if (wrong !== null) return wrong;
      const taken = new Set([...definition.letters.map((one) => one.id), NEW]);
      const made = {
        id: letter?.id ?? freshId(title, taken),
        title,
        paragraphs,
        signedBy: textIn(answers, 'signe'),
      };
      const letters = letter
        ? definition.letters.map((one) => (one === letter ? made : one))
        : [...definition.letters, made];
      return { definition: { ...definition, letters } };
    },
    draw: (plan, _, returned) => draw(page, plan, id, returned),
    next: (plan) => addressOf(plan, 'chemin'),
  });
}
