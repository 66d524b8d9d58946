// Which intercommunality or commune is meant. Close answers are offered where a code is wrong.

import { CodedError } from '@parvis/kit';
import { type Commune, type Epci, openTerritory } from '@parvis/territory';
import { editDistance } from '@parvis/territory/edit-distance';

const SUGGESTIONS = 4;
const MOST_SLIPS = 2;

/**
 * The intercommunality of a SIREN.
 *
 * @throws CodedError PARVIS_INIT_UNKNOWN_EPCI, with those that may be meant: by a mistyped SIREN, by name, or by
 * the name, SIREN, INSEE or postal code of a member
 */
export function chooseEpci(typed: string): Epci {
  const territory = openTerritory();
  const epci = territory.epciBySiren(typed);
  if (epci) return epci;
  const digits = digitsOf(typed);
  const members = [
    territory.communeBySiren(typed) ?? territory.communeByInsee(typed) ?? [],
    digits.length === 5 ? territory.communesByPostalCode(digits) : [],
  ].flat();
  const close = [
    ...members.flatMap((commune) => territory.epciOf(commune.insee) ?? []),
    ...(digits.length > 6 ? mistypedSirens(digits) : namedAlike(typed)),
  ];
  throw new CodedError(
    'PARVIS_INIT_UNKNOWN_EPCI',
    `No intercommunality of France has the SIREN "${typed}".`,
    hintOf(close.map(({ siren, name }) => `--epci ${siren} (${name})`)),
  );
}

/**
 * The commune of an INSEE code. The code of a former commune gives the one it became part of.
 *
 * @throws CodedError PARVIS_INIT_UNKNOWN_COMMUNE, with those that may be meant: by SIREN, postal code or name
 */
export function chooseCommune(typed: string): Commune {
  const territory = openTerritory();
  const commune = territory.communeByInsee(typed);
  if (commune) return commune;
  const digits = digitsOf(typed);
  const bySiren = digits.length === 9 ? territory.communeBySiren(digits) : null;
  const close = bySiren ? [bySiren] : territory.findCommunes(typed, { limit: SUGGESTIONS });
  throw new CodedError(
    'PARVIS_INIT_UNKNOWN_COMMUNE',
    `No commune of France has the INSEE code "${typed}".`,
    hintOf(close.map(({ insee, name, department }) => `--commune ${insee} (${name}, ${department})`)),
  );
}

/** The nearest first. */
function mistypedSirens(digits: string): readonly Epci[] {
  return openTerritory()
    .epcis.map((epci) => ({ epci, slips: editDistance(epci.siren, digits, MOST_SLIPS) }))
    .filter(({ slips }) => slips <= MOST_SLIPS)
    .sort((a, b) => a.slips - b.slips)
    .map(({ epci }) => epci);
}

/** Those of that name, then those of the communes of that name. */
function namedAlike(name: string): readonly Epci[] {
  const territory = openTerritory();
  return [
    ...territory.findEpci(name),
    ...territory.findCommunes(name).flatMap(({ insee }) => territory.epciOf(insee) ?? []),
  ];
}

const digitsOf = (typed: string): string => typed.replaceAll(/\D/g, '');

function hintOf(choices: readonly string[]): string {
  const [first, ...others] = [...new Set(choices)].slice(0, SUGGESTIONS);
  if (first === undefined) return 'Look it up on annuaire-entreprises.data.gouv.fr or insee.fr.';
  return `Did you mean ${[first, ...others].join(', or ')}?`;
}
