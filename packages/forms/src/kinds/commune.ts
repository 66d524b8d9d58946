// The name of a commune, recognised among those that the caller knows.

import type { Commune, CommuneField } from '../field.ts';
import { cleanText } from '../input.ts';
import type { Kind, Problem, Reading } from '../kind.ts';
import { findCommune, toCommune } from '../known-commune.ts';
import { isRecord, ownEntry } from '../own.ts';
import { named, problem } from '../sentences.ts';
import { forbiddenCharacter } from './one-box.ts';

const LONGEST = 100;
const INSEE_CODE = /^\d[\dAB]\d{3}$/;

export const commune: Kind<CommuneField> = {
  parts: [],
  typed(field, input) {
    const raw = input.get(field.id);
    return raw === undefined ? {} : { [field.id]: raw.slice(0, 1000) };
  },
  read(field, input, { communes, previous }): Reading {
    const name = cleanText(input.get(field.id) ?? '', { lines: false });
    if (name === '') return {};
    // What was recognised once, and comes back untouched, stays recognised.
    if (isCommune(previous) && previous.name === name && previous.insee) return { answer: previous };
    const found = findCommune(name, communes);
    const answer: Commune = found ? toCommune(found) : { name };
    const wrong = checkCommune(field, answer);
    return wrong ? { problem: wrong } : { answer };
  },
  check: checkCommune,
  text: (_field, answer) => (isCommune(answer) ? answer.name : ''),
  control(field, { answer, typed, communes }) {
    const shown = ownEntry(typed, field.id);
    const value = typeof shown === 'string' ? shown : isCommune(answer) ? answer.name : '';
    const suggestions = communes.map((one) => one.name);
    return {
      kind: 'text',
      type: 'text',
      value,
      maxlength: LONGEST,
      ...(suggestions.length > 0 && { suggestions }),
    };
  },
};

function isCommune(value: unknown): value is Commune {
  if (!isRecord(value) || typeof ownEntry(value, 'name') !== 'string') return false;
  const insee = ownEntry(value, 'insee');
  return insee === undefined || (typeof insee === 'string' && INSEE_CODE.test(insee));
}

function checkCommune(field: CommuneField, answer: unknown): Problem | undefined {
  if (!isCommune(answer) || answer.name === '') {
    return problem(field, 'invalid', `Écrivez le nom de la commune, par exemple Le Favril.`);
  }
  if (answer.name.includes('\0')) return forbiddenCharacter(field);
  if (answer.name.length > LONGEST) {
    return problem(field, 'too-long', `Écrivez seulement le nom de la commune pour ${named(field)}.`);
  }
  if (field.known && answer.insee === undefined) {
    return problem(
      field,
      'unknown-choice',
      `Vérifiez ${named(field)}\u00A0: choisissez une des communes proposées.`,
    );
  }
  return undefined;
}
