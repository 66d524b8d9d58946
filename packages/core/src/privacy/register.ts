// The register of processing (RGPD art. 30), derived: a line a service and a rule.

import type { Authority } from '@parvis/kit';
import type { House } from '../house.ts';
import { counterName } from '../http/frame.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import type { OwnedRule } from './declarations.ts';
import { type OperatedService, poolerOf, processorOf } from './responsible.ts';
import { keepDaysOf, rulesToRead, sayBasis, sayKeep } from './rules.ts';

export interface RegisterLine {
  /** The service, or what the processing is called. */
  readonly activity: string;
  readonly what: string;
  readonly people: string;
  readonly purpose: string;
  readonly basis: string;
  readonly recipients: string;
  readonly keep: string;
}

export interface Register {
  readonly controller: string;
  readonly processor: string | null;
  readonly dpo: string | null;
  readonly lines: readonly RegisterLine[];
  /** The bodies for which this one hosts (art. 30, 2). */
  readonly hostedFor: readonly string[];
}

const ACTIVITIES = {
  account: 'Comptes des usagers',
  security: 'Sécurité du service',
  agents: 'Comptes des agents',
} as const;

/** The register of one body, with the services that it operates. */
export function registerOf(
  house: House,
  snapshot: SiteSnapshot,
  authority: Authority,
  services: readonly OperatedService[],
): Register {
  const rules = rulesToRead(house).filter(isOf(snapshot));
  const pools = poolerOf(snapshot).id === authority.id;
  return {
    controller: named(authority),
    processor: nameOr(processorOf(snapshot, authority)),
    dpo: dpoOf(authority),
    lines: [
      ...services.flatMap((service) =>
        rules
          .filter((owned) => concerns(owned, service))
          .map((owned) => lineOf(service.title, owned, [keepDaysOf(service)])),
      ),
      ...rules.flatMap((owned) => {
        const { theme } = owned.rule;
        if (theme === 'requests' || (theme !== 'agents' && !pools)) return [];
        return [lineOf(ACTIVITIES[theme], owned, [])];
      }),
    ],
    hostedFor: pools
      ? [...snapshot.authorities.values()].filter(({ id }) => id !== authority.id).map(({ name }) => name)
      : [],
  };
}

/** Whether a rule has anything to do on a site: only a demonstration keeps its mails. */
export function isOf({ site }: SiteSnapshot): (owned: OwnedRule) => boolean {
  return ({ owner, rule }) => site.demo || owner !== 'core' || rule.name !== 'mailbox';
}

/** Whether requests for a service have what a rule is about. */
export function concerns(
  { rule: { theme, channel } }: OwnedRule,
  { channels }: Pick<OperatedService, 'channels'>,
): boolean {
  return theme === 'requests' && (channel === undefined || channels.some(({ kind }) => kind === channel));
}

function lineOf(activity: string, owned: OwnedRule, requestDays: readonly number[]): RegisterLine {
  const { what, people, purpose, recipients } = owned.rule;
  const keep = sayKeep(owned, requestDays);
  return { activity, what, people, purpose, basis: sayBasis(owned), recipients, keep };
}

/** « Mairie du Favril, SIREN 212801484 ». */
function named(authority: Authority): string {
  return `${counterName(authority)}, SIREN ${authority.siren}`;
}

function nameOr(authority: Authority | null): string | null {
  return authority ? named(authority) : null;
}

/** Who is asked about personal data there; null where it was not told. */
function dpoOf({ privacy }: Authority): string | null {
  const dpo = privacy?.dpo;
  return dpo ? [dpo.name, dpo.email, dpo.phone].filter(Boolean).join(', ') : null;
}

const COLUMNS = [
  'Responsable',
  'Sous-traitant',
  'Délégué à la protection des données',
  'Traitement',
  'Données',
  'Personnes',
  'Finalité',
  'Base légale',
  'Destinataires',
  'Conservation',
] as const;

/** The register as French spreadsheets open it: UTF-8 with its mark, semicolons. */
export function registerCsv({ controller, processor, dpo, lines }: Register): string {
  const rows = lines.map((line) => [
    controller,
    processor ?? '',
    dpo ?? '',
    line.activity,
    line.what,
    line.people,
    line.purpose,
    line.basis,
    line.recipients,
    line.keep,
  ]);
  return `\uFEFF${[COLUMNS, ...rows].map((row) => row.map(csvCell).join(';')).join('\r\n')}\r\n`;
}

/** RFC 4180; a cell that a spreadsheet would calculate is made plain text. */
function csvCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
