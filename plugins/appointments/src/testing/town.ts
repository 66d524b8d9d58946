// A small EPCI with one advisor, and how tests read its pages and its mails.

import type { TxCtx } from '@parvis/kit';
import {
  type Answer,
  type OpenHost,
  openTown,
  type StartOptions,
  type TestHost,
  type Town,
} from '@parvis/testing';
import {
  addAbsence,
  addAdvisor,
  addOpening,
  addVenue,
  appointments,
  DIGITAL_HELP,
  locateCommune,
  motifIdOf,
} from '../index.ts';
import { tables } from '../schema.ts';
import { readSlotAddress } from '../slot-address.ts';

export const SITE = 'le-favril.localhost';
export const CLAIRE = { nom: 'Claire <script>alert(1)</script>', courriel: 'claire@exemple.fr' };
const EVERY_DAY = { freq: 'weekly', byDay: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] } as const;

/** Le Favril and its EPCI, whose advisor Ada receives each day: at La Loupe in the morning, at Le Favril after noon. */
export async function agenda(
  open: OpenHost,
  options: StartOptions = {},
): Promise<{ readonly host: TestHost; readonly town: Town }> {
  const host = await open({ plugins: [appointments], ...options });
  const town = await openTown(host, {
    agents: [
      { name: 'ada', role: 'advisor' },
      { name: 'favril', role: 'secretary', at: 'Favril' },
      { name: 'samira', role: 'case-worker' },
      { name: 'karim', role: 'case-worker', at: 'Favril' },
    ],
    async furnish(contextOf, { authority, agent }) {
      const ctx = contextOf('appointments');
      const motifId = await motifIdOf(ctx, DIGITAL_HELP);
      if (motifId === null) throw new Error('the starter made no motif');
      const authorityId = authority().id;
      const resourceId = await addAdvisor(ctx, { name: 'Ada Martin', authorityId, agentId: agent('ada') });
      const laLoupe = await addVenue(ctx, {
        slug: 'la-loupe',
        name: 'Espace France services',
        address: ['1 place du Marché', '28240 La Loupe'],
        commune: 'La Loupe',
        insee: '28214',
        latitude: 48.472,
        longitude: 1.016,
      });
      const leFavril = await addVenue(ctx, {
        slug: 'le-favril',
        name: 'Mairie',
        address: ['2 rue de la Mairie'],
        commune: 'Le Favril',
        insee: '28148',
        latitude: 48.456,
        longitude: 1.077,
        wheelchair: false,
      });
      await locateCommune(ctx, { insee: '28148', latitude: 48.456, longitude: 1.077 });
      const rule = { resourceId, motifIds: [motifId], recurrence: EVERY_DAY, from: '2026-01-01' };
      await addOpening(ctx, { ...rule, venueId: laLoupe, start: '09:00', end: '12:00' });
      await addOpening(ctx, { ...rule, venueId: leFavril, start: '14:00', end: '17:00' });
    },
  });
  return { host, town };
}

/** The addresses of the free slots that a page links to. */
export function slotsOn({ html }: Answer): string[] {
  return [...html.matchAll(/href="(\/rendez-vous\/aide-numerique\/[\w-]+\/\d{4}-\d\d-\d\d-\d{4})"/g)].map(
    ([, href = '']) => href,
  );
}

/** The slots of a week that is wholly ahead. */
export async function nextWeek(host: TestHost, place: string): Promise<string[]> {
  const visitor = host.visit(SITE);
  const page = await visitor.get(`/rendez-vous/aide-numerique?lieu=${place}`);
  const next = /href="([^"]+)" rel="nofollow">Semaine suivante/.exec(page.html)?.[1] ?? '';
  const week = await visitor.get(next.replaceAll('&amp;', '&').replace(/#.*/, ''));
  return slotsOn(week).filter((href) => href.includes(`/${place}/`));
}

interface ReadMail {
  readonly text: string;
  /** Its attachment. */
  readonly file: string;
}

/** The mails to an address, newest first, as the mailbox of a host without SMTP shows them. */
export async function mailsTo(host: TestHost, address: string): Promise<ReadMail[]> {
  const reader = host.visit('localhost');
  const list = await reader.get('/_courrier');
  const rows = list.html.split('<tr>').filter((row) => row.includes(`<td>${address}</td>`));
  return Promise.all(
    rows.map(async (row) => {
      const mail = await reader.get(/href="([^"]+)"/.exec(row)?.[1] ?? '');
      const [attachment] = /\/_courrier\/[\w-]+\/0/.exec(mail.html) ?? [''];
      return { text: textOf(mail), file: (await reader.get(attachment)).html };
    }),
  );
}

export const codeOf = ({ path }: Answer) => /^\/suivi\/([^?]+)/.exec(path)?.[1] ?? '';
export const textOf = ({ html }: Answer) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll(/\s+/g, ' ');

/** Makes the advisor absent at every moment but the given slots. */
export async function closeAllElse(ctx: TxCtx, ...slots: readonly string[]): Promise<void> {
  const { resource } = tables.for(ctx.tx);
  const [only] = await ctx.tx.select({ id: resource.id }).from(resource).where(ctx.own(resource));
  const starts = slots
    .map(
      (slot) =>
        readSlotAddress(slot.split('/').at(-1) ?? '')?.toZonedDateTime(ctx.site.zone).epochMilliseconds ?? 0,
    )
    .toSorted((a, b) => a - b);
  const ends = starts.map((start) => start + 3_600_000);
  const absences = [ctx.now, ...ends].map((start, index) => ({
    start,
    end: starts[index] ?? ctx.now + 90 * 86_400_000,
  }));
  for (const { start, end } of absences)
    if (start < end) await addAbsence(ctx, { resourceId: only?.id ?? '', start, end });
}
