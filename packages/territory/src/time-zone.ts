// The legal time of each part of the Republic: the hours of a town hall are its own.
import { departmentCodeOf } from './departments.ts';

const ZONES: Readonly<Record<string, string>> = {
  '971': 'America/Guadeloupe',
  '972': 'America/Martinique',
  '973': 'America/Cayenne',
  '974': 'Indian/Reunion',
  '975': 'America/Miquelon',
  '976': 'Indian/Mayotte',
  '977': 'America/St_Barthelemy',
  '978': 'America/Marigot',
  '984': 'Indian/Kerguelen',
  '986': 'Pacific/Wallis',
  '987': 'Pacific/Tahiti',
  '988': 'Pacific/Noumea',
  // Nobody lives on Clipperton and tzdata gives it no zone: UTC−8, signs reversed in Etc names.
  '989': 'Etc/GMT+8',
};

const COMMUNE_ZONES: Readonly<Record<string, string>> = {
  '98413': 'Indian/Reunion',
  '98414': 'Antarctica/DumontDUrville',
  '98415': 'Indian/Mayotte',
  '98718': 'Pacific/Marquesas',
  '98719': 'Pacific/Gambier',
  '98723': 'Pacific/Marquesas',
  '98731': 'Pacific/Marquesas',
  '98746': 'Pacific/Marquesas',
  '98756': 'Pacific/Marquesas',
  '98757': 'Pacific/Marquesas',
};

/** The IANA zone of a commune, by its INSEE code: 'Europe/Paris' for all of metropolitan France. */
export function timeZoneOf(insee: string): string {
  return COMMUNE_ZONES[insee] ?? ZONES[departmentCodeOf(insee)] ?? 'Europe/Paris';
}
