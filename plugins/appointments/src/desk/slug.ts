// The last part of an address, from a title: permanent once given.

/** « Être aidé » is `etre-aide`; with a number behind where that is taken. */
export function freeSlug(title: string, taken: readonly string[]): string {
  const base =
    title
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll('œ', 'oe')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 60) || 'sans-nom';
  let slug = base;
  for (let number = 2; taken.includes(slug); number += 1) slug = `${base}-${number}`;
  return slug;
}
