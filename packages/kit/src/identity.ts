// Signing in through another server (OpenID Connect Core 1.0): what a plugin says of it. The host runs the exchange on one
// broker host for all sites, and keeps the session.

const IDENTITY_FIELDS = [
  'givenNames',
  'familyName',
  'usualName',
  'birthdate',
  'gender',
  'birthplace',
  'birthcountry',
  'email',
  'phone',
  'address',
] as const;

/** Facts about a person that an identity provider, or the person, may give. Names follow FranceConnect's claims. */
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

export function isIdentityField(name: string): name is IdentityField {
  return IDENTITY_FIELDS.some((one) => one === name);
}

/** A person whom a provider vouches for. */
export interface VouchedCitizen {
  readonly kind: 'citizen';
  /** `sub`: stable, opaque, and the only thing that accounts are linked by. */
  readonly subject: string;
  readonly facts: Readonly<Partial<Record<IdentityField, string>>>;
}

export interface VouchedAgent {
  readonly kind: 'agent';
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  /** 14 digits: the establishment the agent works for. Its first nine are the SIREN of the authority. */
  readonly siret: string;
  /** The provider saw a second factor (`amr` of RFC 8176). */
  readonly secondFactor: boolean;
}

export interface IdentityProvider {
  /** Who signs in with it. */
  readonly signs: 'citizen' | 'agent';
  /** How people call it: « FranceConnect ». */
  readonly label: string;
  /** The text that its operator prescribes for the button: « S’identifier avec FranceConnect ». */
  readonly button: string;
  /** The explanation that its operator prescribes beside the button. */
  readonly about: { readonly href: string; readonly text: string };
  /** Null where the installation has no credentials: the button is not shown. */
  readonly client: OidcClient | null;
  readonly scopes: readonly string[];
  /** What the authorization request carries besides the standard parameters, such as `acr_values`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Levels of authentication (`acr`) that are accepted. */
  readonly acr: readonly string[];
  /** Reads the verified claims of the id token and of userinfo; null where they are not what the provider documents. */
  vouch(claims: Readonly<Record<string, unknown>>): VouchedCitizen | VouchedAgent | null;
}

/** How the installation is known to a provider. */
export interface OidcClient {
  /** The issuer; its metadata are read at `<issuer>/.well-known/openid-configuration`. */
  readonly issuer: string;
  readonly id: string;
  readonly secret: string;
  /** How userinfo is signed: FranceConnect allows ES256 and RS256. */
  readonly userinfoAlgorithm: 'ES256' | 'RS256';
  /** A stand-in that vouches for invented people: screens say so. */
  readonly simulated: boolean;
}
