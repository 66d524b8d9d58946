// What the words of a question give away: data that the law holds back, and words that only offices use.

import type { Field } from '../field.ts';
import { fold } from '../fold.ts';
import { quoted } from '../sentences.ts';

interface Held {
  /** Over the folded label and help. */
  readonly words: RegExp;
  readonly why: string;
}

/** Data that a town hall may ask for in few cases only (RGPD, art. 9 and 10; loi du 6 janvier 1978, art. 6, 30 and 46). */
const HELD_BACK: readonly Held[] = [
  {
    words: /numero de securite sociale|\bnir\b|\bnumero de secu\b|numero d inscription au repertoire/,
    why: 'le numéro de sécurité sociale ne se demande que là où un décret le permet',
  },
  { words: /\breligion|religieu[sx]|\bculte\b|confession/, why: 'la religion ne se demande pas' },
  {
    words: /origine (?:ethnique|raciale)|\bethnie\b|\bvotre race\b/,
    why: 'l’origine ne se demande pas',
  },
  { words: /opinions? politiques?|\bsyndica[lt]/, why: 'les opinions ne se demandent pas' },
  {
    words: /orientation sexuelle|vie sexuelle/,
    why: 'la vie intime ne se demande pas',
  },
  {
    words: /casier judiciaire|condamnations? penales?/,
    why: 'le casier judiciaire se vérifie par l’administration elle-même, là où la loi le permet',
  },
  {
    words: /etat de sante|\bmaladies?\b|\bgrossesse\b|taux d invalidite|diagnostic medical/,
    why: 'la santé ne se demande que si la demande en dépend, avec l’accord de la personne',
  },
];

/** Words of offices, with what people say. */
const JARGON: readonly (readonly [RegExp, string, string])[] = [
  [/\bpetitionnaires?\b/, 'pétitionnaire', 'la personne qui demande'],
  [/\bsusmentionne|\bsusvise|\bsusdit/, 'susmentionné', 'redites le mot'],
  [/\bafferent/, 'afférent', 'lié à'],
  [/\bnonobstant\b/, 'nonobstant', 'malgré'],
  [/\bsis(?:e|es)?\b(?= (?:a|au|aux|en|sur|rue)\b)/, 'sis', 'situé'],
  [/\bledit\b|\bladite\b|\blesdits\b/, 'ledit', 'redites le mot'],
  [/\ble cas echeant\b/, 'le cas échéant', 's’il y en a'],
  [/\bpatronyme\b|\bnom patronymique\b/, 'patronyme', 'nom de naissance'],
  [/\bquantieme\b/, 'quantième', 'jour'],
  [/\bcocontractant/, 'cocontractant', 'l’autre personne'],
];

/** Why a question asks what it must not without a text; null where its words say no such thing. */
export function heldBack(field: Field): string | null {
  const said = spoken(field.label);
  const held = HELD_BACK.find(({ words }) => words.test(said));
  return held
    ? `La question ${quoted(field.label)} demande une donnée protégée\u00A0: ${held.why}. Retirez-la, ou citez le texte dans la fiche.`
    : null;
}

/** A word that only offices use, and what to say instead; null where there is none. */
export function jargonIn(field: Field): string | null {
  const said = spoken(field.label);
  const [, word, instead] = JARGON.find(([words]) => words.test(said)) ?? [];
  return word === undefined
    ? null
    : `L’intitulé ${quoted(field.label)} parle comme un formulaire\u00A0: plutôt que ${quoted(word)}, écrivez ${quoted(instead ?? '')}.`;
}

function spoken(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
