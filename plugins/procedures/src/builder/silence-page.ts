// What silence means, and who asks: what every procedure must state, for there is no default.

import type { Answers, Field } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import type { Definition } from '../schema.ts';
import type { NoSilence, Silence } from '../workflow/workflow.ts';
import { listIn, numberIn, textIn } from './answers-in.ts';
import { chosen, longText, numberBox, several, shortText } from './boxes.ts';
import { drawEdit, type Returned, saveEdit } from './edit.ts';
import { fieldsOf } from './outline.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import { ALWAYS } from './things.ts';

function silenceBoxes({ workflow }: Definition): readonly Field[] {
  const { silence, statuses } = workflow;
  const states = (kind: string) =>
    statuses.filter((one) => one.kind === kind).map(({ id, label }) => [id, label] as const);
  const speaks = { in: [{ var: 'sens' }, ['acceptance', 'refusal']] };
  const spoken = silence.means === 'nothing' ? null : silence;
  return [
    chosen('sens', 'Sans réponse de votre part, la demande est', silence.means, [
      ['acceptance', 'Acceptée (la règle générale\u00A0: CRPA, art. L231-1)'],
      ['refusal', 'Refusée (les exceptions\u00A0: CRPA, art. L231-4 à L231-6)'],
      ['nothing', 'Ni l’un ni l’autre\u00A0: aucune décision n’est demandée'],
    ]),
    {
      ...numberBox('mois', 'Après combien de mois', spoken?.months ?? 2, { min: 1, max: 24 }),
      optional: false,
      when: speaks,
    },
    {
      ...shortText('loi', 'Selon quel texte', spoken?.law, { maxLength: 200 }),
      when: speaks,
    },
    {
      ...chosen(
        'etat-accord',
        'L’état où mène l’accord',
        spoken?.means === 'acceptance' ? spoken.to : '',
        states('done'),
      ),
      when: { '===': [{ var: 'sens' }, 'acceptance'] },
    },
    {
      ...chosen(
        'etat-refus',
        'L’état où mène le refus',
        spoken?.means === 'refusal' ? spoken.to : '',
        states('refused'),
      ),
      when: { '===': [{ var: 'sens' }, 'refusal'] },
    },
    {
      ...longText(
        'pourquoi',
        'Pourquoi le silence ne vaut pas décision',
        silence.means === 'nothing' ? silence.why : undefined,
        {
          maxLength: 500,
        },
      ),
      when: { '===': [{ var: 'sens' }, 'nothing'] },
    },
  ].filter((field) => !('options' in field) || field.options.length > 0);
}

function silenceIn(answers: Answers): Silence | NoSilence {
  const means = textIn(answers, 'sens');
  if (means !== 'acceptance' && means !== 'refusal')
    return { means: 'nothing', why: textIn(answers, 'pourquoi') };
  return {
    means,
    months: numberIn(answers, 'mois') ?? 2,
    law: textIn(answers, 'loi'),
    to: textIn(answers, means === 'acceptance' ? 'etat-accord' : 'etat-refus'),
  };
}

export async function silencePage(page: DeskCtx, planId: string): Promise<Response> {
  return drawSilence(page, await planFor(page, planId));
}

function drawSilence(page: DeskCtx, plan: Plan, returned: Returned = {}): Response {
  return drawEdit(
    page,
    plan,
    {
      title: 'Ce que vaut le silence',
      lead: 'La date est calculée depuis l’arrivée de la demande, et annoncée à l’usager dans l’accusé de réception (CRPA, art. R112-11-1).',
      action: addressOf(plan, 'silence'),
      back: { href: addressOf(plan, 'chemin'), text: 'Revenir au chemin' },
      sections: [{ fields: silenceBoxes(plan.definition) }],
      part: 'chemin',
      submit: 'Enregistrer',
    },
    returned,
  );
}

export async function saveSilence(page: DeskCtx, planId: string): Promise<Response> {
  return saveEdit(page, planId, {
    thing: ALWAYS,
    name: '',
    at: ['silence'],
    fields: ({ definition }) => silenceBoxes(definition),
    apply: ({ definition }, _, answers) => {
      const silence = silenceIn(answers);
      if (silence.means !== 'nothing' && silence.to === '')
        return silence.means === 'acceptance'
          ? 'Aucun état du chemin ne dit que la demande est traitée. Ajoutez-en un d’abord.'
          : 'Aucun état du chemin ne dit que la demande est refusée. Ajoutez-en un d’abord.';
      return { definition: { ...definition, workflow: { ...definition.workflow, silence } } };
    },
    draw: (plan, _, returned) => drawSilence(page, plan, returned),
    next: (plan) => addressOf(plan, 'chemin'),
  });
}

function requesterBoxes({ form, requester }: Definition): readonly Field[] {
  const of = (...types: readonly Field['type'][]) =>
    fieldsOf(form)
      .filter(({ type }) => types.includes(type))
      .map(({ id, label }) => [id, label] as const);
  const none = [['', 'Aucune question'] as const];
  return [
    several('nom', 'Le nom de la personne est dans', requester.name, of('text', 'person')),
    chosen('courriel', 'Son adresse électronique', requester.email ?? '', [...none, ...of('email')]),
    chosen('telephone', 'Son téléphone', requester.phone ?? '', [...none, ...of('phone')]),
  ].filter((field) => !('options' in field) || field.options.length > 0);
}

export async function requesterPage(page: DeskCtx, planId: string): Promise<Response> {
  return drawRequester(page, await planFor(page, planId));
}

function drawRequester(page: DeskCtx, plan: Plan, returned: Returned = {}): Response {
  return drawEdit(
    page,
    plan,
    {
      title: 'Qui demande',
      lead: 'Les questions qui disent le nom de la personne et comment lui répondre.',
      action: addressOf(plan, 'demandeur'),
      back: { href: addressOf(plan, 'chemin'), text: 'Revenir au chemin' },
      sections: [{ fields: requesterBoxes(plan.definition) }],
      part: 'chemin',
      submit: 'Enregistrer',
    },
    returned,
  );
}

export async function saveRequester(page: DeskCtx, planId: string): Promise<Response> {
  return saveEdit(page, planId, {
    thing: ALWAYS,
    name: '',
    at: ['demandeur'],
    fields: ({ definition }) => requesterBoxes(definition),
    apply: ({ definition }, _, answers) => {
      const [email, phone] = [textIn(answers, 'courriel'), textIn(answers, 'telephone')];
      const requester = { name: listIn(answers, 'nom'), ...(email && { email }), ...(phone && { phone }) };
      return { definition: { ...definition, requester } };
    },
    draw: (plan, _, returned) => drawRequester(page, plan, returned),
    next: (plan) => addressOf(plan, 'chemin'),
  });
}
