// What a theme draws for a field: plain data, with every name, id and value already decided.

import type { Answer, Answers, Field, FieldError, Typed } from './field.ts';
import { kindOf } from './kind-of.ts';
import type { KnownCommune } from './known-commune.ts';
import { type KnownFact, type KnownFacts, originOf, sameAnswer } from './known-facts.ts';
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

/** One box of a date (jour, mois, année), of an address (numéro et voie, code postal, commune), of a point. */
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

/** One block of a repeated group. Sending `drop` under its name removes it. */
export interface ControlItem {
  /** « Enfant 2 » */
  readonly title: string;
  readonly controls: readonly Control[];
  /** Sent along, hidden: which block it is. */
  readonly key: { readonly name: string; readonly value: string };
  readonly drop?: ControlButton;
}

/** A button that sends the page to add or remove a block. */
export interface ControlButton {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly text: string;
}

/** How a signature stands. Who shows the form adds `ways` and `sent`. */
export interface ControlSigning {
  /** What was signed and when, once it is. */
  readonly signed?: readonly string[];
  /** The box for the code. */
  readonly code: ControlPart;
  /** The name under which a button asks for a code. */
  readonly sendName: string;
  /** Buttons that send a code, one a channel. */
  readonly ways?: readonly ControlButton[];
  /** « Un code est parti à… » */
  readonly sent?: string;
}

export type ControlKind =
  | 'text'
  | 'textarea'
  | 'date'
  | 'radios'
  | 'checkboxes'
  | 'select'
  | 'address'
  | 'point'
  | 'group'
  | 'repeat'
  | 'computed'
  | 'file'
  | 'signature'
  | 'info'
  | 'password'
  | 'hidden';

/**
 * `id` is the HTML id that receives the focus: the input itself, or the first option or part of a group (their own
 * `id`); for `group` and `repeat`, the fieldset. Draw hint and error under `${id}--hint` and `${id}--error`, and point to them with aria-describedby.
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
  /** The box of « Autre », after the options. */
  readonly other?: ControlPart;
  /** The controls of a person or a period. */
  readonly controls?: readonly Control[];
  readonly items?: readonly ControlItem[];
  readonly add?: ControlButton;
  /** How many blocks are drawn, to be sent along. */
  readonly count?: { readonly name: string; readonly value: string };
  /** For a datalist. */
  readonly suggestions?: readonly string[];
  /** « Repris de votre compte FranceConnect. »: where the shown value came from. */
  readonly note?: string;
  /** What the browser needs to show and hide, and calculate, as the server does: JSON, for `data-form`. */
  readonly rules?: string;
  /** The answers do not lead to this question: drawn with the `hidden` attribute, for a script to show. */
  readonly hidden?: boolean;
  readonly files?: readonly ControlFile[];
  readonly removeName?: string;
  readonly signing?: ControlSigning;
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
  'id' | 'name' | 'label' | 'hint' | 'example' | 'error' | 'required' | 'note' | 'rules' | 'hidden'
>;

export interface ShownState {
  readonly answers?: Answers;
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  /** What is known already, by field id, or by `id--part` within a person. Shown until something else is answered. */
  readonly known?: KnownFacts;
  /** Suggested where a commune is asked. */
  readonly communes?: readonly KnownCommune[];
  /** 'YYYY-MM-DD', where a browser is to follow the rules inside blocks. */
  readonly today?: string;
}

/** What was typed wins over what was answered, then what is known, then the default. */
export function toControls(fields: readonly Field[], state: ShownState = {}): readonly Control[] {
  return fields.map((field) => toControl(field, state));
}

export function toControl(field: Field, state: ShownState): Control {
  const { answers = {}, typed = {}, errors = [], known = {}, communes = [], today } = state;
  const own = errors.filter((one) => one.fieldId === field.id);
  const preset = 'default' in field ? field.default : undefined;
  const fact = ownEntry(known, field.id);
  const answer = ownEntry(answers, field.id) ?? fact?.value ?? preset;
  const context = { answer, typed, anchor: own[0]?.anchor, errors: own, known, communes, today };
  const detail = kindOf(field).control(field, context);
  const error = detail.controls || detail.items ? ofTheWhole(field, own) : own[0];
  return {
    ...detail,
    id: controlId(field.id),
    name: field.id,
    label: field.label,
    ...(field.help !== undefined && { hint: field.help }),
    ...(field.example !== undefined && { example: field.example }),
    ...(error && { error: error.message }),
    ...(fact && isAsKnown(field, fact, answer, typed) && { note: originOf(fact) }),
    required: !field.optional && field.type !== 'info' && field.type !== 'computed',
    ...(field.autocomplete !== undefined &&
      !detail.parts &&
      !detail.controls && { autocomplete: field.autocomplete }),
  };
}

/** What is wrong inside is said at the inner control. */
function ofTheWhole(field: Field, errors: readonly FieldError[]): FieldError | undefined {
  return errors.find((one) => one.anchor === controlId(field.id));
}

function isAsKnown(field: Field, fact: KnownFact, answer: Answer | undefined, typed: Typed): boolean {
  const touched = Object.keys(typed).some((name) => name === field.id || name.startsWith(`${field.id}--`));
  return !touched && sameAnswer(answer, fact.value);
}
