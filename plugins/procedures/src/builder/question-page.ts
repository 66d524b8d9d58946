// One question, set as one likes, with what a person sees of it beside.

import type { Field } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { calculationInWords } from '../pooling/calculation-in-words.ts';
import { KIND_WORDS } from '../pooling/in-words.ts';
import { stillProposed } from '../pooling/proposed-answers.ts';
import { ruleInWords } from '../pooling/rule-in-words.ts';
import { drawEdit, type Returned, saveEdit } from './edit.ts';
import { type Placed, placed, siblingsOf, withPlaced } from './field-place.ts';
import { shownAlone } from './look.ts';
import { fieldsOf } from './outline.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import { questionBoxes, questionWith } from './question-boxes.ts';
import { answeredInScenarios } from './sample-answer.ts';
import { gone } from './standing.ts';
import { QUESTION } from './things.ts';
import { usesOf } from './uses.ts';

interface Shown extends Returned {
  /** What was typed, as a question: seen before it is saved. */
  readonly seen?: Field;
}

export async function questionPage(page: DeskCtx, planId: string, path: string): Promise<Response> {
  return draw(page, await planFor(page, planId), path);
}

/** The question of a path; a page that says that it is not there, else. */
export function questionAt(plan: Plan, path: string): Placed {
  const found = placed(plan.definition, path);
  if (!found) throw gone(plan, 'Cette question');
  return found;
}

/** Where one comes from, and goes back to. */
function homeOf(
  plan: Plan,
  { field, within, step }: Placed,
): { readonly href: string; readonly text: string } {
  if (step)
    return {
      href: `${addressOf(plan, 'etapes', step.id)}#remplit`,
      text: `Revenir au bouton «\u00A0${step.label}\u00A0»`,
    };
  return within
    ? { href: addressOf(plan, 'questions', within.id), text: `Revenir à «\u00A0${within.label}\u00A0»` }
    : { href: `${addressOf(plan)}#question-${field.id}`, text: 'Revenir au formulaire' };
}

function draw(page: DeskCtx, plan: Plan, path: string, shown: Shown = {}): Response {
  const { definition } = plan;
  const found = questionAt(plan, path);
  const { field, within, page: on, step } = found;
  const to = (...parts: readonly string[]) => addressOf(plan, 'questions', path, ...parts);
  const uses = usesOf(definition, path);
  const noun = field.type === 'computed' ? 'valeur' : step ? 'case' : 'question';
  return drawEdit(
    page,
    plan,
    {
      title: field.label,
      lead: `${KIND_WORDS[field.type]}, ${whereIn(found)}.`,
      action: to(),
      back: homeOf(plan, found),
      sections: [{ fields: questionBoxes(field, fieldsOf(definition.form), { byAgents: step !== null }) }],
      part: step ? 'chemin' : '',
      submit: `Enregistrer la ${noun}`,
      view: 'desk-builder-question',
      more: {
        order: addressOf(plan, 'ordre'),
        path,
        noun,
        condition: step ? null : to('condition'),
        when: field.when === undefined ? null : ruleInWords(field.when, siblingsOf(definition, found)),
        kind: to('nature'),
        calculation:
          field.type === 'computed'
            ? {
                words: calculationInWords(field.rule, fieldsOf(definition.form)),
                isEmpty: field.rule === null,
                href: to('calcul'),
              }
            : null,
        uses,
        inside:
          field.type === 'repeat' && on
            ? {
                add: `${addressOf(plan, 'pages', on.id, 'question')}?bloc=${field.id}`,
                questions: field.fields.map((one) => ({
                  path: `${field.id}.${one.id}`,
                  label: one.label,
                  kind: KIND_WORDS[one.type],
                  href: addressOf(plan, 'questions', `${field.id}.${one.id}`),
                })),
              }
            : null,
        look: shownAlone([shown.seen ?? field]),
        looksAt: step ? 'Ce que voit l’agent' : 'Ce que voit l’usager',
        seen: shown.seen !== undefined,
      },
    },
    shown,
  );

  function whereIn({ page: one }: Placed): string {
    if (step) return `à remplir par l’agent, bouton «\u00A0${step.label}\u00A0»`;
    return within ? `dans «\u00A0${within.label}\u00A0»` : `page «\u00A0${one?.title ?? ''}\u00A0»`;
  }
}

export async function saveQuestion(page: DeskCtx, planId: string, path: string): Promise<Response> {
  const byAgents = path.includes(':');
  return saveEdit(page, planId, {
    thing: QUESTION,
    name: path,
    at: ['questions', path],
    fields: (plan) =>
      questionBoxes(questionAt(plan, path).field, fieldsOf(plan.definition.form), { byAgents }),
    apply: (plan, _, answers) => {
      const { field, page: on, within } = questionAt(plan, path);
      const changed = questionWith(field, answers, { byAgents });
      const definition = withPlaced(plan.definition, path, changed);
      if (byAgents) return { definition };
      const scenarios = definition.scenarios.map((one) => ({
        ...one,
        answers: stillProposed(definition.form, one.answers),
      }));
      const wider = { ...definition, scenarios };
      return { definition: on && !within ? answeredInScenarios(wider, changed) : wider };
    },
    draw: (plan, _, returned) => draw(page, plan, path, returned),
    look: (plan, _, answers, returned) =>
      draw(page, plan, path, {
        ...returned,
        seen: questionWith(questionAt(plan, path).field, answers, { byAgents }),
      }),
    next: (plan) => homeOf(plan, questionAt(plan, path)).href,
  });
}
