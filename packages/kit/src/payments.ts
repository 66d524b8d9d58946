// Taking money for a public body through a service that may hold it: what a plugin says of that service. The host keeps what is
// owed and what was paid, and believes the provider only, never a browser that comes back.

import type { Field } from '@parvis/forms';

/** What a body told of itself to the provider, by the ids of the provider's `settings`. */
export type PaymentSettings = Readonly<Record<string, string>>;

export interface PaymentProvider {
  /** How people call it: « PayFiP ». */
  readonly label: string;
  /** One sentence for whoever is about to pay: whose service it is, what can be used there. */
  readonly about: string;
  /** Where it takes people to, an origin without a trailing slash: the policy on forms lets them go there, and nowhere else. */
  readonly origin: string;
  /** A stand-in that moves no money: screens say so. */
  readonly simulated: boolean;
  /** The least and the most that it takes at once, in cents. */
  readonly limits: { readonly least: number; readonly most: number };
  /** What a body must tell to take money through it: text and choices, in the forms vocabulary. */
  readonly settings: readonly Field[];
  /** Whether money moves with these settings. */
  mode(settings: PaymentSettings): PaymentMode;
  /**
   * Opens a payment there, and says where to send the person. Nothing is owed or taken by it.
   *
   * @throws PaymentProviderError
   */
  begin(order: PaymentOrder): Promise<PaymentBegun>;
  /**
   * How a payment stands there. Asked as often as the host likes: it changes nothing.
   *
   * @throws PaymentProviderError
   */
  outcome(asked: PaymentAsked): Promise<PaymentOutcome>;
  /**
   * Whether the provider knows a body by these settings: a sentence for the agent who sets them, in French.
   *
   * @throws PaymentProviderError
   */
  known(settings: PaymentSettings, signal: AbortSignal): Promise<string>;
}

/** `test`: everything happens but the taking of money. */
export type PaymentMode = 'test' | 'real';

export interface PaymentOrder {
  /** In euro cents, a whole number. */
  readonly amount: number;
  /** What the body finds it by in its own accounts: 6 to 30 letters and digits, without accents. */
  readonly reference: string;
  /** What is paid for, as the person reads it. */
  readonly label: string;
  /** Where the provider writes to. */
  readonly email: string;
  /** Where the person comes back to, whatever happened. 250 characters at most. */
  readonly returnUrl: string;
  /** What the provider calls when it is over. 250 characters at most. */
  readonly notifyUrl: string;
  /** The civil year in the body's time: accounts are kept by it. */
  readonly year: number;
  readonly settings: PaymentSettings;
  readonly signal: AbortSignal;
}

export interface PaymentBegun {
  /** The provider's name for this payment: what `outcome` is asked by. */
  readonly token: string;
  /** Where to send the person: under the provider's `origin`. */
  readonly url: string;
  /** Epoch milliseconds: until when the address serves. */
  readonly until: number;
}

export interface PaymentAsked {
  readonly token: string;
  readonly settings: PaymentSettings;
  readonly signal: AbortSignal;
}

export type PaymentOutcome =
  | {
      readonly state: 'paid';
      /** In cents, as the provider says it: the host compares. */
      readonly amount: number;
      /** The reference that it was begun with, as the provider says it: the host compares. */
      readonly reference: string;
      /** The provider's own number, that the person and the accountant find it by. */
      readonly number: string | null;
      /** Epoch milliseconds, where the provider says when. */
      readonly at: number | null;
      readonly means: 'card' | 'debit';
    }
  /** `pending`: under way, or not begun by the person. `lost`: the provider does not know it any more; it will not be paid. */
  | { readonly state: 'refused' | 'abandoned' | 'pending' | 'lost' };

/** The provider did not do what it was asked. The code, where there is one, is its own. */
export class PaymentProviderError extends Error {
  /** `down`: later it may work. `refused`: it never will, as things are set. */
  readonly kind: 'down' | 'refused';
  readonly code: string | null;

  constructor(kind: 'down' | 'refused', code: string | null, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'PaymentProviderError';
    this.kind = kind;
    this.code = code;
  }
}

/** Something that a request must pay. Of one purpose a request has one. */
export interface Payment {
  readonly id: string;
  /** Null once the request was erased: accounts outlive it. */
  readonly requestId: string | null;
  /** The body that is owed. */
  readonly authorityId: string;
  /** kebab-case, permanent within what asks for it: `location`. */
  readonly purpose: string;
  /** What is paid for, as people read it: « Location de la salle communale ». */
  readonly label: string;
  /** In euro cents. */
  readonly amount: number;
  readonly status: PaymentStatus;
  /** What people and accountants call it by: « 26KXTM97WDP1 ». Not a secret. */
  readonly reference: string;
  /** Epoch milliseconds. */
  readonly paidAt: number | null;
  /** The number that the provider, or the cash book, gave it. */
  readonly number: string | null;
}

export type PaymentStatus = 'due' | 'paid' | 'cancelled';

export interface NewPayment {
  readonly purpose: string;
  readonly label: string;
  /** In euro cents, more than nothing. */
  readonly amount: number;
  /** What the mail says before the button: plain text, a blank line between paragraphs. */
  readonly text: string;
}

export interface PaymentWriter {
  /** What a request must pay, oldest first. */
  of(requestId: string): Promise<readonly Payment[]>;
  /**
   * Asks the citizen of a request for money, with a mail that leads to paying. Asked again for the same purpose while it is due,
   * it reminds them; the amount stays what it was. Once paid, nothing happens.
   */
  ask(requestId: string, wanted: NewPayment): Promise<Payment>;
}
