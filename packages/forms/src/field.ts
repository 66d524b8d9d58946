// The vocabulary itself: what can be asked, and what an answer to it looks like. All of it is JSON.

import type { Json, Rule } from './rule.ts';

/** A day as 'YYYY-MM-DD', 'today', or days or years from today (negative: before). All limits are inclusive. */
export type DayLimit = string | { readonly days: number } | { readonly years: number };

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
  | 'too-few'
  | 'wrong-check'
  | 'outside'
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
/** A sum of money. The answer is in euros, with cents after the point: 1234.5. */
export interface AmountField extends Common, WithDefault<number> {
  readonly type: 'amount';
  readonly min?: number;
  readonly max?: number;
}
/** The answer is 'YYYY-MM-DD'. */
export interface DateField extends Common, WithDefault<string> {
  readonly type: 'date';
  readonly earliest?: DayLimit;
  readonly latest?: DayLimit;
}
/** A first and a last day, both included. */
export interface PeriodField extends Common, WithDefault<Period> {
  readonly type: 'period';
  readonly earliest?: DayLimit;
  readonly latest?: DayLimit;
  /** How many days the period has at most, both ends included. */
  readonly maxDays?: number;
}
/** With `other`, an answer that is none of the options' values is what the person wrote. */
export interface ChoiceField extends Common, WithDefault<string> {
  readonly type: 'choice';
  readonly options: readonly Option[];
  /** « Autre »: the label of a last answer that the person writes. */
  readonly other?: string;
  /** Draw a drop-down list. Without it: radio buttons, up to 12 options. */
  readonly list?: boolean;
}
export interface ChoicesField extends Common, WithDefault<readonly string[]> {
  readonly type: 'choices';
  readonly options: readonly Option[];
  /** « Autre »: the label of a last answer that the person writes. */
  readonly other?: string;
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
/** Typed, with the communes of `Clock.communes` as suggestions; those also give the INSEE code. */
export interface CommuneField extends Common, WithDefault<Commune> {
  readonly type: 'commune';
  /** Whether only a known commune is right. */
  readonly known?: boolean;
}
/** Who someone is. Given names and family name, and of the rest only what `ask` names. */
export interface PersonField extends Common, WithDefault<Person> {
  readonly type: 'person';
  readonly ask?: readonly PersonDetail[];
}
export type PersonDetail = 'usual-name' | 'birth-date' | 'birth-place';
/** Fourteen digits with their check digit; those of La Poste have a rule of their own. */
export interface SiretField extends Common, WithDefault<string> {
  readonly type: 'siret';
}
/** Nine digits with their check digit. */
export interface SirenField extends Common, WithDefault<string> {
  readonly type: 'siren';
}
/** The number of an association in the Répertoire national: W and nine signs. */
export interface RnaField extends Common, WithDefault<string> {
  readonly type: 'rna';
}
/** The answer has no spaces and is in capitals (ISO 13616, with its check by 97). */
export interface IbanField extends Common, WithDefault<string> {
  readonly type: 'iban';
}
/** A French licence plate: 'AB-123-CD' (since 2009) or '1234 AB 28' (before). */
export interface PlateField extends Common, WithDefault<string> {
  readonly type: 'plate';
}
/** A place on the map as WGS 84 degrees, typed: a map may fill the two boxes. */
export interface PointField extends Common, WithDefault<Point> {
  readonly type: 'point';
  /** Where the place must be. */
  readonly within?: {
    readonly south: number;
    readonly west: number;
    readonly north: number;
    readonly east: number;
  };
}
/** The same questions for each child, each vehicle… Blocks are added and removed without a script. */
export interface RepeatField extends Common {
  readonly type: 'repeat';
  /** « Enfant »: what one block is about. */
  readonly one: string;
  /** Without calculations, signatures or blocks of their own. Their conditions read answers of the same block. */
  readonly fields: readonly Field[];
  /** 1 unless said, 0 where optional. */
  readonly min?: number;
  /** 10 unless said. */
  readonly max?: number;
}
/** Calculated from other answers, shown, sent, never read from what a browser sends. */
export interface ComputedField extends Common {
  readonly type: 'computed';
  readonly rule: Json;
  /** Digits after the comma that are kept, where the value is a number; 0 unless said, 2 for euros. */
  readonly decimals?: number;
  readonly unit?: string;
}
export interface FileField extends Common {
  readonly type: 'file';
  /** Media types and extensions, as in HTML: ['.pdf', 'application/pdf', 'image/*']. Default: PDF, JPEG, PNG, HEIC. */
  readonly accept?: readonly string[];
  /** Of each file. 25 MB unless said. */
  readonly maxBytes?: number;
  /** 1 unless said. */
  readonly maxFiles?: number;
}
/**
 * A declaration (`label`) that the person confirms by a code sent to an address that they gave in this form: a simple
 * electronic signature (Règlement (UE) 910/2014, art. 3, 10 and 25; Code civil, art. 1367). Sending and checking the code is
 * for whoever shows the form; the answer is what they found.
 */
export interface SignatureField extends Common {
  readonly type: 'signature';
  /** Ids of fields of earlier pages that the code may be sent to, at least one. */
  readonly email?: string;
  readonly phone?: string;
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
  | AmountField
  | PeriodField
  | CommuneField
  | PersonField
  | SiretField
  | SirenField
  | RnaField
  | IbanField
  | PlateField
  | PointField
  | RepeatField
  | ComputedField
  | FileField
  | SignatureField
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

/** Days, 'YYYY-MM-DD', both included. */
export type Period = { readonly from: string; readonly to: string };

/** `insee` is there when the commune was recognised. */
export type Commune = { readonly name: string; readonly insee?: string };

export type Person = {
  readonly givenNames: string;
  /** Of birth. */
  readonly familyName: string;
  /** The one used every day, where it is not the family name. */
  readonly usualName?: string;
  /** 'YYYY-MM-DD' */
  readonly birthDate?: string;
  readonly birthPlace?: string;
};

/** Degrees, WGS 84, six digits after the point at most. */
export type Point = { readonly lat: number; readonly lon: number };

/** The answers of one block, by the ids of its fields. */
export type ItemAnswers = { readonly [fieldId: string]: ItemAnswer };
/** What a block can hold: no blocks of its own. */
export type ItemAnswer =
  | string
  | number
  | boolean
  | readonly string[]
  | Address
  | Period
  | Commune
  | Person
  | Point
  | readonly FileAnswer[];

/** `keys` names each block for as long as it is there, whatever is added or removed around it. */
export type Items = { readonly items: readonly ItemAnswers[]; readonly keys?: readonly string[] };

/** What was found when a code came back. `at` is an instant with the local offset (RFC 3339). */
export type Signature = {
  readonly at: string;
  readonly by: 'mail' | 'text';
  /** Where the code was sent, masked: « c•••@exemple.fr ». */
  readonly to: string;
  /** SHA-256, in hexadecimal, of what was signed. */
  readonly digest: string;
};

/** What an answer keeps of a file: `id` is the name that the storage gave it. */
export type FileAnswer = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
};

export type Answer = ItemAnswer | Items | Signature;

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
