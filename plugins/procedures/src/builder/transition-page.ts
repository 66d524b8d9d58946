// One step of the way: its button, who presses it or which clock, from where to where, and the texts of what it sends. What
// else it does is told, and kept.

import type { Answers, Field } from '@parvis/forms';
import type { DeskCtx, Role } from '@parvis/kit';
import { freshId } from '../pooling/fresh-id.ts';
import { KIND_WORDS } from '../pooling/in-words.ts';
import { ruleInWords } from '../pooling/rule-in-words.ts';
import type { Definition } from '../schema.ts';
import { kindOf } from '../workflow/actions/kinds.ts';
import { ROLE_WORDS } from '../workflow/role-words.ts';
import { triggerWords } from '../workflow/trigger-words.ts';
import type { Action, Transition, Trigger } from '../workflow/workflow.ts';
import { listIn, numberIn, textIn } from './answers-in.ts';
import { chosen, longText, numberBox, several, shortText, yesNo } from './boxes.ts';
import { drawEdit, type Returned, saveEdit } from './edit.ts';
import { askedByAgents } from './field-place.ts';
import { fieldsOf } from './outline.ts';
import { placesOf, unknownPlace } from './places.ts';
import { addressOf, type Plan, planFor } from './plans.ts';
import { gone } from './standing.ts';
import { orNew, STEP } from './things.ts';

const NEW = 'nouvelle';
/** Those who handle requests. */
const ROLES: readonly Role[] = ['administrator', 'secretary', 'case-worker', 'advisor'];
const KEPT = 'tel-quel';

function boxes({ workflow }: Definition, one: Transition | null): readonly Field[] {
  const states = workflow.statuses.map(({ id, label }) => [id, label] as const);
  const by = one?.by ?? { kind: 'agent' as const };
  const known = by.kind === 'agent' || by.kind === 'citizen' || by.kind === 'clock';
  const pressed = { '===': [{ var: 'qui' }, 'agent'] };
  const timed = { '===': [{ var: 'qui' }, 'clock'] };
  return [
    shortText('nom', 'Ce que dit le bouton', one?.label, {
      help: 'Le verbe d’abord\u00A0: «\u00A0Fixer la collecte\u00A0».',
      maxLength: 80,
    }),
    several('depuis', 'Depuis', one?.from ?? [], states),
    chosen('vers', 'Vers', one?.to ?? '', states),
    chosen('qui', 'Qui le fait', known ? by.kind : KEPT, [
      ['agent', 'Un agent, par un bouton'],
      ['citizen', 'L’usager, depuis sa page de suivi'],
      ['clock', 'Personne\u00A0: après un délai'],
      ...(known ? [] : [[KEPT, triggerWords(by)] as const]),
    ]),
    {
      ...several(
        'roles',
        'Réservé à',
        by.kind === 'agent' ? (by.roles ?? []) : [],
        ROLES.map((role) => [role, ROLE_WORDS[role]]),
        true,
      ),
      help: 'Rien de coché\u00A0: tout agent qui traite les demandes.',
      when: pressed,
    },
    {
      ...numberBox('jours', 'Après combien de jours', by.kind === 'clock' ? by.days : undefined, {
        min: 1,
        max: 730,
      }),
      optional: false,
      when: timed,
    },
    {
      ...chosen('compte', 'Comptés depuis', by.kind === 'clock' ? by.since : 'status', [
        ['status', 'L’entrée dans l’état'],
        ['received', 'L’arrivée de la demande'],
      ]),
      when: timed,
    },
  ];
}

function actionSections({ letters }: Definition, one: Transition | null) {
  const texts = (one?.actions ?? []).map((action, at) => ({
    title: capital(kindOf(action).words(action, letters)),
    fields: [...textBoxes(action, at), yesNo(`garder-${at}`, 'Continuer à le faire\u202F?', true)],
  }));
  const more = {
    title: 'Faire aussi',
    fields: [
      {
        ...chosen('ajout', 'En plus', '', [
          ['', 'Rien de plus'],
          ['mail', 'Un courriel à l’usager'],
          ...letters.map(({ id, title }) => [`lettre:${id}`, `La lettre «\u00A0${title}\u00A0»`] as const),
        ]),
        optional: true,
      },
      { ...shortText('objet', 'Objet du courriel', undefined, { maxLength: 200 }), when: ADDED_MAIL },
      { ...longText('texte', 'Texte du courriel', undefined), when: ADDED_MAIL },
    ],
  };
  return [...texts, more];
}

const ADDED_MAIL = { '===': [{ var: 'ajout' }, 'mail'] };

function textBoxes(action: Action, at: number): readonly Field[] {
  if (action.do === 'mail')
    return [
      shortText(`objet-${at}`, 'Objet', action.subject, { maxLength: 200 }),
      longText(`texte-${at}`, 'Texte', action.text),
    ];
  if (action.do === 'sms') return [longText(`texte-${at}`, 'Texte', action.text, { maxLength: 320 })];
  return [];
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);

function transitionOf(plan: Plan, id: string): Transition | null {
  if (id === NEW) return null;
  const found = plan.definition.workflow.transitions.find((one) => one.id === id);
  if (!found) throw gone(plan, 'Cette étape');
  return found;
}

export async function transitionPage(page: DeskCtx, planId: string, id: string): Promise<Response> {
  return draw(page, await planFor(page, planId), id);
}

function draw(page: DeskCtx, plan: Plan, id: string, returned: Returned = {}): Response {
  const one = transitionOf(plan, id);
  const { definition } = plan;
  const asked = one && !returned.gone ? one : null;
  return drawEdit(
    page,
    plan,
    {
      title: one ? `Le bouton «\u00A0${one.label}\u00A0»` : 'Ajouter une étape',
      action: addressOf(plan, 'etapes', id),
      back: { href: addressOf(plan, 'chemin'), text: 'Revenir au chemin' },
      sections: sectionsOf(plan, id),
      view: 'desk-builder-step',
      part: 'chemin',
      submit: one ? 'Enregistrer l’étape' : 'Ajouter l’étape',
      more: {
        places: placesOf(definition),
        condition: asked && {
          href: addressOf(plan, 'etapes', id, 'condition'),
          words:
            asked.when === undefined
              ? null
              : ruleInWords(asked.when, [...fieldsOf(definition.form), ...askedByAgents(definition)]),
        },
        asks: asked && {
          order: addressOf(plan, 'ordre'),
          add: addressOf(plan, 'etapes', id, 'question'),
          // Only who presses a button fills anything in.
          pressed: asked.by.kind === 'agent',
          fields: (asked.asks ?? []).map((field) => ({
            path: `${id}:${field.id}`,
            label: field.label,
            kind: KIND_WORDS[field.type],
            optional: field.optional ?? false,
            href: addressOf(plan, 'questions', `${id}:${field.id}`),
          })),
        },
      },
    },
    returned,
  );
}

export async function saveTransition(page: DeskCtx, planId: string, id: string): Promise<Response> {
  return saveEdit(page, planId, {
    thing: orNew(STEP, NEW),
    name: id,
    at: ['etapes', id],
    fields: (plan) => sectionsOf(plan, id).flatMap(({ fields }) => fields),
    apply: ({ definition }, _, answers) => {
      const { workflow } = definition;
      const one = workflow.transitions.find((other) => other.id === id) ?? null;
      const taken = new Set([...workflow.transitions.map((other) => other.id), NEW]);
      const made = transitionIn(answers, one, one?.id ?? freshId(textIn(answers, 'nom'), taken));
      const wrong = unknownPlace(definition, (made.actions ?? []).flatMap(textsOf));
      if (wrong !== null) return wrong;
      const transitions = one
        ? workflow.transitions.map((other) => (other === one ? made : other))
        : [...workflow.transitions, made];
      return { definition: { ...definition, workflow: { ...workflow, transitions } } };
    },
    draw: (plan, _, returned) => draw(page, plan, id, returned),
    moved: (seen, now) => movedBoxes(actionsOf(seen, id), actionsOf(now, id)),
    next: (plan) => addressOf(plan, 'chemin'),
  });
}

function sectionsOf(plan: Plan, id: string) {
  const one = transitionOf(plan, id);
  return [{ fields: boxes(plan.definition, one) }, ...actionSections(plan.definition, one)];
}

function actionsOf({ definition }: Plan, id: string): readonly Action[] {
  return definition.workflow.transitions.find((one) => one.id === id)?.actions ?? [];
}

/** The boxes of an action are named by its rank: where others came or went, they are those of another. */
function movedBoxes(was: readonly Action[], is: readonly Action[]): ReadonlySet<string> {
  if (JSON.stringify(was.map((one) => one.do)) === JSON.stringify(is.map((one) => one.do))) return new Set();
  const ranks = Array.from({ length: Math.max(was.length, is.length) }, (_, at) => at);
  return new Set(
    ranks
      .filter((at) => JSON.stringify(was[at]) !== JSON.stringify(is[at]))
      .flatMap((at) => [`objet-${at}`, `texte-${at}`, `garder-${at}`]),
  );
}

const textsOf = (action: Action): readonly string[] =>
  action.do === 'mail' ? [action.subject, action.text] : action.do === 'sms' ? [action.text] : [];

function transitionIn(answers: Answers, before: Transition | null, id: string): Transition {
  const { actions: _actions, ...kept } = before ?? {};
  const actions = actionsIn(answers, before?.actions ?? []);
  return {
    ...kept,
    id,
    label: textIn(answers, 'nom'),
    from: listIn(answers, 'depuis'),
    to: textIn(answers, 'vers'),
    by: triggerIn(answers, before?.by),
    ...(actions.length > 0 && { actions }),
  };
}

function triggerIn(answers: Answers, before: Trigger | undefined): Trigger {
  switch (textIn(answers, 'qui')) {
    case 'citizen':
      return { kind: 'citizen' };
    case 'clock':
      return {
        kind: 'clock',
        days: numberIn(answers, 'jours') ?? 1,
        since: textIn(answers, 'compte') === 'received' ? 'received' : 'status',
      };
    case KEPT:
      return before ?? { kind: 'agent' };
    default: {
      const asked = listIn(answers, 'roles');
      const roles = ROLES.filter((role) => asked.includes(role));
      return { kind: 'agent', ...(roles.length > 0 && { roles }) };
    }
  }
}

function actionsIn(answers: Answers, before: readonly Action[]): readonly Action[] {
  const kept = before.flatMap((action, at): readonly Action[] => {
    if (answers[`garder-${at}`] === false) return [];
    const text = textIn(answers, `texte-${at}`);
    if (action.do === 'mail') return [{ ...action, subject: textIn(answers, `objet-${at}`), text }];
    return [action.do === 'sms' ? { ...action, text } : action];
  });
  const added = textIn(answers, 'ajout');
  if (added === 'mail')
    return [
      ...kept,
      { do: 'mail', to: 'citizen', subject: textIn(answers, 'objet'), text: textIn(answers, 'texte') },
    ];
  return added.startsWith('lettre:') ? [...kept, { do: 'letter', letter: added.slice(7) }] : kept;
}
