// The public bodies, sites and people that a request meets, as plugins see them. The glossary is in DESIGN.md.

/** What a public body is, in the words of the law. */
export type AuthorityKind = 'commune' | 'epci' | 'department' | 'region' | 'state' | 'ccas';

/** The body that pools: an EPCI with its communes, or one commune alone. The border of all personal data. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
}

/** An opening of a counter: ISO day of the week (1 is Monday) and local wall times. */
export interface CounterHours {
  readonly day: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly from: string;
  readonly to: string;
}

/** How people reach a public body. */
export interface Contact {
  /** The lines of a postal address. */
  readonly address: readonly string[];
  readonly postalCode?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly hours: readonly CounterHours[];
}

/** A public body with a SIREN. */
export interface Authority {
  readonly id: string;
  readonly kind: AuthorityKind;
  readonly name: string;
  readonly siren: string;
  /** INSEE code, for a commune. */
  readonly insee: string | null;
  readonly contact: Contact;
  /** Who answers for personal data there, where it was told. */
  readonly privacy: PrivacyContacts | null;
}

/** Who answers for the personal data that an authority is the controller of (RGPD art. 13, 1, a and b; art. 37). */
export interface PrivacyContacts {
  /** The data-protection officer: a person, or the body that lends one. */
  readonly dpo: { readonly name: string; readonly email?: string; readonly phone?: string } | null;
}

/** A white-labelled website of one authority. */
export interface Site {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly theme: string;
  readonly authority: Authority;
  /** The IANA zone in which the site says hours. */
  readonly zone: string;
  /** An absolute address without a trailing slash, such as `https://le-favril.fr`. */
  readonly origin: string;
  /** A demonstration: every page says so and none is indexed. */
  readonly demo: boolean;
}

/** Who acts. Every line of a request's timeline carries one. */
export type Actor = CitizenActor | AgentActor | { readonly kind: 'system' };

/** Someone on a public page, signed in or not: an account is never required. */
export interface CitizenActor {
  readonly kind: 'citizen';
  /** Of their account at this tenant; null without one. */
  readonly id: string | null;
  readonly name: string | null;
}

/** What agents do all day, as mairies name it. The host has these; a permission says which of them hold it. */
export type Role =
  | 'administrator'
  | 'secretary'
  | 'case-worker'
  | 'advisor'
  | 'editor'
  | 'data-protection-officer';

/** An agent at work for one authority. */
export interface AgentActor {
  readonly kind: 'agent';
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** The authority that the agent is working for on this page. */
  readonly authority: Authority;
  /** Roles held there on this day. */
  readonly roles: readonly Role[];
  /** `<plugin>.<verb>` held at that authority. */
  readonly permissions: ReadonlySet<string>;
}
