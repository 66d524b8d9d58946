// What a theme draws for a field: plain data, with every name, id and value already decided.

import type { Answers, Field, FieldError, Typed } from './field.ts';
import { kindOf } from './kind-of.ts';
import { controlId } from './naming.ts';
import { ownEntry } from './own.ts';

/** One radio button, box to tick or entry of a list. */
export interface ControlOption {
  readonly id: string;
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
}

/** One box of a date (jour, mois, année) or of an address (numéro et voie, code postal, commune). */
export interface ControlPart {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly autocomplete?: string;
  readonly inputmode?: string;
  readonly maxlength?: number;
  /** In characters: how wide the box should look. */
  readonly width?: number;
  /** This part is the one to correct. */
  readonly wrong?: boolean;
}

/** A file that was already received. To drop it, send its id under `removeName`. */
export interface ControlFile {
  readonly id: string;
  readonly name: string;
  /** « 1,2 Mo » */
  readonly size: string;
}

export type ControlKind =
  | 'text'
  | 'textarea'
  | 'date'
  | 'radios'
  | 'checkboxes'
  | 'select'
  | 'address'
  | 'file'
  | 'info'
  | 'password'
  | 'hidden';

/**
 * `id` is the HTML id that receives the focus: the input itself, or the first option or part of a group (their own
 * `id`). Draw hint and error under `${id}--hint` and `${id}--error`, and point to them with aria-describedby.
 */
export interface Control {
  readonly kind: ControlKind;
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly example?: string;
  /** What the box holds. Empty for groups, files and passwords. */
  readonly value: string;
  readonly options?: readonly ControlOption[];
  readonly parts?: readonly ControlPart[];
  readonly files?: readonly ControlFile[];
  readonly removeName?: string;
  readonly error?: string;
  readonly required: boolean;
  readonly autocomplete?: string;
  readonly inputmode?: string;
  /** The type attribute of an input: text, email, tel, url, time, color, password… */
  readonly type?: string;
  readonly maxlength?: number;
  /** The accept attribute of a file input. */
  readonly accept?: string;
  readonly multiple?: boolean;
  /** « m² », « € »: after the box. */
  readonly suffix?: string;
  readonly tone?: 'neutral' | 'warning';
}

/** What each kind of field adds to the common part. */
export type ControlDetail = Omit<
  Control,
  'id' | 'name' | 'label' | 'hint' | 'example' | 'error' | 'required'
>;

export interface ShownState {
  readonly answers?: Answers;
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

/** What was typed wins over what was answered, and both over the default. */
export function toControls(fields: readonly Field[], state: ShownState = {}): readonly Control[] {
  return fields.map((field) => toControl(field, state));
}

function toControl(field: Field, { answers = {}, typed = {}, errors = [] }: ShownState): Control {
  const error = errors.find((one) => one.fieldId === field.id);
  const preset = 'default' in field ? field.default : undefined;
  const answer = ownEntry(answers, field.id) ?? preset;
  const detail = kindOf(field).control(field, { answer, typed, anchor: error?.anchor });
  return {
    ...detail,
    id: controlId(field.id),
    name: field.id,
    label: field.label,
    ...(field.help !== undefined && { hint: field.help }),
    ...(field.example !== undefined && { example: field.example }),
    ...(error && { error: error.message }),
    required: !field.optional && field.type !== 'info',
    ...(field.autocomplete !== undefined && !detail.parts && { autocomplete: field.autocomplete }),
  };
}
