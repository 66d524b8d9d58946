// The communes and intercommunalities of France in memory, found by code or by name. The file is read at the
// first question; each index is built when a question first needs it, then kept.
import { readFileSync } from 'node:fs';
import { CogFile } from './cog-file.ts';
import { type Cog, usualInsee } from './cog-lines.ts';
import { type Department, departmentByCode, type Region, regionByCode } from './departments.ts';
import { bareEpciName } from './epci-name.ts';
import { type IndexedName, NameIndex } from './name-index.ts';

export interface Commune {
  /** Code of the Code officiel géographique, five characters: '28148', '2A004'. */
  readonly insee: string;
  /** `null` for the communes of the overseas collectivities, whose SIREN the national data set does not give. */
  readonly siren: string | null;
  /** As a citizen reads it, with a typographic apostrophe: « L’Abergement-Clémenciat ». */
  readonly name: string;
  /** Code of the département or overseas collectivity. */
  readonly department: string;
  readonly region: string;
  readonly postalCodes: readonly string[];
  /** Municipal population; 0 where nobody lives or nobody counted. */
  readonly population: number;
  /** SIREN of its intercommunality. */
  readonly epci: string | null;
}

/** Communauté de communes, d’agglomération, urbaine, métropole, and the métropole de Lyon. */
export type EpciKind = 'CC' | 'CA' | 'CU' | 'METRO' | 'MET69';

export interface Epci {
  readonly siren: string;
  /** As the Banatic writes it, with its initials: « CC Entre Beauce et Perche ». `longNameOf` spells them. */
  readonly name: string;
  readonly kind: EpciKind;
  readonly population: number;
  /** INSEE codes, ascending. */
  readonly communes: readonly string[];
}

export interface FindCommunesOptions {
  /** At most this many; 10 unless told. */
  readonly limit?: number;
  /** Only those of this département. */
  readonly department?: string;
  /** Only those with these INSEE codes. */
  readonly within?: ReadonlySet<string>;
}

let opened: Territory | undefined;

/** The one territory of the process. Opening costs nothing: the data is read at the first question. */
export function openTerritory(): Territory {
  opened ??= new Territory();
  return opened;
}

export class Territory {
  #file: CogFile | undefined;
  #cog: Cog | undefined;
  readonly #byInsee = new Map<string, Commune>();
  #formerByInsee: Map<string, Commune> | undefined;
  #bySiren: Map<string, Commune> | undefined;
  #byPostalCode: Map<string, Commune[]> | undefined;
  readonly #epciBySiren = new Map<string, Epci>();
  #communeNames: NameIndex | undefined;
  #epciNames: NameIndex | undefined;

  /** Every commune of today, 34,969 of them. */
  get communes(): readonly Commune[] {
    return this.#data().communes;
  }

  get epcis(): readonly Epci[] {
    return this.#data().epcis;
  }

  get departments(): readonly Department[] {
    return [...departmentByCode.values()];
  }

  /** The code of a former commune, or of an arrondissement of Paris, Lyon or Marseille, gives the commune of today. */
  communeByInsee(insee: string): Commune | null {
    const code = insee.trim().toUpperCase();
    return this.#currentByInsee(code) ?? this.#formerCodes().get(code) ?? null;
  }

  communeBySiren(siren: string): Commune | null {
    const digits = siren.replaceAll(/\s/g, '');
    const likely = this.#currentByInsee(usualInsee(digits));
    if (likely?.siren === digits) return likely;
    if (this.#bySiren === undefined) {
      this.#bySiren = new Map();
      for (const commune of this.communes)
        if (commune.siren !== null) this.#bySiren.set(commune.siren, commune);
    }
    return this.#bySiren.get(digits) ?? null;
  }

  /** Largest first. */
  communesByPostalCode(postalCode: string): readonly Commune[] {
    if (this.#byPostalCode === undefined) {
      this.#byPostalCode = new Map();
      for (const commune of this.communes) {
        for (const code of commune.postalCodes) {
          const sharing = this.#byPostalCode.get(code);
          if (sharing === undefined) this.#byPostalCode.set(code, [commune]);
          else sharing.push(commune);
        }
      }
      for (const sharing of this.#byPostalCode.values()) sharing.sort((a, b) => b.population - a.population);
    }
    return this.#byPostalCode.get(postalCode.replaceAll(/\s/g, '')) ?? [];
  }

  epciBySiren(siren: string): Epci | null {
    const digits = siren.replaceAll(/\s/g, '');
    const known = this.#epciBySiren.get(digits);
    if (known !== undefined) return known;
    const [epci] = this.#open().sectionOfEpci(digits)?.epcis ?? [];
    if (epci !== undefined) this.#epciBySiren.set(digits, epci);
    return epci ?? null;
  }

  epciOf(insee: string): Epci | null {
    const siren = this.communeByInsee(insee)?.epci ?? null;
    return siren === null ? null : this.epciBySiren(siren);
  }

  communesOf(epciSiren: string): Commune[] {
    const members = this.epciBySiren(epciSiren)?.communes ?? [];
    return members.flatMap((insee) => this.communeByInsee(insee) ?? []);
  }

  department(code: string): Department | null {
    return departmentByCode.get(code.toUpperCase()) ?? null;
  }

  region(code: string): Region | null {
    return regionByCode.get(code) ?? null;
  }

  /**
   * The communes that a person may mean, likeliest first: by name, with or without accents, hyphens and article,
   * mistyped, by a former name, by postal or INSEE code, or by both (« 28190 favril », « Lyon 3e »).
   */
  findCommunes(text: string, options: FindCommunesOptions = {}): Commune[] {
    const { limit = 10, department, within } = options;
    const isAccepted = (commune: Commune | undefined): boolean =>
      commune !== undefined &&
      (department === undefined || commune.department === department) &&
      (within === undefined || within.has(commune.insee));
    const code = /(?<![0-9a-z])(?:\d{5}|2[ab]\d{3})(?![0-9a-z])/i.exec(text)?.[0];
    const byCode = code === undefined ? [] : this.#communesByCode(code).filter(isAccepted);
    const name = text
      .replace(code ?? '', ' ')
      .replace(/(?<=\p{L}\s+)\d+\s*(?:er|e|è|ème|eme)?(?:\s+arr\S*)?\s*$/iu, ' ');
    if (byCode.length > 0) {
      const allowed = new Set(byCode);
      const named = this.#findByName(name, limit, (commune) => commune !== undefined && allowed.has(commune));
      return (named.length > 0 ? named : byCode).slice(0, limit);
    }
    return this.#findByName(name, limit, isAccepted);
  }

  /** The intercommunalities of that name, likeliest first; « CC », « communauté de communes » may be left out. */
  findEpci(text: string, options: { readonly limit?: number } = {}): Epci[] {
    this.#epciNames ??= new NameIndex(
      this.epcis.map((epci, row) => ({
        name: bareEpciName(epci.name),
        row,
        former: false,
        population: epci.population,
      })),
    );
    const found = this.#epciNames.find(bareEpciName(text), options.limit ?? 10);
    return found.flatMap((row) => this.epcis[row] ?? []);
  }

  #communesByCode(code: string): readonly Commune[] {
    const sharing = this.communesByPostalCode(code);
    const commune = sharing.length > 0 ? null : this.communeByInsee(code);
    return commune === null ? sharing : [commune];
  }

  #findByName(text: string, limit: number, accepts: (commune: Commune | undefined) => boolean): Commune[] {
    this.#communeNames ??= new NameIndex(this.#communeNamesOfAllTimes());
    const found = this.#communeNames.find(text, limit, (row) => accepts(this.communes[row]));
    return found.flatMap((row) => this.communes[row] ?? []);
  }

  #communeNamesOfAllTimes(): IndexedName[] {
    const rows = new Map(this.communes.map(({ insee }, row) => [insee, row]));
    const names: IndexedName[] = this.communes.map(({ name, population }, row) => ({
      name,
      row,
      former: false,
      population,
    }));
    for (const { name, current } of this.#data().former) {
      const row = rows.get(current);
      if (name !== null && row !== undefined) {
        names.push({ name, row, former: true, population: this.communes[row]?.population ?? 0 });
      }
    }
    return names;
  }

  #currentByInsee(insee: string): Commune | undefined {
    const known = this.#byInsee.get(insee);
    if (known !== undefined || this.#cog !== undefined) return known;
    const section = this.#open().sectionOfCommune(insee);
    for (const commune of section?.communes ?? []) this.#byInsee.set(commune.insee, commune);
    return this.#byInsee.get(insee);
  }

  #formerCodes(): ReadonlyMap<string, Commune> {
    if (this.#formerByInsee === undefined) {
      this.#formerByInsee = new Map();
      for (const { insee, current } of this.#data().former) {
        const commune = this.#byInsee.get(current);
        if (commune !== undefined) this.#formerByInsee.set(insee, commune);
      }
    }
    return this.#formerByInsee;
  }

  #data(): Cog {
    if (this.#cog === undefined) {
      this.#cog = this.#open().whole();
      for (const commune of this.#cog.communes) this.#byInsee.set(commune.insee, commune);
    }
    return this.#cog;
  }

  #open(): CogFile {
    this.#file ??= new CogFile(readFileSync(new URL('../cog/communes.tsv', import.meta.url), 'utf8'));
    return this.#file;
  }
}
