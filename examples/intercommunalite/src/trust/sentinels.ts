// Words that exist nowhere else, one for each piece of a person's data: where one shows up, that piece was shown.

import { randomInt } from 'node:crypto';
import { nobody, type Person, type Rule } from './rules.ts';

export interface Sentinel {
  readonly text: string;
  /** « nom de l’usager, demande d’encombrants, a1 ». */
  readonly what: string;
  /** Whose tenant. */
  readonly tenant: 'a' | 'b';
  /** The request, account or agent that it tells of: who holds a code or a link to that sees it. */
  readonly about: string | null;
  readonly seenBy: Rule;
}

export interface NewSentinel {
  readonly what: string;
  readonly tenant: 'a' | 'b';
}

/** Lower case and ASCII: no escaping, encoding or folding changes them. */
const WORD = /zq[a-z]{14}/g;
const PHONE = /0[67](?:[\s.\u00A0\u202F]?\d\d){4}/g;

export class SentinelBook {
  readonly #known = new Map<string, Sentinel>();

  /** A word for a name, an e-mail, an answer, a file. */
  word(planted: NewSentinel): string {
    const letters = Array.from({ length: 14 }, () => String.fromCharCode(97 + randomInt(26)));
    return this.#plant(`zq${letters.join('')}`, planted);
  }

  /** A telephone number, ten digits. */
  phone(planted: NewSentinel): string {
    return this.#plant(`06${String(randomInt(100_000_000)).padStart(8, '0')}`, planted);
  }

  /** Says who may see these, once that is known, and what they tell of. */
  rule(texts: readonly string[], seenBy: Rule, about: string | null = null): void {
    for (const text of texts) {
      const known = this.#known.get(text);
      if (known) this.#known.set(text, { ...known, about, seenBy });
    }
  }

  /** Forgets those that a text holds. */
  spend(text: string): void {
    for (const { text: known } of this.in(text)) this.#known.delete(known);
  }

  /** Those that are in a text, each once. */
  in(text: string): readonly Sentinel[] {
    const lower = text.toLowerCase();
    const phones = (text.match(PHONE) ?? []).map((one) => one.replace(/\D/g, ''));
    return [...new Set([...(lower.match(WORD) ?? []), ...phones])].flatMap(
      (found) => this.#known.get(found) ?? [],
    );
  }

  /** Those in a text that this person may not see there. `opens`: what the code or link that was shown leads to. */
  leaked(text: string, person: Person, opens: string | null): readonly Sentinel[] {
    return this.in(text).filter((one) => !one.seenBy(person) && (one.about === null || one.about !== opens));
  }

  /** What the sentinels of a tenant stand for. */
  planted(tenant: 'a' | 'b'): readonly string[] {
    return [...this.#known.values()].flatMap((one) => (one.tenant === tenant ? [one.what] : []));
  }

  #plant(text: string, planted: NewSentinel): string {
    this.#known.set(text, { ...planted, text, about: null, seenBy: nobody });
    return text;
  }
}
