// The way of a request, drawn and told, with what may be changed of it; and the small buttons that take away.

import type { DeskCtx } from '@parvis/kit';
import { diagramOf } from '../pooling/diagram.ts';
import { silenceInWords, transitionInWords } from '../pooling/in-words.ts';
import type { Definition } from '../schema.ts';
import { quoted } from '../workflow/actions/kind.ts';
import { refused, savePress } from './edit.ts';
import { faultsOf } from './faults.ts';
import { navOf } from './nav.ts';
import { fieldsOf, moved } from './outline.ts';
import { bareTitle } from './places.ts';
import { addressOf, type Plan, planFor } from './plans.ts';

export async function wayPage(page: DeskCtx, planId: string): Promise<Response> {
  const plan = await planFor(page, planId);
  const { definition } = plan;
  const { workflow, letters, requester } = definition;
  const label = (id: string | undefined) =>
    fieldsOf(definition.form).find((one) => one.id === id)?.label ?? null;
  const state = (id: string) => workflow.statuses.find((one) => one.id === id)?.label ?? id;
  return page.page(
    'desk-builder-way',
    {
      nav: navOf(plan, 'chemin'),
      action: addressOf(plan, 'chemin'),
      revision: plan.revision,
      diagram: diagramOf(definition),
      faults: faultsOf(definition).filter(({ where }) => where !== 'form' && where !== 'scenarios'),
      silence: { text: silenceInWords(workflow.silence), href: addressOf(plan, 'silence') },
      requester: {
        href: addressOf(plan, 'demandeur'),
        name: requester.name.map(label).filter(Boolean).join(' et '),
        email: label(requester.email),
        phone: label(requester.phone),
      },
      statuses: workflow.statuses.map(({ id, label: text, citizen, within }, at) => ({
        id,
        text,
        citizen,
        within: within ?? null,
        first: at === 0,
        href: addressOf(plan, 'etats', id),
      })),
      transitions: workflow.transitions.map((one) => ({
        ...transitionInWords(one, definition),
        from: one.from.map(state),
        to: state(one.to),
        id: one.id,
        asks: (one.asks ?? []).map((field) => field.label),
        href: addressOf(plan, 'etapes', one.id),
      })),
      letters: letters.map(({ id, title }) => ({
        id,
        text: bareTitle(title),
        href: addressOf(plan, 'lettres', id),
      })),
      more: {
        status: addressOf(plan, 'etats', 'nouveau'),
        transition: addressOf(plan, 'etapes', 'nouvelle'),
        letter: addressOf(plan, 'lettres', 'nouvelle'),
      },
    },
    { title: `Chemin de la demande\u00A0: ${plan.title}` },
  );
}

/** « retirer etat relancee » */
export async function pressWay(page: DeskCtx, planId: string): Promise<Response> {
  const plan = await planFor(page, planId);
  const [verb = '', what = '', id = ''] = ((await page.body()).get('faire') ?? '').split(' ');
  return savePress(page, plan, { definition: pressed(plan, verb, what, id) }, addressOf(plan, 'chemin'));
}

function pressed(plan: Plan, verb: string, what: string, id: string): Definition {
  const { definition } = plan;
  const { workflow, letters } = definition;
  if (verb === 'monter' && what === 'etat')
    return { ...definition, workflow: { ...workflow, statuses: moved(workflow.statuses, id, 'up') } };
  if (verb === 'monter' && what === 'etape')
    return { ...definition, workflow: { ...workflow, transitions: moved(workflow.transitions, id, 'up') } };
  if (verb !== 'retirer') throw refused(plan, 'Ce bouton n’est plus là.');
  const uses = usesOfPart(definition, what, id);
  if (uses.length > 0)
    throw refused(plan, `Cela sert ailleurs\u00A0: ${uses.join('\u202F; ')}. Changez cela d’abord.`);
  switch (what) {
    case 'etat':
      return {
        ...definition,
        workflow: { ...workflow, statuses: workflow.statuses.filter((one) => one.id !== id) },
      };
    case 'etape':
      return {
        ...definition,
        workflow: { ...workflow, transitions: workflow.transitions.filter((one) => one.id !== id) },
      };
    default:
      return { ...definition, letters: letters.filter((one) => one.id !== id) };
  }
}

/** Where a status, a step or a letter is used: by steps, by silence, by scenarios. */
function usesOfPart({ workflow, scenarios }: Definition, what: string, id: string): readonly string[] {
  const told = scenarios
    .filter(({ steps }) => JSON.stringify(steps).includes(JSON.stringify(id)))
    .map(({ name }) => `le scénario ${quoted(name)}`);
  if (what === 'etat')
    return [
      ...workflow.transitions
        .filter(({ from, to }) => to === id || from.includes(id))
        .map(({ label }) => `le bouton ${quoted(label)}`),
      ...(workflow.silence.means !== 'nothing' && workflow.silence.to === id ? ['le sens du silence'] : []),
      ...(workflow.statuses.length === 1 ? ['le chemin, qui doit avoir un état'] : []),
      ...told,
    ];
  if (what === 'lettre')
    return [
      ...workflow.transitions
        .filter(({ actions = [] }) => actions.some((one) => one.do === 'letter' && one.letter === id))
        .map(({ label }) => `le bouton ${quoted(label)}`),
      ...told,
    ];
  return told;
}
