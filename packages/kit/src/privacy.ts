// What is stored about people, why, on what basis and how long (RGPD art. 5, 6, 13 and 30). Declared beside the code that
// stores it; the register, the privacy pages, exports, erasure and the nightly purge are derived.

import type { Ctx, TxCtx } from './ctx.ts';
import type { ChannelKind } from './requests.ts';

/** The bases of art. 6, 1 that a public body may rely on. Legitimate interest is not one, for its public tasks. */
export type LegalBasis = 'public-task' | 'legal-obligation' | 'consent' | 'contract';

/**
 * What it is part of, which says who answers for it: for `requests` the operator of each service, for `account` and
 * `security` the body that pools, for `agents` the body they work for.
 */
export type PrivacyTheme = 'requests' | 'account' | 'security' | 'agents';

export interface RetentionRule {
  /** kebab-case, permanent, one a plugin: `drafts`. */
  readonly name: string;
  readonly theme: PrivacyTheme;
  /** Of `requests`: only services with this channel have it. */
  readonly channel?: ChannelKind;
  /** Names of the tables, in the database, that hold it: every table is in a rule or among the plugin's `impersonal` ones. */
  readonly tables: readonly string[];
  /** What is kept, in French, as a person would say it: « Les réponses d’un formulaire commencé ». */
  readonly what: string;
  /** Whose data: « Les personnes qui font une demande ». */
  readonly people: string;
  /** What for: « Reprendre un formulaire interrompu ». */
  readonly purpose: string;
  readonly basis: LegalBasis;
  /** The text that the basis rests on, where there is one: « CRPA, art. L112-9 ». */
  readonly law?: string;
  /** Who gets to see them: « Les agents du service qui traite la demande ». */
  readonly recipients: string;
  readonly keep: Keep;
  /** What a person is given of it (art. 15 and 20). Asked with 50 requests at most at a time, and once with the account. */
  readonly export?: (ctx: Ctx, person: PersonData) => Promise<readonly ExportedPart[]>;
  /**
   * Erases or makes anonymous what is about these requests and this account; returns how many rows it changed. Given no
   * more than 50 requests.
   */
  readonly erase?: (tx: TxCtx, person: PersonData) => Promise<number>;
  /**
   * Erases what is older than `before` (epoch milliseconds), 500 rows at most, and returns how many it erased: it is called
   * again, in another transaction, until there are none.
   */
  readonly purge?: (tx: TxCtx, before: number) => Promise<number>;
}

export type Keep =
  /** Erased together with the request that it belongs to, when the service says that this is due. Needs `erase`. */
  | { readonly clock: 'request' }
  /** Erased together with the account. Needs `erase`. */
  | { readonly clock: 'account' }
  /** Erased by `purge`, so many days after an event: « la dernière saisie ». */
  | { readonly clock: 'own'; readonly days: number; readonly from: string }
  /** Ended by a person, and erased with that: « Tant que l’agent est en fonction ». */
  | { readonly clock: 'hand'; readonly until: string };

/** Whose data: an account, and requests with or without one. */
export interface PersonData {
  readonly citizenId: string | null;
  readonly requests: readonly PersonRequest[];
  /** Addresses the person gave, in lower case. */
  readonly emails: readonly string[];
}

/** A request as rules name it. */
export interface PersonRequest {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
}

/** A part of an export. The parts of one rule are a JSON file, named by the plugin and the rule. */
export interface ExportedPart {
  /** In French: the title of the part in the summary that goes with it. */
  readonly title: string;
  /** Keys are in French, for the summary says them. */
  readonly data: ExportedValue;
}

export type ExportedValue =
  | string
  | number
  | boolean
  | null
  | readonly ExportedValue[]
  | { readonly [key: string]: ExportedValue };
