// The register of kinds: one entry a type of field. A new type starts in field.ts and ends here.

import type { Field, FieldType } from './field.ts';
import type { Kind } from './kind.ts';
import { address } from './kinds/address.ts';
import { amount } from './kinds/amount.ts';
import { choice, choices, tick, yesNo } from './kinds/choice.ts';
import { commune } from './kinds/commune.ts';
import { computed } from './kinds/computed.ts';
import { date } from './kinds/date.ts';
import { email } from './kinds/email.ts';
import { file } from './kinds/file.ts';
import { iban } from './kinds/iban.ts';
import { info } from './kinds/info.ts';
import { number } from './kinds/number.ts';
import { period } from './kinds/period.ts';
import { person } from './kinds/person.ts';
import { phone } from './kinds/phone.ts';
import { plate } from './kinds/plate.ts';
import { point } from './kinds/point.ts';
import { rna, siren, siret } from './kinds/registered-body.ts';
import { repeat } from './kinds/repeat.ts';
import { signature } from './kinds/signature.ts';
import { colour, time, url } from './kinds/small-boxes.ts';
import { hidden, password, text, textarea } from './kinds/text.ts';

const KINDS: { readonly [T in FieldType]: Kind<Extract<Field, { type: T }>> } = {
  text,
  textarea,
  email,
  phone,
  url,
  colour,
  time,
  number,
  date,
  choice,
  choices,
  'yes-no': yesNo,
  tick,
  address,
  amount,
  period,
  commune,
  person,
  siret,
  siren,
  rna,
  iban,
  plate,
  point,
  repeat,
  computed,
  file,
  signature,
  password,
  hidden,
  info,
};

/** The kind of a field. Its methods are only ever given that same field, so the pairing holds. */
export function kindOf(field: Field): Kind<Field> {
  return KINDS[field.type];
}

/** Whether a word names a type of field. */
export function isFieldType(type: string): type is FieldType {
  return Object.hasOwn(KINDS, type);
}
