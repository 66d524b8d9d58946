// The vocabulary itself: what can be asked, and what an answer to it looks like. All of it is JSON.

import type { Rule } from './rule.ts';

/** A day as 'YYYY-MM-DD', 'today', or a number of days from today (negative: before). All limits are inclusive. */
export type DayLimit = string | { readonly days: number };

/** One proposed answer of a choice. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly help?: string;
}

/** Everything that can be wrong with an answer. A field may carry its own sentence for each. */
export type ErrorCode =
  | 'missing'
  | 'invalid'
  | 'incomplete'
  | 'forbidden-character'
  | 'too-short'
  | 'too-long'
  | 'too-small'
  | 'too-big'
  | 'no-such-day'
  | 'too-early'
  | 'too-late'
  | 'unknown-choice'
  | 'too-many'
  | 'file-type'
  | 'file-size'
  | 'file-empty'
  | 'stopped';

interface Common {
  /** Stable for ever within a form: letters, digits, single hyphens or underscores, starting with a letter. */
  readonly id: string;
  /** The question, or the name of the answer, as the person reads it. */
  readonly label: string;
  /** How a sentence names the answer: « votre date de naissance ». Makes the default errors read well. */
  readonly subject?: string;
  readonly help?: string;
  readonly example?: string;
  /** Fields are required unless they say otherwise. */
  readonly optional?: boolean;
  /** The HTML autocomplete token, e.g. 'given-name', 'bday', 'email' (RGAA 11.13). */
  readonly autocomplete?: string;
  /** Own sentences, in French, instead of the default ones. */
  readonly error?: Readonly<Partial<Record<ErrorCode, string>>>;
  /** The field is asked only when this JSON-Logic rule holds over the answers. */
  readonly when?: Rule;
}

interface WithDefault<A> {
  /** Shown, and used by `parseFields`, until another answer is given. */
  readonly default?: A;
}

interface Lengths {
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface TextField extends Common, Lengths, WithDefault<string> {
  readonly type: 'text';
  /** A regular expression that the whole text must match; `error.invalid` should say what is expected. */
  readonly pattern?: string;
  readonly inputmode?: 'text' | 'numeric' | 'decimal';
}
export interface TextareaField extends Common, Lengths, WithDefault<string> {
  readonly type: 'textarea';
}
export interface EmailField extends Common, WithDefault<string> {
  readonly type: 'email';
}
/** The answer is in E.164: '+33612345678'. */
export interface PhoneField extends Common, WithDefault<string> {
  readonly type: 'phone';
}
/** An http or https address; the answer always has its scheme. */
export interface UrlField extends Common, WithDefault<string> {
  readonly type: 'url';
}
/** The answer is '#rrggbb', in lower case. */
export interface ColourField extends Common, WithDefault<string> {
  readonly type: 'colour';
}
/** The answer is 'HH:MM', from 00:00 to 23:59. */
export interface TimeField extends Common, WithDefault<string> {
  readonly type: 'time';
}
export interface NumberField extends Common, WithDefault<number> {
  readonly type: 'number';
  readonly min?: number;
  readonly max?: number;
  /** How many digits after the comma; 0 (whole numbers) unless said. */
  readonly decimals?: number;
  /** « m² », « € »: shown after the box and in summaries. */
  readonly unit?: string;
}
/** The answer is 'YYYY-MM-DD'. */
export interface DateField extends Common, WithDefault<string> {
  readonly type: 'date';
  readonly earliest?: DayLimit;
  readonly latest?: DayLimit;
}
export interface ChoiceField extends Common, WithDefault<string> {
  readonly type: 'choice';
  readonly options: readonly Option[];
  /** Draw a drop-down list. Without it: radio buttons, up to 12 options. */
  readonly list?: boolean;
}
export interface ChoicesField extends Common, WithDefault<readonly string[]> {
  readonly type: 'choices';
  readonly options: readonly Option[];
  readonly max?: number;
}
export interface YesNoField extends Common, WithDefault<boolean> {
  readonly type: 'yes-no';
}
/** One box to tick. Required means that it must be ticked. */
export interface TickField extends Common, WithDefault<boolean> {
  readonly type: 'tick';
}
export interface AddressField extends Common, WithDefault<Address> {
  readonly type: 'address';
}
export interface FileField extends Common {
  readonly type: 'file';
  /** Media types and extensions, as in HTML: ['.pdf', 'application/pdf', 'image/*']. Default: PDF, JPEG, PNG, HEIC. */
  readonly accept?: readonly string[];
  /** Of each file. 10 MB unless said. */
  readonly maxBytes?: number;
  /** 1 unless said. */
  readonly maxFiles?: number;
}
/** Never shown again once typed, never in a summary. */
export interface PasswordField extends Common, Lengths {
  readonly type: 'password';
}
/** Carried along, unseen: a prefilled value, a return path. Never trust it more than what a person types. */
export interface HiddenField extends Common, Lengths, WithDefault<string> {
  readonly type: 'hidden';
}
/** A paragraph to read: `label` is its title, `help` its text. Has no answer. */
export interface InfoField extends Common {
  readonly type: 'info';
  readonly tone?: 'neutral' | 'warning';
}

export type Field =
  | TextField
  | TextareaField
  | EmailField
  | PhoneField
  | UrlField
  | ColourField
  | TimeField
  | NumberField
  | DateField
  | ChoiceField
  | ChoicesField
  | YesNoField
  | TickField
  | AddressField
  | FileField
  | PasswordField
  | HiddenField
  | InfoField;

export type FieldType = Field['type'];

/** A postal address in France. `insee` is known only when a script or a look-up found the commune. */
export type Address = {
  readonly line: string;
  readonly postalCode: string;
  readonly commune: string;
  readonly insee?: string;
};

/** What an answer keeps of a file: `id` is the name that the storage gave it. */
export type FileAnswer = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
};

export type Answer = string | number | boolean | readonly string[] | Address | readonly FileAnswer[];

/** By field id. Survives a JSON round trip. Holds no entry for what was not answered. */
export type Answers = Readonly<Record<string, Answer>>;

/** What the person typed, right or wrong, by control name: shown again as it was. Never holds a password. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export interface FieldError {
  readonly fieldId: string;
  readonly code: ErrorCode;
  /** French, and says what to do. */
  readonly message: string;
  /** The HTML id of the element to correct: a link of the error summary goes to `#${anchor}`. */
  readonly anchor: string;
}
