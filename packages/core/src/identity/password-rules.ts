// What everyone's password must be: long, and not one that is tried first (NIST SP 800-63B, 5.1.1.2; CNIL 2022-100). What
// it is made of does not matter.

/** Characters at least. */
export const SHORTEST_PASSWORD = 12;
/** Long enough for any phrase, short enough to be hashed. */
const LONGEST_PASSWORD = 200;

const TOO_SHORT = `Il faut au moins ${SHORTEST_PASSWORD}\u00A0caractères. Quatre mots qui ne vont pas ensemble font un bon mot de passe.`;
const TOO_LONG = `Il faut au plus ${LONGEST_PASSWORD}\u00A0caractères.`;
const COMMON = 'Ce mot de passe est parmi les premiers que l’on essaie. Choisissez-en un autre.';
const OWN = 'Ce mot de passe contient votre nom ou votre adresse. Choisissez-en un autre.';

/** What to correct in a new password, in French, or null. `owner` holds the names and addresses of whose it is. */
export function passwordProblem(password: string, owner: readonly string[] = []): string | null {
  const length = Array.from(password).length;
  if (length < SHORTEST_PASSWORD) return TOO_SHORT;
  if (length > LONGEST_PASSWORD) return TOO_LONG;
  const folded = fold(password);
  if (isCommon(folded)) return COMMON;
  const own = owner
    .flatMap((one) => fold(one).split(/[^a-z0-9]+/))
    .filter((part) => part.length >= 4)
    .sort((a, b) => b.length - a.length);
  const rest = own.reduce((text, part) => text.replaceAll(part, ''), folded);
  return rest.length < SHORTEST_PASSWORD / 2 && rest !== folded ? OWN : null;
}

/** Words that make up the passwords of most lists of leaked ones, in French and in English. */
const WORDS =
  /motdepasse|password|azerty|qwerty|qwertz|bonjour|bienvenue|welcome|administrateur|administrator|admin|mairie|commune|secret|soleil|jetaime|iloveyou|marseille|doudou|loulou|chouchou|princesse|letmein|changeme|changezmoi|parvis|france|secretariat/g;
/** Rows of keyboards, the alphabet and digits, there and back. */
const ROWS = [
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertyuiopasdfghjklzxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
].flatMap((row) => [row, Array.from(row).toReversed().join('')]);

/** Nothing is left of it once the words, the runs and the repetitions that everybody thinks of are taken out. */
function isCommon(folded: string): boolean {
  if (new Set(folded).size < 5 || /^(.{1,6})\1+.{0,3}$/.test(folded)) return true;
  if (ROWS.some((row) => row.includes(folded))) return true;
  const signs = folded.replaceAll(/[^a-z0-9]/g, '');
  const rest = withoutRuns(signs.replaceAll(WORDS, '')).replaceAll(/(19|20)\d\d/g, '');
  return rest.length < 4;
}

/** Takes out what stands in a row: `azertyuiop`, `4567`. */
function withoutRuns(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length; ) {
    let end = at + 4;
    if (end > text.length || !isRun(text.slice(at, end))) {
      rest += text.charAt(at);
      at += 1;
      continue;
    }
    while (end < text.length && isRun(text.slice(at, end + 1))) end += 1;
    at = end;
  }
  return rest;
}

function isRun(text: string): boolean {
  return new Set(text).size === 1 || ROWS.some((row) => row.includes(text));
}

/** Lower case, without accents, with the letters that digits and signs stand for. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replaceAll(/(?<=[a-z])0(?=[a-z])/g, 'o')
    .replaceAll(/(?<=[a-z])1(?=[a-z])/g, 'i')
    .replaceAll(/(?<=[a-z])3(?=[a-z])/g, 'e');
}
