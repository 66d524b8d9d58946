// What changes from one form to another, by stable id, in sentences for screens.

import type { Form } from '../form.ts';
import { sameAnswer } from '../known-facts.ts';
import { quoted } from '../sentences.ts';
import { HOME, type Properties, toParts } from './form-parts.ts';

export interface FormChange {
  readonly what: 'page' | 'field';
  readonly id: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'reordered';
  /** What of it changes: names of properties; '@page' for a field that moves to another page. */
  readonly properties: readonly string[];
  /** French: « La question « Nom » est ajoutée. » */
  readonly sentence: string;
}

/** Everything that must change for `before` to become `after`; none when they are the same. */
export function diffForms(before: Form, after: Form): readonly FormChange[] {
  const old = toParts(before);
  const fresh = toParts(after);
  const pageTitle = (id: string): string => titleOf(fresh.pages.get(id) ?? old.pages.get(id), id);
  return [
    ...changesOf('page', old.pages, fresh.pages, pageTitle),
    ...orderChange(old.pageOrder, fresh.pageOrder, 'L’ordre des pages change.', 'page', ''),
    ...changesOf('field', old.fields, fresh.fields, pageTitle),
    ...fresh.pageOrder.flatMap((id) => {
      const [was, is] = [old.fieldOrder.get(id) ?? [], fresh.fieldOrder.get(id) ?? []];
      const sentence = `L’ordre des questions de la page ${quoted(pageTitle(id))} change.`;
      return orderChange(was, is, sentence, 'page', id);
    }),
  ];
}

function changesOf(
  what: 'page' | 'field',
  old: ReadonlyMap<string, Properties>,
  fresh: ReadonlyMap<string, Properties>,
  pageTitle: (id: string) => string,
): readonly FormChange[] {
  const removed = [...old].filter(([id]) => !fresh.has(id));
  const kept = [...fresh].flatMap(([id, is]): FormChange[] => {
    const was = old.get(id);
    if (!was) return [change(what, id, 'added', [], `${named(what, is)} est ajoutée.`)];
    const properties = changedProperties(was, is);
    if (properties.length === 0) return [];
    return [change(what, id, 'changed', properties, changeSentence(what, was, is, properties, pageTitle))];
  });
  return [
    ...removed.map(([id, was]) => change(what, id, 'removed', [], `${named(what, was)} est retirée.`)),
    ...kept,
  ];
}

function change(
  what: FormChange['what'],
  id: string,
  kind: FormChange['kind'],
  properties: readonly string[],
  sentence: string,
): FormChange {
  return { what, id, kind, properties, sentence };
}

/** The names of what differs. */
function changedProperties(was: Properties, is: Properties): readonly string[] {
  const names = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...names].filter((name) => !sameAnswer(was[name], is[name]));
}

function orderChange(
  was: readonly string[],
  is: readonly string[],
  sentence: string,
  what: 'page',
  id: string,
): readonly FormChange[] {
  const stayed = was.filter((one) => is.includes(one));
  const now = is.filter((one) => was.includes(one));
  return sameAnswer(stayed, now) ? [] : [change(what, id, 'reordered', [], sentence)];
}

/** The title of a page, or its id where it has none. */
export function titleOf(page: Properties | undefined, id: string): string {
  const title = page?.['title'];
  return typeof title === 'string' ? title : id;
}

/** « La question « Nom » », « La page « Vos coordonnées » » */
export function named(what: 'page' | 'field', { label, title, id }: Properties): string {
  return what === 'page'
    ? `La page ${quoted(String(title ?? id))}`
    : `La question ${quoted(String(label ?? id))}`;
}

/** How a sentence names a property of a question or a page. */
const PROPERTY: Readonly<Record<string, string>> = {
  label: 'son intitulé',
  title: 'son titre',
  intro: 'son introduction',
  help: 'son aide',
  example: 'son exemple',
  type: 'sa nature',
  options: 'ses réponses proposées',
  other: 'sa réponse libre',
  when: 'sa condition',
  rule: 'son calcul',
  stop: 'le fait qu’elle arrête la démarche',
  error: 'ses messages d’erreur',
  default: 'sa réponse de départ',
  fields: 'ses questions',
  subject: 'la façon de la nommer',
};

function changeSentence(
  what: 'page' | 'field',
  was: Properties,
  is: Properties,
  properties: readonly string[],
  pageTitle: (id: string) => string,
): string {
  const facts: string[] = [];
  const rest: string[] = [];
  for (const name of properties) {
    if (name === HOME) facts.push(`passe à la page ${quoted(pageTitle(String(is[HOME])))}`);
    else if (name === 'optional') facts.push(is['optional'] ? 'devient facultative' : 'devient obligatoire');
    else rest.push(PROPERTY[name] ?? 'ses limites');
  }
  if (properties.includes('label')) {
    facts.push(`s’intitule désormais ${quoted(String(is['label']))}`);
    rest.splice(rest.indexOf('son intitulé'), 1);
  }
  if (rest.length > 0) facts.push(`change\u00A0: ${[...new Set(rest)].join(', ')}`);
  return `${named(what, was)} ${facts.join(' et ')}.`;
}
