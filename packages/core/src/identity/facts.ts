// What is known of a citizen: each fact with where it came from, as the law asks (CRPA L114-8).

/** `DECLARED` by the person, or vouched for by a provider, by its name. */
export interface FactSource {
  readonly value: string;
  readonly from: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Where a fact came from that the person wrote. */
export const DECLARED = 'declared';
