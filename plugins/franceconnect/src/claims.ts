// What FranceConnect says of a person (the « identité pivot »): taken as documented, or not at all.

import type { IdentityField, VouchedCitizen } from '@parvis/kit';

type Claims = Readonly<Record<string, unknown>>;

const LONGEST = 200;

/** `YYYY-MM-DD`; month and day may be unknown for people born abroad: FranceConnect then writes `00`. */
const BIRTHDATE = /^\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])$/;
/** INSEE code of a commune; empty for people born abroad. */
const COMMUNE = /^(?:\d{5}|2[AB]\d{3})?$/;
/** INSEE code of a country: 99100 is France. */
const COUNTRY = /^99\d{3}$/;

/** The person, or null where the claims are not what FranceConnect documents. */
export function vouchedCitizen(claims: Claims): VouchedCitizen | null {
  const subject = text(claims['sub'], /^[\w.=-]{1,255}$/);
  if (!subject) return null;
  const facts: Partial<Record<IdentityField, string>> = {};
  for (const [field, read] of Object.entries(READERS) as [IdentityField, (claims: Claims) => Read][]) {
    const found = read(claims);
    if (found === null) return null;
    if (found !== '') facts[field] = found;
  }
  // Whoever FranceConnect knows has these: without them it is not the identity that was asked for.
  if (!facts.familyName || !facts.givenNames || !facts.birthdate) return null;
  return { kind: 'citizen', subject, facts };
}

/** The value; empty where there is none; null where it is wrong. */
type Read = string | null;

const READERS: { readonly [K in IdentityField]?: (claims: Claims) => Read } = {
  givenNames: givenNames,
  familyName: (claims) => text(claims['family_name']),
  usualName: (claims) => text(claims['preferred_username']),
  birthdate: (claims) => text(claims['birthdate'], BIRTHDATE),
  gender: (claims) => text(claims['gender'], /^(?:female|male)$/),
  birthplace: (claims) => text(claims['birthplace'], COMMUNE),
  birthcountry: (claims) => text(claims['birthcountry'], COUNTRY),
  email: (claims) => text(claims['email'], /^[^\s@]+@[^\s@]+\.[^\s@]+$/),
};

/** All given names, in order: the list where there is one, the text otherwise. */
function givenNames(claims: Claims): Read {
  const list = claims['given_name_array'];
  if (list === undefined) return text(claims['given_name']);
  if (!Array.isArray(list) || list.length > 30) return null;
  const names = list.map((one) => text(one));
  return names.every((name) => name) ? text(names.join(' ')) : null;
}

function text(value: unknown, pattern?: RegExp): Read {
  if (value === undefined || value === '') return '';
  if (typeof value !== 'string' || value.length > LONGEST || /\p{Cc}/u.test(value)) return null;
  const trimmed = value.trim();
  return !pattern || pattern.test(trimmed) ? trimmed : null;
}
