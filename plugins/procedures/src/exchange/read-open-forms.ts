// A form of Open Forms, from its export: a zip of JSON, with the steps, the definitions that they show, and the logic.

import type { Field, Json, Rule } from '@parvis/forms';
import { strFromU8, unzipSync } from 'fflate';
import { freshId } from '../pooling/fresh-id.ts';
import { asProcedure, type ForeignPage, type Imported } from './imported.ts';
import {
  isRecord,
  numberIn,
  parsedJson,
  plainText,
  recordsIn,
  textIn,
  type Unknown,
  unreadable,
} from './record.ts';

const NBSP = '\u00A0';
const quoted = (text: string): string => `«${NBSP}${text}${NBSP}»`;
const FILES = ['forms.json', 'formSteps.json', 'formDefinitions.json', 'formLogic.json'] as const;
/** Unpacked, of each file. */
const LARGEST = 5_000_000;

/** @throws CodedError PARVIS_PROCEDURE_FILE */
export function readOpenForms(bytes: Uint8Array): Imported {
  const files = unzipped(bytes);
  const [form] = files('forms.json');
  const title = form && textIn(form, 'name');
  if (!form || !title) throw unreadable('The zip holds no form: forms.json is missing or empty.');
  const reading = new Reading();
  const definitions = new Map(files('formDefinitions.json').map((one) => [textIn(one, 'uuid'), one]));
  const steps = files('formSteps.json').toSorted(
    (a, b) => (numberIn(a, 'order') ?? 0) - (numberIn(b, 'order') ?? 0),
  );
  const pages = steps.flatMap((step): readonly (ForeignPage & { readonly uuid: string })[] => {
    // A step names its definition by its address.
    const definition = definitions.get(/([0-9a-f-]{36})\/?$/.exec(textIn(step, 'formDefinition'))?.[1] ?? '');
    if (!definition) return [];
    const { configuration } = definition;
    const components = isRecord(configuration) ? recordsIn(configuration['components']) : [];
    const name = textIn(step, 'name') || textIn(definition, 'name');
    return [{ uuid: textIn(step, 'uuid'), title: name, fields: reading.fields(components) }];
  });
  const logic = reading.logic(files('formLogic.json'));
  if (!pages.some(({ fields }) => fields.length > 0))
    throw unreadable('The form has no question that Parvis can ask.');
  return asProcedure({
    slug: textIn(form, 'slug'),
    title,
    pages: pages.map(({ uuid, fields, ...page }) => {
      const when = logic.steps.get(uuid);
      return {
        ...page,
        fields,
        ...(when !== undefined && { when }),
      };
    }),
    conditions: new Map([...reading.shown, ...logic.fields]),
    report: reading.report,
  });
}

function unzipped(bytes: Uint8Array): (name: (typeof FILES)[number]) => readonly Unknown[] {
  let entries: Readonly<Record<string, Uint8Array>>;
  try {
    entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) => FILES.some((one) => one === name) && originalSize <= LARGEST,
    });
  } catch {
    throw unreadable('The zip cannot be unpacked.');
  }
  return (name) => {
    const entry = entries[name];
    if (!entry) return [];
    const value = parsedJson(strFromU8(entry), name);
    return isRecord(value) ? [value] : recordsIn(value);
  };
}

const SIMPLE: Readonly<
  Record<
    string,
    | 'textarea'
    | 'email'
    | 'phone'
    | 'number'
    | 'amount'
    | 'date'
    | 'time'
    | 'iban'
    | 'file'
    | 'point'
    | 'tick'
  >
> = {
  textarea: 'textarea',
  email: 'email',
  phoneNumber: 'phone',
  number: 'number',
  currency: 'amount',
  date: 'date',
  time: 'time',
  iban: 'iban',
  file: 'file',
  map: 'point',
  checkbox: 'tick',
};

/** The components of a form, read one after the other. */
class Reading {
  readonly report: string[] = [];
  /** Conditions that components carry themselves, by the id of their field. */
  readonly shown = new Map<string, Rule>();
  readonly #ids = new Map<string, string>();
  readonly #hidden = new Set<string>();

  fields(components: readonly Unknown[]): readonly Field[] {
    return components.flatMap((component) => {
      const type = textIn(component, 'type');
      const label = plainText(textIn(component, 'label'));
      if (type === 'fieldset') return this.fields(recordsIn(component['components']));
      if (type === 'columns')
        return recordsIn(component['columns']).flatMap((column) =>
          this.fields(recordsIn(column['components'])),
        );
      const key = textIn(component, 'key');
      const id = freshId(key || label, new Set(this.#ids.values()));
      const field = this.#field(component, type, { id, label: label || key });
      if (!field) return [];
      this.#ids.set(key, id);
      if (component['hidden'] === true) this.#hidden.add(id);
      const { conditional } = component;
      if (isRecord(conditional)) this.#conditional(id, conditional);
      if (isRecord(component['prefill']) && textIn(component['prefill'], 'plugin') !== '')
        this.report.push(`Le préremplissage de ${quoted(label)} n’est pas repris.`);
      return [field];
    });
  }

  #field(
    component: Unknown,
    type: string,
    { id, label }: { readonly id: string; readonly label: string },
  ): Field | null {
    const help = plainText(textIn(component, 'description') || textIn(component, 'tooltip'));
    const validate = isRecord(component['validate']) ? component['validate'] : {};
    const common = {
      id,
      label,
      ...(help && { help }),
      ...(validate['required'] !== true && { optional: true }),
    };
    const maxLength = numberIn(validate, 'maxLength');
    if (type === 'content') return { id, label: plainText(textIn(component, 'html')) || label, type: 'info' };
    if (type === 'textfield' || type === 'postcode')
      return { ...common, type: 'text', ...(maxLength !== undefined && { maxLength }) };
    if (type === 'select' || type === 'radio' || type === 'selectboxes') {
      const { data } = component;
      const values = recordsIn(component['values'] ?? (isRecord(data) ? data['values'] : undefined));
      const options = values
        .map((one) => ({ value: textIn(one, 'value'), label: textIn(one, 'label') }))
        .filter(({ value }) => value !== '');
      if (options.length > 0)
        return { ...common, type: type === 'selectboxes' ? 'choices' : 'choice', options };
      this.report.push(
        `Les réponses de ${quoted(label)} venaient d’une source de données\u00A0: la question devient un texte libre.`,
      );
      return { ...common, type: 'text', maxLength: 200 };
    }
    const simple = SIMPLE[type];
    if (simple) return { ...common, type: simple };
    this.report.push(
      `La question ${quoted(label)} n’est pas reprise\u00A0: son type ${quoted(type)} n’a pas d’équivalent.`,
    );
    return null;
  }

  /** « Shown when that answer is this »: `{ show, when, eq }`. */
  #conditional(id: string, conditional: Unknown): void {
    const when = this.#ids.get(textIn(conditional, 'when'));
    const { eq, show } = conditional;
    if (when === undefined || (show !== true && show !== false)) return;
    if (typeof eq !== 'string' && typeof eq !== 'boolean' && typeof eq !== 'number') return;
    const rule: Rule = { '===': [{ var: when }, eq] };
    this.shown.set(id, show ? rule : { '!': [rule] });
  }

  /** Rules that show or hide a component, or leave a step out; the others are told. */
  logic(rules: readonly Unknown[]) {
    const fields = new Map<string, Rule>();
    const steps = new Map<string, Rule>();
    for (const rule of rules) {
      const trigger = this.#rule(rule['jsonLogicTrigger'] ?? rule['json_logic_trigger']);
      for (const action of recordsIn(rule['actions'])) {
        const done = isRecord(action['action']) ? action['action'] : {};
        const kind = textIn(done, 'type');
        const id = this.#ids.get(textIn(action, 'component'));
        const property = isRecord(done['property']) ? textIn(done['property'], 'value') : '';
        const step = textIn(action, 'formStepUuid') || textIn(action, 'form_step_uuid');
        if (trigger !== null && kind === 'property' && property === 'hidden' && id !== undefined) {
          if (done['state'] === false && this.#hidden.has(id)) fields.set(id, trigger);
          else if (done['state'] === true && !this.#hidden.has(id)) fields.set(id, { '!': [trigger] });
        } else if (trigger !== null && kind === 'step-not-applicable' && step !== '')
          steps.set(step, { '!': [trigger] });
        else
          this.report.push(
            `Une règle n’est pas reprise (${quoted(kind || 'inconnue')}${id ? `, sur ${quoted(id)}` : ''}).`,
          );
      }
    }
    return { fields, steps };
  }

  /** JSON-Logic as here: ids of fields, and strict comparisons. Null where it is something else. */
  #rule(rule: unknown): Rule | null {
    const value = this.#json(rule);
    return isRecord(value) ? value : null;
  }

  #json(value: unknown): Json {
    if (Array.isArray(value)) return value.map((one: unknown) => this.#json(one));
    if (isRecord(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]): [string, Json] => {
          if (key === 'var' && typeof inner === 'string') return [key, this.#ids.get(inner) ?? inner];
          return [key === '==' ? '===' : key === '!=' ? '!==' : key, this.#json(inner)];
        }),
      );
    }
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : null;
  }
}
