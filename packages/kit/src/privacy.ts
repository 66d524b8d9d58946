// What is stored about people, why, on what basis and how long (RGPD art. 5, 6, 13 and 30). Declared beside the code that
// stores it; the register, the privacy pages, exports, erasure and the nightly purge are derived.

import type { Ctx, TxCtx } from './ctx.ts';

/** The bases of art. 6, 1 that a public body may rely on. Legitimate interest is not one, for its public tasks. */
export type LegalBasis = 'public-task' | 'legal-obligation' | 'consent' | 'contract';

export interface RetentionRule {
  /** kebab-case, permanent, one a plugin: `drafts`. */
  readonly name: string;
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
  /** What a person is given of it (art. 15 and 20). */
  export?(ctx: Ctx, person: PersonData): Promise<readonly ExportedPart[]>;
  /** Erases or makes anonymous what is about these requests and this account; returns how many rows it changed. */
  erase?(tx: TxCtx, person: PersonData): Promise<number>;
  /** Erases what is older than `before` (epoch milliseconds) where the rule has a clock of its own; returns how many rows. */
  purge?(tx: TxCtx, before: number): Promise<number>;
}

export interface Keep {
  readonly days: number;
  /** Counted from: « la clôture de la demande ». */
  readonly from: string;
  /** `request`: erased together with the request that it belongs to, when that is due. `own`: by `purge`. */
  readonly clock: 'request' | 'own';
}

/** Whose data: an account, and requests with or without one. */
export interface PersonData {
  readonly citizenId: string | null;
  readonly requestIds: readonly string[];
}

/** A part of an export: one JSON file, named by the plugin and the rule. */
export interface ExportedPart {
  /** In French: the title of the part in the summary that goes with it. */
  readonly title: string;
  readonly data: unknown;
}
