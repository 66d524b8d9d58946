// How many people one appointment is for, where each takes a length of their own: those who bring an application for a title.

/** As many as the national search asks for. */
export const MOST_PEOPLE = 20;

/** The number in an address: `personnes=2`. Null for anything else. */
export function readPeople(text: string | undefined): number | null {
  const people = /^[1-9]\d?$/.test(text ?? '') ? Number(text) : 0;
  return people >= 1 && people <= MOST_PEOPLE ? people : null;
}

/** « 1 personne », « 2 personnes » */
export function sayPeople(people: number): string {
  return `${people}\u00A0personne${people > 1 ? 's' : ''}`;
}

/** What the addresses of the steps before a slot say: they ask again where it is not said. */
export function peopleAnswer(people: number | null): string {
  return people === null ? '' : `personnes=${people}`;
}

/** The query of the address of a slot that says the number again: empty for one. */
export function peopleQuery(people: number): string {
  return people > 1 ? `?personnes=${people}` : '';
}
