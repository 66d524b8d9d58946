// One status: its name, what it means to every inbox, what the citizen reads, and by when it must be left.

import type { Answers, Field } from '@parvis/forms';
import type { DeskCtx, RequestStatus } from '@parvis/kit';
import { freshId } from '../pooling/fresh-id.ts';
import type { Status } from '../workflow/workflow.ts';
import { numberIn, textIn } from './answers-in.ts';
import { chosen, longText, numberBox, shortText } from './boxes.ts';
import { drawEdit, type Returned, saveEdit } from './edit.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import { gone } from './standing.ts';
import { orNew, STATUS } from './things.ts';

const NEW = 'nouveau';

const KINDS: readonly (readonly [RequestStatus, string])[] = [
  ['received', 'Elle vient d’arriver'],
  ['in-progress', 'Quelqu’un s’en occupe'],
  ['waiting', 'Quelque chose est attendu de l’usager\u00A0: le délai s’arrête'],
  ['done', 'Elle est traitée'],
  ['refused', 'Elle est refusée'],
  ['cancelled', 'Elle est classée'],
];

function boxes(status: Status | null): readonly Field[] {
  return [
    shortText('nom', 'Nom de l’état', status?.label, { maxLength: 60 }),
    chosen('nature', 'Ce que devient la demande', status?.kind ?? '', KINDS),
    longText('usager', 'Ce que lit l’usager', status?.citizen, {
      help: 'Avec ce qui se passe ensuite, et ce qu’il a à faire.',
      maxLength: 1_000,
    }),
    numberBox('delai', 'Délai pour en sortir', status?.within, { min: 1, max: 730, unit: 'jours' }),
  ];
}

function statusOf(plan: Plan, id: string): Status | null {
  if (id === NEW) return null;
  const found = plan.definition.workflow.statuses.find((one) => one.id === id);
  if (!found) throw gone(plan, 'Cet état');
  return found;
}

export async function statusPage(page: DeskCtx, planId: string, id: string): Promise<Response> {
  return draw(page, await planFor(page, planId), id);
}

function draw(page: DeskCtx, plan: Plan, id: string, returned: Returned = {}): Response {
  const status = statusOf(plan, id);
  return drawEdit(
    page,
    plan,
    {
      title: status ? `L’état «\u00A0${status.label}\u00A0»` : 'Ajouter un état',
      action: addressOf(plan, 'etats', id),
      back: { href: addressOf(plan, 'chemin'), text: 'Revenir au chemin' },
      sections: [{ fields: boxes(status) }],
      part: 'chemin',
      submit: status ? 'Enregistrer l’état' : 'Ajouter l’état',
    },
    returned,
  );
}

export async function saveStatus(page: DeskCtx, planId: string, id: string): Promise<Response> {
  return saveEdit(page, planId, {
    thing: orNew(STATUS, NEW),
    name: id,
    at: ['etats', id],
    fields: (plan) => boxes(statusOf(plan, id)),
    apply: ({ definition }, _, answers) => {
      const { workflow } = definition;
      const taken = new Set([...workflow.statuses.map((one) => one.id), NEW]);
      const status = workflow.statuses.find((one) => one.id === id);
      const made = statusIn(answers, status, freshId(textIn(answers, 'nom'), taken));
      const statuses = status
        ? workflow.statuses.map((one) => (one === status ? made : one))
        : [...workflow.statuses, made];
      return { definition: { ...definition, workflow: { ...workflow, statuses } } };
    },
    draw: (plan, _, returned) => draw(page, plan, id, returned),
    next: (plan) => addressOf(plan, 'chemin'),
  });
}

/** What no box sets is untouched. */
function statusIn(answers: Answers, before: Status | undefined, freshName: string): Status {
  const { within: _within, ...kept } = before ?? { id: freshName };
  const within = numberIn(answers, 'delai');
  return {
    ...kept,
    label: textIn(answers, 'nom'),
    kind: KINDS.find(([kind]) => kind === textIn(answers, 'nature'))?.[0] ?? 'in-progress',
    citizen: textIn(answers, 'usager'),
    ...(within !== undefined && { within }),
  };
}
