// The form as a citizen would see it, page by page, with its rules at work. No request is made; the answers of a trial can be
// kept as a scenario.

import {
  type Answers,
  type FieldError,
  type FormPage,
  pageAfter,
  pageBefore,
  progress,
  readPage,
  summarise,
  type Typed,
  toPageControls,
  validateForm,
  visiblePages,
} from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { ruleInWords } from '../pooling/rule-in-words.ts';
import { FIRST_DAY, runScenario } from '../workflow/scenario.ts';
import { refused, savePress } from './edit.ts';
import { navOf } from './nav.ts';
import { fieldsOf } from './outline.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import { gone } from './standing.ts';
import { triable, trialAnswers } from './trial.ts';

const CHECK = 'verifier';

/** Begins at the first page, or at the one that is named, with the answers of a scenario where one is. */
export async function previewPage(
  page: DeskCtx,
  planId: string,
  { at, scenario }: { readonly at: string | undefined; readonly scenario: string | undefined },
): Promise<Response> {
  const plan = await planFor(page, planId);
  const answers = plan.definition.scenarios[Number(scenario)]?.answers ?? {};
  const form = triable(plan.definition.form);
  const first = form.pages.find(({ id }) => id === at) ?? visiblePages(form, answers)[0];
  if (!first) throw gone(plan, 'Cette page');
  return drawPage(page, plan, first, { answers });
}

interface Tried {
  readonly answers: Answers;
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly revealed?: boolean;
}

function drawPage(page: DeskCtx, plan: Plan, asked: FormPage, tried: Tried): Response {
  const { answers, typed = {}, errors = [], revealed = false } = tried;
  const form = triable(plan.definition.form);
  const today = localDay(page.site.zone, page.now);
  const { step, of } = progress(form, asked.id, answers);
  const before = pageBefore(form, asked.id, answers);
  const all = fieldsOf(form);
  return page.page(
    'desk-builder-preview',
    {
      nav: navOf(plan, 'apercu'),
      title: asked.title,
      intro: asked.intro ?? null,
      stop: asked.stop ?? false,
      step,
      of: of + 1,
      action: addressOf(plan, 'apercu'),
      answers: JSON.stringify(answers),
      page: asked.id,
      back: before?.id ?? null,
      controls: toPageControls(form, asked.id, { answers, typed, errors, today }),
      errors,
      asksMore: revealed,
      rules: [
        ...(asked.when === undefined
          ? []
          : [{ text: `Cette page est montrée ${ruleInWords(asked.when, all)}.` }]),
        ...asked.fields.flatMap(({ label, when }) =>
          when === undefined ? [] : [{ text: `«\u00A0${label}\u00A0»\u00A0: ${ruleInWords(when, all)}.` }],
        ),
      ],
      pages: form.pages.map(({ id, title }) => ({
        text: title,
        href: `${addressOf(plan, 'apercu')}?page=${id}`,
        shown: visiblePages(form, answers).some((one) => one.id === id),
      })),
      edit: addressOf(plan, 'pages', asked.id),
    },
    { title: `Aperçu\u00A0: ${plan.title}`, status: errors.length > 0 ? 422 : 200 },
  );
}

export async function answerPreview(page: DeskCtx, planId: string): Promise<Response> {
  const plan = await planFor(page, planId);
  const body = await page.body();
  const today = localDay(page.site.zone, page.now);
  const form = triable(plan.definition.form);
  const answers = trialAnswers(form, body.get('essai--reponses'), today);
  const [press = '', name = ''] = (body.get('essai--faire') ?? '').split(' ');
  if (press === 'garder') return keepTrial(page, plan, answers, body.get('essai--nom') ?? '');
  const pageId = press === 'revenir' ? name : (body.get('essai--page') ?? '');
  const asked = form.pages.find(({ id }) => id === pageId);
  if (!asked) throw gone(plan, 'Cette page');
  if (press === 'revenir') return drawPage(page, plan, asked, { answers });
  const reading = readPage(form, asked.id, body, answers, { today });
  if (reading.errors.length > 0 || reading.revealed.length > 0 || reading.reshaped)
    return drawPage(page, plan, asked, {
      ...reading,
      revealed: reading.revealed.length > 0 && reading.errors.length === 0,
    });
  const next = asked.stop ? asked : pageAfter(form, asked.id, reading.answers);
  return next
    ? drawPage(page, plan, next, { answers: reading.answers })
    : drawCheck(page, plan, reading.answers);
}

function drawCheck(page: DeskCtx, plan: Plan, answers: Answers): Response {
  const form = triable(plan.definition.form);
  const left = validateForm(form, answers, { today: localDay(page.site.zone, page.now) });
  return page.page(
    'desk-builder-preview-check',
    {
      nav: navOf(plan, 'apercu'),
      action: addressOf(plan, 'apercu'),
      answers: JSON.stringify(answers),
      revision: plan.revision,
      page: CHECK,
      last: visiblePages(form, answers).at(-1)?.id ?? '',
      left: left.map(({ message }) => message),
      sections: summarise(form, answers).map(({ title, rows }) => ({
        title,
        rows: rows.map(({ label, text }) => ({ label, text })),
      })),
      again: addressOf(plan, 'apercu'),
    },
    { title: `Aperçu\u00A0: ${plan.title}` },
  );
}

/** Keeps the trial: a request with these answers starts where the workflow says. */
async function keepTrial(page: DeskCtx, plan: Plan, answers: Answers, typed: string): Promise<Response> {
  const { definition } = plan;
  const taken = new Set(definition.scenarios.map(({ name }) => name));
  const wanted = typed.trim().slice(0, 150) || 'Un essai de l’aperçu';
  const name = taken.has(wanted) ? `${wanted} (${taken.size + 1})` : wanted;
  const stop = visiblePages(definition.form, answers).find((one) => one.stop);
  const first = definition.workflow.statuses[0]?.id ?? '';
  const steps = stop ? [{ stopsAt: stop.id }] : [{ expect: { status: first } }];
  const scenario = { name, answers, steps };
  const { failures } = runScenario(definition, scenario);
  if (failures.length > 0)
    throw refused(
      plan,
      `Cet essai ne peut pas être gardé (les scénarios se jouent le ${FIRST_DAY}, sans fichier joint)\u00A0: ${failures.join(' ')}`,
    );
  return savePress(
    page,
    plan,
    { definition: { ...definition, scenarios: [...definition.scenarios, scenario] } },
    addressOf(plan, 'scenarios'),
  );
}
