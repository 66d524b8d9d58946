// What a new tenant is made of, worked out from the real communes and intercommunalities of France. Pure.

import { CodedError, type Contact } from '@parvis/kit';
import { type Commune, type Epci, longNameOf, slugOf, type Territory, timeZoneOf } from '@parvis/territory';
import { type Brand, defaultBrand, landscapeOf } from '@parvis/theming';
import type { NewAuthority } from './tenant.ts';

/** A body with its site, before either is stored. */
export interface PlannedBody {
  readonly authority: NewAuthority;
  readonly slug: string;
  readonly siteName: string;
  readonly brand: Brand;
  readonly zone: string;
}

export interface FoundingPlan {
  readonly tenantName: string;
  /** The EPCI first, then its communes by INSEE code; or one commune alone. */
  readonly bodies: readonly PlannedBody[];
}

/** An intercommunality with all its communes, each with its own site. */
export function planEpci(territory: Territory, epci: Epci): FoundingPlan {
  const communes = territory.communesOf(epci.siren);
  const main = largest(communes);
  return {
    tenantName: longNameOf(epci),
    bodies: [...(main ? [plannedEpci(epci, main)] : []), ...withOwnSlugs(communes)],
  };
}

/** One commune alone, its own tenant. */
export function planCommune(commune: Commune): FoundingPlan {
  return { tenantName: commune.name, bodies: withOwnSlugs([commune]) };
}

/** Drawn like the land of its largest commune, in its time zone. */
function plannedEpci(epci: Epci, main: Commune): PlannedBody {
  const name = longNameOf(epci);
  const land = { insee: epci.siren, name, department: main.department, population: epci.population };
  return {
    authority: {
      kind: 'epci',
      name,
      siren: epci.siren,
      population: epci.population,
      // The national data does not say where its offices are.
      contact: { address: [], hours: [] },
    },
    slug: slugOf(epci.name),
    siteName: name,
    brand: defaultBrand(epci.siren, landscapeOf(land), main.department),
    zone: timeZoneOf(main.insee),
  };
}

/** Two communes of one name are told apart by their INSEE code. */
function withOwnSlugs(communes: readonly Commune[]): readonly PlannedBody[] {
  const bearers = new Map<string, number>();
  for (const { name } of communes) bearers.set(slugOf(name), (bearers.get(slugOf(name)) ?? 0) + 1);
  return communes.map((commune) => {
    const slug = slugOf(commune.name);
    return plannedCommune(commune, bearers.get(slug) === 1 ? slug : `${slug}-${commune.insee.toLowerCase()}`);
  });
}

function plannedCommune(commune: Commune, slug: string): PlannedBody {
  const { insee, name, siren, population, department } = commune;
  if (siren === null) {
    throw new CodedError(
      'PARVIS_INIT_NO_SIREN',
      `The national data gives no SIREN for ${name} (${insee}).`,
      'Parvis knows public bodies by their SIREN: communes of the overseas collectivities have none there.',
    );
  }
  return {
    authority: { kind: 'commune', name, siren, insee, population, contact: bareContact(commune) },
    slug,
    siteName: name,
    brand: defaultBrand(insee, landscapeOf({ insee, name, department, population })),
    zone: timeZoneOf(insee),
  };
}

/** What the national data says of an address: the place. Telephone and hours come from the body itself. */
function bareContact({ name, postalCodes }: Commune): Contact {
  const [postalCode] = postalCodes;
  return {
    address: [postalCode === undefined ? name : `${postalCode} ${name}`],
    ...(postalCode !== undefined && { postalCode }),
    hours: [],
  };
}

function largest(communes: readonly Commune[]): Commune | undefined {
  return communes.reduce<Commune | undefined>(
    (most, one) => (most === undefined || one.population > most.population ? one : most),
    undefined,
  );
}
