// One question, set as one likes, with what a person sees of it beside.

import { type Field, fieldSet, readFields } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { KIND_WORDS } from '../pooling/in-words.ts';
import { stillProposed } from '../pooling/proposed-answers.ts';
import { ruleInWords } from '../pooling/rule-in-words.ts';
import { drawEdit, gone, type Returned, saveEdit } from './edit.ts';
import { shownAlone } from './look.ts';
import { fieldAt, fieldsOf, withField } from './outline.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import { questionBoxes, questionWith } from './question-boxes.ts';
import { answeredInScenarios } from './sample-answer.ts';

interface Shown extends Returned {
  /** What was typed, as a question: seen before it is saved. */
  readonly seen?: Field;
}

export async function questionPage(page: DeskCtx, planId: string, path: string): Promise<Response> {
  return draw(page, await planFor(page, planId), path);
}

function draw(page: DeskCtx, plan: Plan, path: string, shown: Shown = {}): Response {
  const found = fieldAt(plan.definition.form, path);
  if (!found) throw gone(plan, 'Cette question');
  const { field, within, page: on } = found;
  const [outer = ''] = path.split('.');
  const siblings = within?.type === 'repeat' ? within.fields : fieldsOf(plan.definition.form);
  return drawEdit(
    page,
    plan,
    {
      title: field.label,
      lead: `${KIND_WORDS[field.type]}, ${within ? `dans «\u00A0${within.label}\u00A0»` : `page «\u00A0${on.title}\u00A0»`}.`,
      action: addressOf(plan, 'questions', path),
      back: within
        ? { href: addressOf(plan, 'questions', outer), text: `Revenir à «\u00A0${within.label}\u00A0»` }
        : { href: `${addressOf(plan)}#question-${field.id}`, text: 'Revenir au formulaire' },
      sections: [{ fields: questionBoxes(field, fieldsOf(plan.definition.form)) }],
      submit: 'Enregistrer la question',
      view: 'desk-builder-question',
      more: {
        order: addressOf(plan, 'ordre'),
        path,
        condition: addressOf(plan, 'questions', path, 'condition'),
        when: field.when === undefined ? null : ruleInWords(field.when, siblings),
        rule: field.type === 'computed' ? 'Le calcul est gardé tel quel.' : null,
        inside:
          field.type === 'repeat'
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
        seen: shown.seen !== undefined,
      },
    },
    shown,
  );
}

export async function saveQuestion(page: DeskCtx, planId: string, path: string): Promise<Response> {
  const plan = await planFor(page, planId);
  const found = fieldAt(plan.definition.form, path);
  if (!found) throw gone(plan, 'Cette question');
  const { field } = found;
  const fields = questionBoxes(field, fieldsOf(plan.definition.form));
  const body = await page.body();
  if (body.get('faire') === 'voir') {
    const outcome = readFields(fieldSet(fields), body, { today: localDay(page.site.zone, page.now) });
    if (!outcome.ok) return draw(page, plan, path, outcome);
    return draw(page, plan, path, { typed: outcome.typed, seen: questionWith(field, outcome.answers) });
  }
  return saveEdit(page, plan, {
    fields,
    apply: (answers) => {
      const changed = questionWith(field, answers);
      const { definition } = plan;
      const form = withField(definition.form, path, changed);
      const scenarios = definition.scenarios.map((one) => ({
        ...one,
        answers: stillProposed(form, one.answers),
      }));
      const wider = { ...definition, form, scenarios };
      return { definition: path.includes('.') ? wider : answeredInScenarios(wider, changed) };
    },
    again: (fresh, returned) => draw(page, fresh, path, returned),
    next: path.includes('.')
      ? addressOf(plan, 'questions', path.split('.')[0] ?? '')
      : `${addressOf(plan)}#question-${path}`,
  });
}
