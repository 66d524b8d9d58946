// A plan on one page: its form in order, what to mend, and the small buttons that move and take away.

import type { DeskCtx } from '@parvis/kit';
import { calculationInWords } from '../pooling/calculation-in-words.ts';
import { formInWords } from '../pooling/in-words.ts';
import type { Definition } from '../schema.ts';
import { quoted } from '../workflow/actions/kind.ts';
import { refused, savePress } from './edit.ts';
import { faultsOf } from './faults.ts';
import { placed, stepPath, withMoved } from './field-place.ts';
import { navOf } from './nav.ts';
import { type Direction, fieldsOf, movePage, withPage } from './outline.ts';
import { addressOf, dropPlan, type Plan, planFor, WORKSHOP } from './plans.ts';
import { usesOf, withoutField } from './uses.ts';
import { placeOfFault, warningsOf } from './warnings.ts';

export async function outlinePage(page: DeskCtx, id: string): Promise<Response> {
  const plan = await planFor(page, id);
  const { definition } = plan;
  const words = formInWords(definition.form);
  return page.page(
    'desk-builder-outline',
    {
      nav: navOf(plan),
      title: plan.title,
      revision: plan.revision,
      saved: { at: plan.changedAt, by: plan.changedBy },
      order: addressOf(plan, 'ordre'),
      abandon: addressOf(plan, 'abandon'),
      fresh: plan.baseId === null,
      more: addressOf(plan, 'pages', 'nouvelle'),
      pages: definition.form.pages.map((one, rank) => ({
        id: one.id,
        title: one.title,
        href: addressOf(plan, 'pages', one.id),
        add: addressOf(plan, 'pages', one.id, 'question'),
        condition: addressOf(plan, 'pages', one.id, 'condition'),
        stop: one.stop ?? false,
        when: words[rank]?.when ?? null,
        first: rank === 0,
        last: rank === definition.form.pages.length - 1,
        questions: one.fields.map((field, at) => ({
          id: field.id,
          label: field.label,
          href: addressOf(plan, 'questions', field.id),
          kind: words[rank]?.questions[at]?.kind ?? '',
          optional: words[rank]?.questions[at]?.optional ?? false,
          when: words[rank]?.questions[at]?.when ?? null,
          calculation:
            field.type === 'computed' ? calculationInWords(field.rule, fieldsOf(definition.form)) : null,
        })),
      })),
      faults: faultsOf(definition).map((fault) => ({
        sentence: fault.sentence,
        ...placeOfFault(plan, fault),
      })),
      warnings: warningsOf(plan),
    },
    { title: plan.title },
  );
}

/** « monter question quoi », « retirer page lieu » */
export async function pressOutline(page: DeskCtx, id: string): Promise<Response> {
  const plan = await planFor(page, id);
  const [verb = '', what = '', name = ''] = ((await page.body()).get('faire') ?? '').split(' ');
  const { definition } = plan;
  const [outer = '', inner] = name.split('.');
  const step = stepPath(name)?.[0];
  const around =
    step !== undefined
      ? `${addressOf(plan, 'etapes', step)}#remplit`
      : inner === undefined
        ? null
        : addressOf(plan, 'questions', outer);
  if (verb !== 'retirer') {
    const moved =
      what === 'page'
        ? { ...definition, form: movePage(definition.form, name, directionOf(verb)) }
        : withMoved(definition, name, directionOf(verb));
    return savePress(page, plan, { definition: moved }, around ?? `${addressOf(plan)}#${what}-${name}`);
  }
  const without = what === 'page' ? withoutPage(plan, name) : withoutQuestion(plan, name);
  return savePress(page, plan, { definition: without }, around ?? addressOf(plan));
}

const directionOf = (verb: string): Direction => (verb === 'monter' ? 'up' : 'down');

function withoutQuestion(plan: Plan, path: string): Definition {
  const found = placed(plan.definition, path);
  if (!found) throw refused(plan, 'Cette question n’est plus là.');
  const uses = usesOf(plan.definition, path);
  if (uses.length > 0) throw refused(plan, usedSentence(found.field.label, uses));
  if (found.within?.fields.length === 1)
    throw refused(plan, `Le bloc ${quoted(found.within.label)} doit poser au moins une question.`);
  return withoutField(plan.definition, path);
}

/** A page goes with its questions, where nothing elsewhere uses them. */
function withoutPage(plan: Plan, pageId: string): Definition {
  const { definition } = plan;
  const page = definition.form.pages.find((one) => one.id === pageId);
  if (!page) throw refused(plan, 'Cette page n’est plus là.');
  if (definition.form.pages.length === 1) throw refused(plan, 'Il faut au moins une page.');
  const told = definition.scenarios.find(({ steps }) =>
    steps.some((step) => 'stopsAt' in step && step.stopsAt === pageId),
  );
  if (told) throw refused(plan, `Le scénario ${quoted(told.name)} s’arrête sur cette page.`);
  let left = definition;
  // The last ones first: conditions read what comes before.
  for (const field of page.fields.toReversed()) {
    const uses = usesOf(left, field.id);
    if (uses.length > 0) throw refused(plan, usedSentence(field.label, uses));
    left = withoutField(left, field.id);
  }
  return { ...left, form: withPage(left.form, pageId, null) };
}

function usedSentence(label: string, uses: readonly string[]): string {
  return `La question ${quoted(label)} sert ailleurs\u00A0: ${uses.join('\u202F; ')}. Changez cela d’abord.`;
}

export async function abandonPlan(page: DeskCtx, id: string): Promise<Response> {
  const plan = await planFor(page, id);
  await page.write(async (tx) => {
    if (await dropPlan(tx, page.actor.authority.id, plan.id))
      await tx.record('plan-dropped', { kind: 'procedure', id: plan.id, details: { slug: plan.slug } });
  });
  return page.seeOther(WORKSHOP);
}
