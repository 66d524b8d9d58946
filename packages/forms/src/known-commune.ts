// The communes that the caller knows: those of the tenant, or more. This package has none of its own.

import type { Commune } from './field.ts';
import { fold } from './fold.ts';

export interface KnownCommune {
  readonly insee: string;
  readonly name: string;
  readonly postalCodes?: readonly string[];
}

/**
 * The commune that was meant, when there is exactly one: « Le Favril », « favril (le) », « LE FAVRIL (28190) »,
 * « saint denis des puits ».
 */
export function findCommune(
  typed: string,
  communes: readonly KnownCommune[],
  postalCode?: string,
): KnownCommune | undefined {
  const [, name = typed, written] = /^(.*?)\s*(?:\(?(\d{5})\)?)?$/u.exec(typed.trim()) ?? [];
  const code = postalCode ?? written;
  const wanted = key(name);
  const found = communes.filter(
    (one) => key(one.name) === wanted && (code === undefined || (one.postalCodes?.includes(code) ?? true)),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** The commune as an answer. */
export function toCommune({ insee, name }: KnownCommune): Commune {
  return { name, insee };
}

const ARTICLE = /^(.*\S) \((le|la|les|l)\)$/;

function key(name: string): string {
  const plain = fold(name)
    .replace(/[-'’]+/g, ' ')
    .replace(/ ?\)/g, ')')
    .replace(/\bste\b/g, 'sainte')
    .replace(/\bst\b/g, 'saint')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.replace(ARTICLE, '$2 $1');
}
