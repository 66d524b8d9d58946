// The format of cog/communes.tsv, both ways: `toCog` writes it from the national data set, `fromCog` reads it.
//
//   =  200058360  CC  CC Entre Beauce et Perche  21164          an EPCI, then its communes
//   28148  Le Favril  360  28190                                INSEE, name, population, postal codes
//   28103  Cloyes-les-Trois-Rivières  5411  28220  200058980  28093 Charray|…    SIREN, former communes
//
// Fields are separated by tabs. A SIREN is written only where it cannot be computed from the INSEE code. The
// communes of no EPCI come last, under a lone `=`.

import { departmentByCode, departmentCodeOf } from './departments.ts';
import type { Commune, Epci, EpciKind } from './territory.ts';

/** A commune that is now part of another: its code and, where one is known, its name. */
export interface FormerCommune {
  readonly insee: string;
  readonly name: string | null;
  /** INSEE code of the commune of today. */
  readonly current: string;
}

export interface Cog {
  readonly communes: Commune[];
  readonly epcis: Epci[];
  readonly former: FormerCommune[];
}

const KINDS: readonly EpciKind[] = ['CC', 'CA', 'CU', 'METRO', 'MET69'];

export function toCog(cog: Cog, source: string): string {
  const former = groupBy(cog.former, (commune) => commune.current);
  const byEpci = groupBy(cog.communes, (commune) => commune.epci ?? '');
  const lines = [`# ${source}`];
  const addCommunes = (epci: string) => {
    for (const commune of byEpci.get(epci) ?? []) {
      lines.push(
        [
          commune.insee,
          commune.name,
          commune.population === 0 ? '' : String(commune.population),
          commune.postalCodes.join(' '),
          commune.siren === usualSiren(commune.insee, commune.department) ? '' : (commune.siren ?? '-'),
          (former.get(commune.insee) ?? [])
            .map(({ insee, name }) => `${insee} ${name ?? ''}`.trim())
            .join('|'),
        ]
          .join('\t')
          .trimEnd(),
      );
    }
  };
  for (const epci of cog.epcis) {
    lines.push(['=', epci.siren, epci.kind, epci.name, String(epci.population)].join('\t'));
    addCommunes(epci.siren);
  }
  lines.push('=');
  addCommunes('');
  return `${lines.join('\n')}\n`;
}

export function fromCog(text: string): Cog {
  const communes: Commune[] = [];
  const epcis: Epci[] = [];
  const former: FormerCommune[] = [];
  let epci: string | null = null;
  let members: string[] = [];
  // We cut the fields out of the text one after the other: splitting each line takes twice as long.
  let at = 0;
  let end = 0;
  const nextField = (): string => {
    if (at > end) return '';
    const tab = text.indexOf('\t', at);
    const stop = tab === -1 || tab > end ? end : tab;
    const field = text.slice(at, stop);
    at = stop + 1;
    return field;
  };
  for (; at < text.length; at = end + 1) {
    end = text.indexOf('\n', at);
    if (end === -1) end = text.length;
    const first = nextField();
    if (first === '' || first.startsWith('#')) continue;
    if (first === '=') {
      const siren = nextField();
      const code = nextField();
      const kind = KINDS.find((kind) => kind === code);
      epci = siren === '' ? null : siren;
      members = [];
      if (kind !== undefined) {
        epcis.push({ siren, kind, name: nextField(), population: Number(nextField()), communes: members });
      }
      continue;
    }
    members.push(first);
    const code = departmentCodeOf(first);
    // The département's own strings, so that 35,000 communes share a hundred codes.
    const { code: department, region } = departmentByCode.get(code) ?? { code, region: code };
    const name = nextField();
    const population = Number(nextField());
    const postalCodes = nextField();
    const siren = nextField();
    communes.push({
      insee: first,
      siren: siren === '' ? usualSiren(first, department) : siren === '-' ? null : siren,
      name,
      department,
      region,
      postalCodes: postalCodes.length === 5 ? [postalCodes] : postalCodes.split(' ').filter(Boolean),
      population,
      epci,
    });
    const merged = nextField();
    if (merged === '') continue;
    for (const entry of merged.split('|')) {
      former.push({ insee: entry.slice(0, 5), name: entry.slice(6) || null, current: first });
    }
  }
  return { communes, epcis, former };
}

/**
 * The SIREN that the INSEE of old built for communes: 21, the département, the commune's number, a Luhn digit.
 * Five communes out of six still have it; the new ones have a number without meaning.
 */
function usualSiren(insee: string, department: string): string {
  const home = department === '2A' || department === '2B' ? '20' : department;
  const stem = `21${home}0${insee.slice(department.length)}`;
  let sum = 0;
  for (let at = 0; at < 8; at++) {
    const digit = (stem.charCodeAt(at) - 48) << (at & 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return stem + String((10 - (sum % 10)) % 10);
}

/** The INSEE code from which a SIREN looks built. Corsican ones, and new ones, say nothing: the answer is a guess to check. */
export function usualInsee(siren: string): string {
  return siren.startsWith('2197')
    ? siren.slice(2, 5) + siren.slice(6, 8)
    : siren.slice(2, 4) + siren.slice(5, 8);
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
