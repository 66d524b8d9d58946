// Writes cog/communes.tsv from @etalab/decoupage-administratif: run `npm run cog` after a new release of it.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type Cog, type FormerCommune, toCog } from './cog-lines.ts';
import { departmentCodeOf } from './departments.ts';
import type { EpciKind } from './territory.ts';

/** A row of the data set's communes.json, as far as we read it. */
export interface EtalabCommune {
  readonly code: string;
  readonly nom: string;
  readonly type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal';
  readonly departement?: string;
  readonly region?: string;
  readonly typeLiaison?: number;
  readonly siren?: string;
  readonly codesPostaux?: readonly string[];
  readonly population?: number;
  readonly anciensCodes?: readonly string[];
  /** Of a delegated or associated commune: the commune of today. */
  readonly chefLieu?: string;
  /** Of an arrondissement of Paris, Lyon or Marseille: the commune. */
  readonly commune?: string;
}

export interface EtalabEpci {
  readonly code: string;
  readonly nom: string;
  readonly type: EpciKind;
  readonly populationMunicipale: number;
  readonly membres: readonly { readonly code: string }[];
}

const require = createRequire(import.meta.url);

/** Parses one file of the data set. Its own index.js reads `./data` of the working directory, so we do not use it. */
export function readEtalab<Row>(file: 'communes' | 'epci' | 'departements' | 'regions'): Row[] {
  return JSON.parse(
    readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${file}.json`), 'utf8'),
  );
}

export function cogFromEtalab(rows: readonly EtalabCommune[], epcis: readonly EtalabEpci[]): Cog {
  const epciOf = new Map(epcis.flatMap((epci) => epci.membres.map((member) => [member.code, epci.code])));
  const current = rows.filter((row) => row.type === 'commune-actuelle');
  const currentCodes = new Set(current.map((row) => row.code));
  const former = new Map<string, FormerCommune>();
  for (const row of current) {
    for (const insee of row.anciensCodes ?? []) former.set(insee, { insee, name: null, current: row.code });
  }
  // Where the two disagree, the commune that the delegated one belongs to today is right: some merged twice.
  const named: FormerCommune[] = [];
  for (const row of rows) {
    const home = row.chefLieu ?? row.commune;
    if (row.type === 'commune-actuelle' || home === undefined) continue;
    const commune = {
      insee: row.code,
      name: row.type === 'arrondissement-municipal' ? null : typeset(row.nom),
      current: home,
    };
    // The seat of a merger shares its code with the whole: only its name is of use.
    if (currentCodes.has(row.code)) named.push(commune);
    else former.set(row.code, commune);
  }
  const names = new Map(current.map((row) => [row.code, typeset(row.nom)]));
  return {
    communes: current
      .map((row) => ({
        insee: row.code,
        siren: row.siren ?? null,
        name: typeset(row.nom),
        department: departmentCodeOf(row.code),
        region: row.region ?? departmentCodeOf(row.code),
        postalCodes: row.codesPostaux ?? [],
        population: row.population ?? 0,
        epci: epciOf.get(row.code) ?? null,
      }))
      .sort(byCode((row) => row.insee)),
    epcis: epcis
      .map((epci) => ({
        siren: epci.code,
        name: typeset(epci.nom),
        kind: epci.type,
        population: epci.populationMunicipale,
        communes: epci.membres.map((member) => member.code).sort(),
      }))
      .sort(byCode((epci) => epci.siren)),
    former: [...former.values(), ...named]
      .filter((commune) => commune.name !== names.get(commune.current) || !currentCodes.has(commune.insee))
      .sort(byCode((commune) => commune.insee)),
  };
}

/** The whole file, ready to be written or compared. */
export function buildCog(): string {
  const { version } = require('@etalab/decoupage-administratif/package.json') as { version: string };
  const cog = cogFromEtalab(readEtalab<EtalabCommune>('communes'), readEtalab<EtalabEpci>('epci'));
  return toCog(
    cog,
    `@etalab/decoupage-administratif ${version}, data under the Licence Ouverte (INSEE, DGCL, La Poste)`,
  );
}

function typeset(name: string): string {
  return name.replaceAll("'", '’').trim();
}

function byCode<Row>(codeOf: (row: Row) => string): (a: Row, b: Row) => number {
  return (a, b) => (codeOf(a) < codeOf(b) ? -1 : 1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(new URL('../cog/communes.tsv', import.meta.url), buildCog());
}
