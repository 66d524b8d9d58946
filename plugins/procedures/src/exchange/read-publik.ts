// A form of Publik (w.c.s.), from its `.wcs` export: XML with the questions in their order, pages among them.

import type { Field, Rule } from '@parvis/forms';
import { freshId } from '../pooling/fresh-id.ts';
import { djangoRule } from './django-condition.ts';
import { asProcedure, type Imported } from './imported.ts';
import { plainText, unreadable } from './record.ts';
import { childOf, parsedXml, textOf, type XmlNode } from './xml-tree.ts';

const NBSP = '\u00A0';
const quoted = (text: string): string => `«${NBSP}${text}${NBSP}»`;

/** @throws CodedError PARVIS_PROCEDURE_FILE */
export function readPublik(text: string): Imported {
  const root = parsedXml(text);
  if (root.name !== 'formdef') throw unreadable(`The XML holds <${root.name}>, not <formdef>.`);
  const title = textOf(root, 'name');
  if (title === '') throw unreadable('The form has no name.');
  const report: string[] = [];
  const byName = new Map<string, Field>();
  const conditions = new Map<string, Rule>();
  const taken = new Set<string>();
  const pages: { title: string; when?: Rule; fields: Field[] }[] = [];
  for (const node of childOf(root, 'fields')?.children ?? []) {
    const type = textOf(node, 'type');
    const label = plainText(textOf(node, 'label'));
    const when = conditionOf(node, label, byName, report);
    if (type === 'page') {
      pages.push({ title: label || title, fields: [], ...(when !== null && { when }) });
      if (childOf(node, 'post_conditions'))
        report.push(`Les vérifications en fin de la page ${quoted(label)} ne sont pas reprises.`);
      continue;
    }
    const id = freshId(textOf(node, 'varname') || label, taken);
    const field = fieldOf(node, type, { id, label }, report);
    if (!field) continue;
    taken.add(id);
    if (textOf(node, 'varname') !== '') byName.set(textOf(node, 'varname'), field);
    if (childOf(node, 'prefill')?.children.length)
      report.push(`Le préremplissage de ${quoted(label)} n’est pas repris.`);
    if (pages.length === 0) pages.push({ title, fields: [] });
    pages.at(-1)?.fields.push(field);
    if (when !== null) conditions.set(id, when);
  }
  if (!pages.some(({ fields }) => fields.length > 0))
    throw unreadable('The form has no question that Parvis can ask.');
  const workflow = childOf(root, 'workflow');
  if (workflow) report.push(`Le circuit ${quoted(workflow.text)} n’est pas dans le fichier.`);
  for (const option of childOf(root, 'options')?.children ?? [])
    report.push(
      `L’option ${quoted(option.attributes['varname'] ?? option.name)} du circuit n’est pas reprise.`,
    );
  return asProcedure({ slug: textOf(root, 'url_name'), title, pages, conditions, report });
}

function conditionOf(
  node: XmlNode,
  label: string,
  byName: ReadonlyMap<string, Field>,
  report: string[],
): Rule | null {
  const condition = childOf(node, 'condition');
  if (!condition) return null;
  const value = textOf(condition, 'value');
  if (value === '') return null;
  const rule = textOf(condition, 'type') === 'django' ? djangoRule(value, (name) => byName.get(name)) : null;
  if (rule === null)
    report.push(
      `La condition de ${quoted(label)} n’est pas reprise\u00A0: ${quoted(value)}. ${quoted(label)} est toujours demandé.`,
    );
  return rule;
}

const SIMPLE: Readonly<
  Record<string, 'textarea' | 'email' | 'date' | 'file' | 'number' | 'point' | 'time' | 'tick'>
> = {
  text: 'textarea',
  email: 'email',
  date: 'date',
  file: 'file',
  numeric: 'number',
  map: 'point',
  time: 'time',
  bool: 'tick',
};

const CHECKED: Readonly<Record<string, 'phone' | 'siret' | 'siren' | 'iban' | 'time'>> = {
  phone: 'phone',
  'phone-fr': 'phone',
  'siret-fr': 'siret',
  'siren-fr': 'siren',
  iban: 'iban',
  time: 'time',
};

interface Named {
  readonly id: string;
  readonly label: string;
}

function fieldOf(node: XmlNode, type: string, { id, label }: Named, report: string[]): Field | null {
  const help = plainText(textOf(node, 'hint'));
  const common = {
    id,
    label: label || id,
    ...(help && { help }),
    ...(textOf(node, 'required') === 'False' && { optional: true }),
  };
  if (type === 'title' || type === 'subtitle' || type === 'comment')
    return { id, label: label || id, type: 'info' };
  if (type === 'string') return checkedText(node, common, report);
  if (type === 'item' || type === 'items') {
    const taken = new Set<string>();
    const options = (childOf(node, 'items')?.children ?? []).map((item) => {
      const value = freshId(item.text, taken);
      taken.add(value);
      return { value, label: item.text };
    });
    if (options.length > 0) return { ...common, type: type === 'item' ? 'choice' : 'choices', options };
    report.push(
      `Les réponses de ${quoted(label)} venaient d’une source de données\u00A0: la question devient un texte libre.`,
    );
    return { ...common, type: 'text', maxLength: 200 };
  }
  const simple = SIMPLE[type];
  if (simple) return { ...common, type: simple };
  report.push(
    `La question ${quoted(label)} n’est pas reprise\u00A0: son type ${quoted(type)} n’a pas d’équivalent.`,
  );
  return null;
}

function checkedText(node: XmlNode, common: Named, report: string[]): Field {
  const kind = textOf(childOf(node, 'validation'), 'type');
  const checked = CHECKED[kind];
  if (checked) return { ...common, type: checked };
  if (kind === 'zipcode-fr')
    return {
      ...common,
      type: 'text',
      inputmode: 'numeric',
      pattern: '[0-9]{5}',
      error: { invalid: 'Écrivez les cinq chiffres du code postal, par exemple 28190.' },
    };
  if (kind === 'digits') return { ...common, type: 'text', inputmode: 'numeric', pattern: '[0-9]+' };
  if (kind !== '')
    report.push(`La vérification ${quoted(kind)} de ${quoted(common.label)} n’est pas reprise.`);
  return { ...common, type: 'text', maxLength: 300 };
}
