// One page of the form: its title, what it says, whether it stops, and what a person sees of it.

import type { Answers, Field, FormPage } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { freshId } from '../pooling/fresh-id.ts';
import { textIn } from './answers-in.ts';
import { blocksOf } from './blocks.ts';
import { longText, shortText, yesNo } from './boxes.ts';
import { drawEdit, type Returned, saveEdit } from './edit.ts';
import { shownAlone } from './look.ts';
import { withPage } from './outline.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import { gone } from './standing.ts';
import { orNew, PAGE } from './things.ts';

const NEW = 'nouvelle';

function boxesOf(one: FormPage | null): readonly Field[] {
  return [
    shortText('titre', 'Titre de la page', one?.title, {
      help: 'La question, quand la page n’en pose qu’une\u00A0: «\u00A0Où passer les prendre\u202F?\u00A0»',
      maxLength: 150,
    }),
    longText('intro', 'Introduction', one?.intro, {
      optional: true,
      help: 'Sur une page qui arrête la démarche, dites poliment pourquoi, et où s’adresser\u00A0: nom, téléphone, adresse.',
    }),
    yesNo('arret', 'La démarche s’arrête-t-elle sur cette page\u202F?', one?.stop === true),
  ];
}

function pageOf(plan: Plan, pageId: string): FormPage | null {
  if (pageId === NEW) return null;
  const found = plan.definition.form.pages.find(({ id }) => id === pageId);
  if (!found) throw gone(plan, 'Cette page');
  return found;
}

export async function pagePage(page: DeskCtx, planId: string, pageId: string): Promise<Response> {
  return draw(page, await planFor(page, planId), pageId);
}

async function draw(page: DeskCtx, plan: Plan, pageId: string, returned: Returned = {}): Promise<Response> {
  const one = pageOf(plan, pageId);
  return drawEdit(
    page,
    plan,
    {
      title: one ? one.title : 'Ajouter une page',
      action: addressOf(plan, 'pages', pageId),
      back: { href: addressOf(plan), text: 'Revenir au formulaire' },
      sections: [{ fields: boxesOf(one) }],
      submit: one ? 'Enregistrer la page' : 'Ajouter la page',
      view: 'desk-builder-page',
      more: {
        here: one &&
          !returned.gone && {
            add: addressOf(plan, 'pages', pageId, 'question'),
            condition: addressOf(plan, 'pages', pageId, 'condition'),
            block: addressOf(plan, 'pages', pageId, 'bloc'),
            stop: one.stop ?? false,
            blocks: await blocksOf(page),
            look: { title: one.title, intro: one.intro ?? null, controls: shownAlone(one.fields) },
            questions: one.fields.map(({ id, label }) => ({
              href: addressOf(plan, 'questions', id),
              text: label,
            })),
          },
      },
    },
    returned,
  );
}

export async function savePage(page: DeskCtx, planId: string, pageId: string): Promise<Response> {
  return saveEdit(page, planId, {
    thing: orNew(PAGE, NEW),
    name: pageId,
    at: ['pages', pageId],
    fields: (plan) => boxesOf(pageOf(plan, pageId)),
    apply: ({ definition }, _, answers) => {
      const one = definition.form.pages.find(({ id }) => id === pageId);
      const taken = new Set(definition.form.pages.map(({ id }) => id));
      // The addresses beside those of pages are the form's own: no page is named like one of them.
      const id = one?.id ?? freshId(`page ${textIn(answers, 'titre')}`, taken);
      const made = pageWith(one ?? { id, title: '', fields: [] }, answers);
      const form = one
        ? withPage(definition.form, one.id, made)
        : { pages: [...definition.form.pages, made] };
      return { definition: { ...definition, form } };
    },
    draw: (plan, _, returned) => draw(page, plan, pageId, returned),
    next: (plan, _, { definition }) =>
      addressOf(plan, 'pages', pageId === NEW ? (definition?.form.pages.at(-1)?.id ?? '') : pageId),
  });
}

function pageWith({ intro: _intro, stop: _stop, ...kept }: FormPage, answers: Answers): FormPage {
  const intro = textIn(answers, 'intro');
  return {
    ...kept,
    title: textIn(answers, 'titre'),
    ...(intro && { intro }),
    ...(answers['arret'] === true && { stop: true }),
  };
}
