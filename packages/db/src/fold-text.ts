/** Text made comparable across cases, accents and ligatures, for search columns. */

const marks = /\p{M}+/gu;
const apostrophes = /[‘’ʼ`´]/g;
const spaces = /\s+/g;
const letters = /[œæßøđłı]/g;
const spelled: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
};

/**
 * Lower case, no accents, ligatures spelled out, one kind of apostrophe, single spaces.
 *
 * @example foldText('  Sœur Élise, L’Haÿ ') === "soeur elise, l'hay"
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(marks, '')
    .toLowerCase()
    .replaceAll(letters, (letter) => spelled[letter] ?? letter)
    .replaceAll(apostrophes, "'")
    .replaceAll(spaces, ' ')
    .trim();
}
