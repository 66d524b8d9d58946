// What a body may say differently without touching how a procedure works: texts, proposed answers, delays, recipients,
// signatures. As one set of boxes, and back.

import type { Field, Form } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import type { MailRecipient } from '../workflow/actions/mail.ts';
import type { Fee } from '../workflow/fees.ts';
import type { Action, Status, Workflow } from '../workflow/workflow.ts';
import { optionsOf, stillProposed } from './proposed-answers.ts';

export interface TextSection {
  readonly title: string;
  readonly fields: readonly Field[];
}

export type Values = Readonly<Record<string, unknown>>;

// Boxes are named by where they stand: the page says which version it shows, and that never changes.
const name = (...parts: readonly (string | number)[]): string => parts.join('-');

/** What can be changed, with what is there as the first answer. */
export function textSections({ form, workflow, letters }: Definition): readonly TextSection[] {
  return [
    ...form.pages.map((page, p) => ({
      title: page.title,
      fields: [
        line(name('page', p, 'titre'), 'Titre de la page', page.title),
        area(name('page', p, 'intro'), 'Introduction', page.intro),
        ...page.fields.flatMap((field, f) => [
          line(name('q', p, f, 'label'), `Intitulé de «\u00A0${field.label}\u00A0»`, field.label),
          area(name('q', p, f, 'aide'), `Aide de «\u00A0${field.label}\u00A0»`, field.help),
          ...('options' in field
            ? [
                area(
                  name('q', p, f, 'options'),
                  `Réponses proposées à «\u00A0${field.label}\u00A0»`,
                  field.options.map(({ label }) => label).join('\n'),
                  'Une par ligne. Renommez une réponse sur sa ligne\u202F; ajoutez les nouvelles à la fin.',
                  true,
                ),
              ]
            : []),
        ]),
      ],
    })),
    {
      title: 'Les états et les délais',
      fields: workflow.statuses.flatMap((status, s) => [
        area(
          name('etat', s, 'usager'),
          `Ce que lit l’usager dans l’état «\u00A0${status.label}\u00A0»`,
          status.citizen,
          undefined,
          true,
        ),
        ...(status.within === undefined
          ? []
          : [
              {
                id: name('etat', s, 'delai'),
                type: 'number' as const,
                label: `Délai de l’état «\u00A0${status.label}\u00A0»`,
                min: 1,
                max: 730,
                unit: 'jours',
                default: status.within,
              },
            ]),
      ]),
    },
    {
      title: 'Les tarifs',
      fields: (workflow.fees ?? []).map((fee, f) => ({
        id: name('tarif', f),
        type: 'amount' as const,
        label: fee.label,
        min: 0,
        max: 99_999,
        default: fee.amount,
      })),
    },
    { title: 'Les courriels, les SMS, les avis', fields: actionFields(workflow) },
    {
      title: 'Les lettres',
      fields: letters.flatMap((letter, l) => [
        line(name('lettre', l, 'titre'), `Titre de la lettre «\u00A0${letter.title}\u00A0»`, letter.title),
        area(
          name('lettre', l, 'texte'),
          `Texte de «\u00A0${letter.title}\u00A0»`,
          letter.paragraphs.join('\n\n'),
          'Une ligne vide sépare deux paragraphes.',
          true,
        ),
        line(name('lettre', l, 'signe'), `Qui signe «\u00A0${letter.title}\u00A0»`, letter.signedBy),
      ]),
    },
  ].filter(({ fields }) => fields.length > 0);
}

function line(id: string, label: string, text: string): Field {
  return { id, type: 'text', label, default: text, maxLength: 300 };
}

function area(id: string, label: string, text: string | undefined, help?: string, required = false): Field {
  return {
    id,
    type: 'textarea',
    label,
    maxLength: 4_000,
    ...(text && { default: text }),
    ...(help && { help }),
    ...(!required && { optional: true }),
  };
}

function actionFields({ transitions }: Workflow): readonly Field[] {
  return transitions.flatMap((transition, t) =>
    (transition.actions ?? []).flatMap((action, a): readonly Field[] => {
      if (action.do === 'payment')
        return [
          area(
            name('courriel', t, a, 'texte'),
            `Texte qui demande de payer (${action.label})`,
            action.text,
            undefined,
            true,
          ),
        ];
      const whom = `«\u00A0${transition.label}\u00A0»`;
      if (action.do === 'sms')
        return [area(name('courriel', t, a, 'texte'), `SMS de ${whom}`, action.text, undefined, true)];
      if (action.do === 'opinion')
        return [
          {
            id: name('courriel', t, a, 'delai'),
            type: 'number',
            label: `Délai pour rendre l’avis demandé par ${whom}`,
            min: 1,
            max: 365,
            unit: 'jours',
            default: action.days,
          },
        ];
      if (action.do !== 'mail') return [];
      return [
        ...(!isCounter(action.to)
          ? []
          : [
              {
                id: name('courriel', t, a, 'a'),
                type: 'choice' as const,
                label: `À qui part le courriel de ${whom}`,
                options: [
                  { value: 'operator', label: 'Au service qui traite' },
                  { value: 'commune', label: 'À la commune de l’usager' },
                ],
                default: action.to,
              },
            ]),
        line(name('courriel', t, a, 'objet'), `Objet du courriel de ${whom}`, action.subject),
        area(name('courriel', t, a, 'texte'), `Texte du courriel de ${whom}`, action.text, undefined, true),
      ];
    }),
  );
}

/** A counter may be exchanged for the other. Whom a step writes to in person is part of how it works. */
function isCounter(to: MailRecipient): to is 'operator' | 'commune' {
  return to === 'operator' || to === 'commune';
}

/** The definition with what was typed. What was left as it was is untouched. */
export function withTexts(definition: Definition, values: Values): Definition {
  const { workflow, letters } = definition;
  const text = (id: string): string => {
    const value = values[id];
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
  };
  const form = formWithTexts(definition.form, text);
  return {
    ...definition,
    form,
    scenarios: definition.scenarios.map((one) => ({ ...one, answers: stillProposed(form, one.answers) })),
    workflow: {
      ...workflow,
      ...(workflow.fees && {
        fees: workflow.fees.map((fee, f) => feeWithAmount(fee, values[name('tarif', f)])),
      }),
      statuses: workflow.statuses.map((status, s) =>
        statusWithTexts(status, values[name('etat', s, 'delai')], text(name('etat', s, 'usager'))),
      ),
      transitions: workflow.transitions.map((transition, t) =>
        transition.actions
          ? {
              ...transition,
              actions: transition.actions.map((action, a) =>
                actionWithTexts(action, name('courriel', t, a), text, values),
              ),
            }
          : transition,
      ),
    },
    letters: letters.map((letter, l) => ({
      ...letter,
      title: text(name('lettre', l, 'titre')) || letter.title,
      paragraphs: paragraphsOf(text(name('lettre', l, 'texte')), letter.paragraphs),
      signedBy: text(name('lettre', l, 'signe')) || letter.signedBy,
    })),
  };
}

function formWithTexts(form: Form, text: (id: string) => string): Form {
  return {
    pages: form.pages.map((page, p) => {
      const { intro: _intro, ...rest } = page;
      const intro = text(name('page', p, 'intro'));
      return {
        ...rest,
        title: text(name('page', p, 'titre')) || page.title,
        ...(intro && { intro }),
        fields: page.fields.map((field, f) => fieldWithTexts(field, name('q', p, f), text)),
      };
    }),
  };
}

function fieldWithTexts(field: Field, at: string, text: (id: string) => string): Field {
  const { help: _help, ...rest } = field;
  const help = text(name(at, 'aide'));
  const said = { ...rest, label: text(name(at, 'label')) || field.label, ...(help && { help }) };
  // Spreading a union loses which member it is; nothing that tells them apart was touched.
  if (!('options' in field)) return said;
  return { ...said, options: optionsOf(field.options, text(name(at, 'options'))) } as Field;
}

function statusWithTexts(status: Status, within: unknown, citizen: string): Status {
  return {
    ...status,
    citizen: citizen || status.citizen,
    ...(status.within !== undefined && typeof within === 'number' && { within }),
  };
}

/** A box left empty changes nothing: what costs nothing is 0. */
function feeWithAmount(fee: Fee, amount: unknown): Fee {
  return typeof amount === 'number' ? { ...fee, amount } : fee;
}

function actionWithTexts(action: Action, at: string, text: (id: string) => string, values: Values): Action {
  if (action.do === 'opinion') {
    const days = values[name(at, 'delai')];
    return { ...action, days: typeof days === 'number' ? days : action.days };
  }
  if (action.do === 'payment' || action.do === 'sms')
    return { ...action, text: text(name(at, 'texte')) || action.text };
  if (action.do !== 'mail') return action;
  const to = text(name(at, 'a'));
  return {
    ...action,
    to: isCounter(action.to) && (to === 'operator' || to === 'commune') ? to : action.to,
    subject: text(name(at, 'objet')) || action.subject,
    text: text(name(at, 'texte')) || action.text,
  };
}

function paragraphsOf(text: string, before: readonly string[]): readonly string[] {
  const typed = text
    .split(/\n{2,}/)
    .map((one) => one.trim())
    .filter(Boolean);
  return typed.length > 0 && typed.join('\n\n') !== before.join('\n\n').trim() ? typed : before;
}
