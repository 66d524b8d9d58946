// What a good colleague would say of a form before it is published. Nothing here prevents publishing.

import type { Field } from '../field.ts';
import { fold } from '../fold.ts';
import type { Form, FormPage } from '../form.ts';
import type { Rule } from '../rule.ts';
import { count, quoted } from '../sentences.ts';
import { canHold } from './satisfiable.ts';
import { heldBack, jargonIn } from './words.ts';

export type AdviceCode =
  | 'too-many-fields'
  | 'crowded-page'
  | 'asked-twice'
  | 'unreadable-label'
  | 'missing-help'
  | 'held-back'
  | 'jargon'
  | 'not-needed'
  | 'unreachable-page'
  | 'never-true';

export interface Advice {
  readonly code: AdviceCode;
  /** Of the page or of the field that it is about; neither for the whole form. */
  readonly pageId?: string;
  readonly fieldId?: string;
  /** French: what is the matter, and what to do. */
  readonly sentence: string;
}

const MOST_FIELDS = 25;
const MOST_ON_PAGE = 8;
const LONGEST_LABEL = 90;
/** A form that can do without as many answers need not ask them. */
const MOST_OPTIONAL = 6;

/** Everything worth a second thought, in the order of the form. */
export function adviseOn(form: Form): readonly Advice[] {
  const fields = form.pages.flatMap((page) => page.fields).filter(isAsked);
  const fieldOf = (id: string) => fields.find((field) => field.id === id);
  return [
    ...tooManyFields(fields),
    ...notNeeded(fields),
    ...askedTwice(fields),
    ...form.pages.flatMap((page, rank) => pageAdvice(page, rank)),
  ];

  function pageAdvice(page: FormPage, rank: number): readonly Advice[] {
    const unreachable = reach(page, rank);
    return [
      ...unreachable,
      ...crowded(page),
      ...page.fields.flatMap((field) => [
        ...worded(field),
        ...unreadable(field),
        ...missingHelp(field),
        ...(unreachable.length > 0 ? [] : neverAsked(page, field)),
      ]),
    ];
  }

  function reach(page: FormPage, rank: number): readonly Advice[] {
    const end = form.pages
      .slice(0, rank)
      .find((one) => one.stop && (one.when === undefined || one.when === true));
    if (end) {
      const sentence = `Personne n’arrive à la page ${quoted(page.title)}\u00A0: la page ${quoted(end.title)} arrête tout le monde avant. Donnez-lui une condition.`;
      return [{ code: 'unreachable-page', pageId: page.id, sentence }];
    }
    if (page.when === undefined || canHold([page.when], fieldOf) !== false) return [];
    const sentence = `Personne n’arrive à la page ${quoted(page.title)}\u00A0: sa condition n’est jamais vraie. Corrigez-la, ou retirez la page.`;
    return [{ code: 'unreachable-page', pageId: page.id, sentence }];
  }

  function neverAsked(page: FormPage, field: Field): readonly Advice[] {
    const rules = [page.when, field.when].filter((rule): rule is Rule => rule !== undefined);
    if (field.when === undefined || canHold(rules, fieldOf) !== false) return [];
    const sentence = `La question ${quoted(field.label)} n’est jamais posée\u00A0: sa condition n’est jamais vraie. Corrigez-la, ou retirez la question.`;
    return [{ code: 'never-true', fieldId: field.id, sentence }];
  }
}

function isAsked(field: Field): boolean {
  return !['info', 'hidden', 'computed'].includes(field.type);
}

function tooManyFields(fields: readonly Field[]): readonly Advice[] {
  const all = fields.reduce((sum, field) => sum + (field.type === 'repeat' ? field.fields.length : 1), 0);
  if (all <= MOST_FIELDS) return [];
  const sentence = `Ce formulaire pose ${count(all, 'question')}. Gardez celles sans lesquelles la demande ne peut pas être traitée\u00A0: ${MOST_FIELDS} au plus.`;
  return [{ code: 'too-many-fields', sentence }];
}

/** What may be left out is often not needed at all (RGPD, art. 5, 1, c). */
function notNeeded(fields: readonly Field[]): readonly Advice[] {
  const some = fields.filter(({ optional, when }) => optional && when === undefined).length;
  if (some <= MOST_OPTIONAL) return [];
  const sentence = `${count(some, 'question')} sont facultatives. Retirez celles sans lesquelles la demande se traite aussi bien.`;
  return [{ code: 'not-needed', sentence }];
}

function crowded(page: FormPage): readonly Advice[] {
  const asked = page.fields.filter((field) => isAsked(field) && field.when === undefined).length;
  if (asked <= MOST_ON_PAGE) return [];
  const sentence = `La page ${quoted(page.title)} pose ${count(asked, 'question')} à la fois. Partagez-la\u00A0: ${MOST_ON_PAGE} au plus se lisent bien.`;
  return [{ code: 'crowded-page', pageId: page.id, sentence }];
}

/** What a question asks for, by its autofill token, its kind, or its label. */
function subjectsOf(field: Field): readonly string[] {
  if (field.type === 'person') {
    return ['given-name', 'family-name', ...(field.ask?.includes('birth-date') ? ['bday'] : [])];
  }
  if (field.autocomplete !== undefined) return [field.autocomplete];
  const label = fold(field.label)
    .replace(/[^a-z]+/g, ' ')
    .trim();
  if (/^(?:votre )?nom (?:de naissance|de famille)$/.test(label)) return ['family-name'];
  if (/^(?:votre )?date de naissance$/.test(label)) return ['bday'];
  return [`${field.type} ${label}`];
}

/** The same thing, asked of the same person in two places that both may be shown. */
function askedTwice(fields: readonly Field[]): readonly Advice[] {
  const first = new Map<string, Field>();
  return fields.flatMap((field) => {
    const before = subjectsOf(field).flatMap((subject) => first.get(subject) ?? [])[0];
    for (const subject of subjectsOf(field)) if (!first.has(subject)) first.set(subject, field);
    // Two questions under different conditions are often one question in two cases.
    if (!before || (before.when !== undefined && field.when !== undefined)) return [];
    const sentence = `La question ${quoted(field.label)} demande ce que ${quoted(before.label)} demande déjà. Gardez une seule des deux.`;
    return [{ code: 'asked-twice', fieldId: field.id, sentence }];
  });
}

function worded(field: Field): readonly Advice[] {
  const inside = field.type === 'repeat' ? field.fields : [];
  return [field, ...inside].flatMap((one): readonly Advice[] => {
    const [held, jargon] = [heldBack(one), jargonIn(one)];
    return [
      ...(held === null ? [] : [{ code: 'held-back', fieldId: field.id, sentence: held } as const]),
      ...(jargon === null ? [] : [{ code: 'jargon', fieldId: field.id, sentence: jargon } as const]),
    ];
  });
}

function unreadable(field: Field): readonly Advice[] {
  const { label } = field;
  const capitals = /\p{Lu}{3,}\P{L}+\p{Lu}{3,}/u.test(label) && label === label.toLocaleUpperCase('fr');
  const code = !/\p{Ll}/u.test(label) || /\w_\w|[a-z][A-Z]/.test(label);
  const long = label.length > LONGEST_LABEL && field.type !== 'info' && field.type !== 'tick';
  if (!capitals && !code && !long) return [];
  const why = long
    ? `est trop long\u00A0: mettez l’explication dans l’aide`
    : 'se lit mal. Écrivez-le en minuscules, avec des mots de tous les jours';
  return [{ code: 'unreadable-label', fieldId: field.id, sentence: `L’intitulé ${quoted(label)} ${why}.` }];
}

/** Kinds that people get wrong or hesitate to give, unless they are told where to find it and what for. */
const RISKY: ReadonlySet<Field['type']> = new Set(['iban', 'siret', 'siren', 'rna', 'file', 'point']);

function missingHelp(field: Field): readonly Advice[] {
  if (!RISKY.has(field.type) || field.help !== undefined) return [];
  const sentence = `Ajoutez une aide à ${quoted(field.label)}\u00A0: où trouver la réponse, et à quoi elle sert.`;
  return [{ code: 'missing-help', fieldId: field.id, sentence }];
}
