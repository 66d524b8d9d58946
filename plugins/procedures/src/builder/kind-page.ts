// Changing what a question asks for: what it keeps and loses is said first, then one button does it.

import type { Answers, Field } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { KIND_WORDS } from '../pooling/in-words.ts';
import { optionsOf } from '../pooling/proposed-answers.ts';
import { type Addable, type Ground, kindOffers, kindsFor } from './addable.ts';
import { linesIn, textIn } from './answers-in.ts';
import { chosen, lines } from './boxes.ts';
import { drawEdit, type Returned, saveEdit } from './edit.ts';
import { type Placed, placed } from './field-place.ts';
import { optionsFrom } from './kind-carry.ts';
import { changeKind, type KindChange } from './kind-change.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import { questionAt } from './question-page.ts';
import { QUESTION } from './things.ts';

const groundOf = ({ within, step }: Placed): Ground => (step ? 'step' : within ? 'block' : 'page');

function boxes(found: Placed): readonly Field[] {
  const { field } = found;
  const offers = kindOffers(groundOf(found)).filter(([kind]) => kind !== field.type);
  return [
    chosen('nature', 'Ce qu’elle demandera', '', offers),
    {
      ...lines(
        'options',
        'Réponses proposées',
        optionsFrom(field).map(({ label }) => label),
        'Une par ligne.',
      ),
      when: { in: [{ var: 'nature' }, ['choice', 'choices']] },
    },
  ];
}

interface Shown extends Returned {
  readonly change?: KindChange | null;
  readonly kind?: Addable | null;
}

export async function kindPage(page: DeskCtx, planId: string, path: string): Promise<Response> {
  return draw(page, await planFor(page, planId), path);
}

function draw(page: DeskCtx, plan: Plan, path: string, shown: Shown = {}): Response {
  const found = questionAt(plan, path);
  const { field, step } = found;
  const back = addressOf(plan, 'questions', path);
  const { change = null, kind = null } = shown;
  const becomes = kind ? KIND_WORDS[kind] : '';
  return drawEdit(
    page,
    plan,
    {
      title: 'Changer ce qu’elle demande',
      lead: `«\u00A0${field.label}\u00A0»\u00A0: ${KIND_WORDS[field.type]}.`,
      action: addressOf(plan, 'questions', path, 'nature'),
      back: { href: back, text: 'Revenir sans changer' },
      sections: [{ fields: boxes(found) }],
      part: step ? 'chemin' : '',
      submit: `Changer en «\u00A0${becomes}\u00A0»`,
      view: 'desk-builder-kind',
      more: {
        change: change && {
          kept: change.kept,
          lost: change.lost,
          first: change.first.map(({ words, at }) => ({
            words,
            href: at.length > 0 ? addressOf(plan, ...at) : null,
          })),
          along: change.along,
          kind: becomes,
          said: kind,
        },
      },
    },
    shown,
  );
}

export async function saveKind(page: DeskCtx, planId: string, path: string): Promise<Response> {
  const body = await page.body();
  // Nothing is changed but what was said.
  const decided = body.get('faire') === 'changer' && body.get('dit') === body.get('nature');
  return saveEdit(page, planId, {
    thing: QUESTION,
    name: path,
    at: ['questions', path, 'nature'],
    fields: (plan) => boxes(questionAt(plan, path)),
    apply(plan, _, answers) {
      const change = changeOf(plan, path, answers);
      if (!change) return 'Choisissez ce qu’elle demandera.';
      if (change.first.length > 0)
        return `Changez d’abord\u00A0: ${change.first.map(({ words }) => words).join('\u202F; ')}.`;
      return { definition: change.definition };
    },
    draw: (plan, _, returned) => draw(page, plan, path, returned),
    look: (plan, _, answers, returned) =>
      draw(page, plan, path, {
        ...returned,
        change: changeOf(plan, path, answers),
        kind: kindsFor('page').find((one) => one === textIn(answers, 'nature')) ?? null,
      }),
    onlyLooks: !decided,
    next: (plan, _, { definition }) => {
      const becomes = definition && placed(definition, path)?.field.type;
      return addressOf(plan, 'questions', path, ...(becomes === 'computed' ? ['calcul'] : []));
    },
  });
}

function changeOf(plan: Plan, path: string, answers: Answers): KindChange | null {
  const found = questionAt(plan, path);
  const kind = kindsFor(groundOf(found)).find((one) => one === textIn(answers, 'nature'));
  if (!kind) return null;
  const options = optionsOf(optionsFrom(found.field), linesIn(answers, 'options').join('\n'));
  return changeKind(plan.definition, path, kind, options);
}
