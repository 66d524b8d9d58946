// The catalogue of a tenant as one site shows it: what the commune adapted, and who operates what today.

import type { Authority, Service, ServiceSheet } from '@parvis/kit';

/** What a commune may say differently from the shared entry. */
export interface ServiceChanges {
  readonly title?: string;
  readonly summary?: string;
  /** How long its requests are kept is the same for all. */
  readonly sheet?: Partial<Omit<ServiceSheet, 'keepDays'>>;
  readonly sentence?: string;
  /** E-mail addresses that are told of each request: those of the body itself, whoever operates the service. */
  readonly recipients?: readonly string[];
  /** What the shared sheet said when the body changed it, so that it is told when that moves. */
  readonly base?: SheetTexts;
}

/** The parts of a sheet that a body says for itself, each as one text. */
export type SheetPart = 'cost' | 'delay' | 'need' | 'contact';
export type SheetTexts = { readonly [K in SheetPart]?: string };

export interface CatalogueRow extends Omit<Service, 'operator'> {
  /** The level that operates it where no responsibility says otherwise. */
  readonly level: 'commune' | 'epci';
  /** Id of the one body whose site shows it; null: every site. */
  readonly authorityId: string | null;
}

export interface Adaptation {
  readonly serviceId: string;
  readonly offered: boolean;
  readonly changes: ServiceChanges;
}

export interface Responsibility {
  readonly serviceId: string;
  readonly operatorId: string;
  /** `YYYY-MM-DD`: the first day it holds. */
  readonly since: string;
}

export interface CatalogueSources {
  readonly rows: readonly CatalogueRow[];
  readonly adaptations: readonly Adaptation[];
  /** Those of the site's commune. */
  readonly responsibilities: readonly Responsibility[];
  /** The body whose site it is. */
  readonly authority: Authority;
  /** Every body of the tenant. */
  readonly authorities: ReadonlyMap<string, Authority>;
  /** `YYYY-MM-DD` in the zone of the site. */
  readonly today: string;
}

/** The services that a site offers, in the catalogue's order, each with its operator for this commune. */
export function catalogueOf(sources: CatalogueSources): readonly Service[] {
  const adaptations = new Map(sources.adaptations.map((one) => [one.serviceId, one]));
  const overrides = responsibilitiesOn(sources.today, sources.responsibilities);
  const epci = [...sources.authorities.values()].find((one) => one.kind === 'epci');
  return sources.rows.flatMap((row) => {
    const adaptation = adaptations.get(row.id);
    if (adaptation && !adaptation.offered) return [];
    const { level, authorityId, ...shared } = row;
    if (authorityId !== null && authorityId !== sources.authority.id) return [];
    const operator =
      sources.authorities.get(overrides.get(row.id) ?? '') ?? defaultOperator(level, sources.authority, epci);
    // A body's own site does not offer what only its communes do.
    if (
      operator.kind === 'epci' &&
      level === 'commune' &&
      sources.authority.kind === 'epci' &&
      !overrides.has(row.id)
    )
      return [];
    return [adapt({ ...shared, operator }, adaptation?.changes)];
  });
}

/** The operator of each service on a day: of the responsibilities that have begun, the one that began last. */
function responsibilitiesOn(day: string, all: readonly Responsibility[]): ReadonlyMap<string, string> {
  const begun = all.filter((one) => one.since <= day).sort((a, b) => (a.since < b.since ? -1 : 1));
  return new Map(begun.map((one) => [one.serviceId, one.operatorId]));
}

function defaultOperator(level: 'commune' | 'epci', own: Authority, epci: Authority | undefined): Authority {
  // A commune alone operates everything itself.
  return level === 'epci' ? (epci ?? own) : own;
}

function adapt(service: Service, changes: ServiceChanges = {}): Service {
  const { sheet, recipients: _recipients, base: _base, ...texts } = changes;
  const { days, ...shared } = service.sheet;
  // A number of days counts the delay that it stands beside.
  const counted = sheet?.delay === undefined && days !== undefined ? { days } : {};
  return { ...service, ...texts, sheet: { ...shared, ...counted, ...sheet } };
}
