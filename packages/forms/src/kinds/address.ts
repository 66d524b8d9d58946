// A postal address in France, in three boxes.

import type { ControlPart } from '../control.ts';
import type { Address, AddressField } from '../field.ts';
import { cleanText } from '../input.ts';
import type { Kind, Problem, Reading } from '../kind.ts';
import { findCommune } from '../known-commune.ts';
import { partId, partName } from '../naming.ts';
import { isRecord, ownEntry } from '../own.ts';
import { count, named, problem } from '../sentences.ts';
import { forbiddenCharacter } from './one-box.ts';

const PARTS = ['line', 'postal-code', 'commune'] as const;
type Part = (typeof PARTS)[number];

const KEY = { line: 'line', 'postal-code': 'postalCode', commune: 'commune' } as const;
const LABEL = { line: 'Numéro et voie', 'postal-code': 'Code postal', commune: 'Commune' } as const;
const TOKEN = { line: 'address-line1', 'postal-code': 'postal-code', commune: 'address-level2' } as const;
const MAX_LENGTH = { line: 200, 'postal-code': 5, commune: 100 } as const;

const POSTAL_CODE = /^\d{5}$/;
const INSEE_CODE = /^\d[\dAB]\d{3}$/;
const LONGEST_PART = 1000;

export const address: Kind<AddressField> = {
  parts: PARTS,
  typed(field, input) {
    const typed: Record<string, string> = {};
    for (const part of PARTS) {
      const raw = input.get(partName(field.id, part));
      if (raw !== undefined) typed[partName(field.id, part)] = raw.slice(0, LONGEST_PART);
    }
    return typed;
  },
  read(field, input, { communes }): Reading {
    const part = (name: Part) =>
      cleanText((input.get(partName(field.id, name)) ?? '').slice(0, LONGEST_PART), { lines: false });
    const line = part('line');
    const postalCode = part('postal-code').replace(/\s/g, '');
    const commune = part('commune');
    if (line === '' && postalCode === '' && commune === '') return {};
    const insee =
      findCommune(commune, communes, postalCode)?.insee ?? input.get(partName(field.id, 'insee')) ?? '';
    const answer: Address = { line, postalCode, commune, ...(INSEE_CODE.test(insee) && { insee }) };
    const wrong = checkAddress(field, answer);
    return wrong ? { problem: wrong } : { answer };
  },
  check: checkAddress,
  text(_field, answer) {
    if (!isAddress(answer)) return [];
    return [answer.line, `${answer.postalCode} ${answer.commune}`];
  },
  control: (field, { answer, typed, anchor }) => ({
    kind: 'address',
    value: '',
    parts: PARTS.map((part): ControlPart => {
      const id = partId(field.id, part, part === 'line');
      const shown = ownEntry(typed, partName(field.id, part));
      return {
        id,
        name: partName(field.id, part),
        label: LABEL[part],
        value: typeof shown === 'string' ? shown : isAddress(answer) ? answer[KEY[part]] : '',
        ...(field.autocomplete !== undefined && { autocomplete: TOKEN[part] }),
        ...(part === 'postal-code' ? { inputmode: 'numeric', width: 5 } : { maxlength: MAX_LENGTH[part] }),
        ...(anchor === id && { wrong: true }),
      };
    }),
  }),
};

function isAddress(value: unknown): value is Address {
  return (
    isRecord(value) &&
    PARTS.every((part) => typeof ownEntry(value, KEY[part]) === 'string') &&
    (ownEntry(value, 'insee') === undefined || INSEE_CODE.test(String(value['insee'])))
  );
}

function checkAddress(field: AddressField, answer: unknown): Problem | undefined {
  if (!isAddress(answer)) return problem(field, 'invalid', `Réécrivez ${named(field)}.`);
  if (answer.line === '') {
    return problem(
      field,
      'incomplete',
      'Écrivez le numéro et la voie, par exemple 2 rue de la Mairie.',
      'line',
    );
  }
  if (answer.postalCode === '') {
    return problem(field, 'incomplete', 'Écrivez le code postal, par exemple 28190.', 'postal-code');
  }
  if (!POSTAL_CODE.test(answer.postalCode)) {
    return problem(
      field,
      'invalid',
      'Vérifiez le code postal\u00A0: il a cinq chiffres, par exemple 28190.',
      'postal-code',
    );
  }
  if (answer.commune === '') return problem(field, 'incomplete', 'Écrivez le nom de la commune.', 'commune');
  for (const part of PARTS) {
    const text = answer[KEY[part]];
    if (text.includes('\0')) return forbiddenCharacter(field, part);
    if (text.length > MAX_LENGTH[part]) {
      const name = LABEL[part].toLowerCase();
      return problem(
        field,
        'too-long',
        `Raccourcissez ${part === 'commune' ? 'le nom de la' : 'la partie'} ${name}\u00A0: ${count(MAX_LENGTH[part], 'caractère')} au plus.`,
        part,
      );
    }
  }
  return undefined;
}
