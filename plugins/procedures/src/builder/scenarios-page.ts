// The scenarios of a plan, run each time they are looked at.

import type { DeskCtx } from '@parvis/kit';
import { runScenario } from '../workflow/scenario.ts';
import { refused, savePress } from './edit.ts';
import { navOf } from './nav.ts';
import { addressOf, planFor } from './plans.ts';

export async function scenariosPage(page: DeskCtx, planId: string): Promise<Response> {
  const plan = await planFor(page, planId);
  const { definition } = plan;
  const results = definition.scenarios.map((one, at) => ({
    ...runScenario(definition, one),
    at,
    look: `${addressOf(plan, 'apercu')}?scenario=${at}`,
  }));
  return page.page(
    'desk-builder-scenarios',
    {
      nav: navOf(plan, 'scenarios'),
      action: addressOf(plan, 'scenarios'),
      preview: addressOf(plan, 'apercu'),
      revision: plan.revision,
      results,
      failed: results.filter(({ failures }) => failures.length > 0).length,
    },
    { title: `Scénarios\u00A0: ${plan.title}` },
  );
}

export async function pressScenario(page: DeskCtx, planId: string): Promise<Response> {
  const plan = await planFor(page, planId);
  const at = Number((await page.body()).get('retirer'));
  const { definition } = plan;
  if (!definition.scenarios[at]) throw refused(plan, 'Ce scénario n’est plus là.');
  const scenarios = definition.scenarios.filter((_, other) => other !== at);
  return savePress(page, plan, { definition: { ...definition, scenarios } }, addressOf(plan, 'scenarios'));
}
