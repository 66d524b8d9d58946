// Whose hand a paper is in: the body that answers, in the colours of its own site.

import type { Authority, CitizenRequest, PaperBlock } from '@parvis/kit';
import { phone as phoneWords } from '@parvis/theming';
import type { House } from '../house.ts';
import { counterName } from '../http/frame.ts';
import { siteOfAuthority } from '../identity/agent-mailing.ts';
import { sayHours } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import type { DrawnBlock } from './draw-block.ts';
import type { Letterhead } from './draw-paper.ts';

const NBSP = '\u00A0';

export async function letterheadOf(
  house: House,
  { site, tenant, brand }: SiteSnapshot,
  author: Authority,
): Promise<Letterhead> {
  const own = { author, brand, demo: site.demo };
  if (author.id === site.authority.id) return own;
  const siteId = await siteOfAuthority(house.db.read, tenant.id, author.id);
  const theirs = siteId === null ? null : await house.sites.byId(siteId);
  return { ...own, brand: theirs?.brand ?? brand };
}

/** « Le Favril »: where the body writes from, by the last line of its address. */
export function placeOf({ contact, name }: Authority): string {
  const town = /^\d{5}\s+(.+?)(?:\s+cedex.*)?$/i.exec(contact.address.at(-1) ?? '')?.[1];
  return town ?? name;
}

/** At the foot of each page: whose it is, and how to reach them. */
export function footerOf(author: Authority, ...more: readonly string[]): string {
  const { phone } = author.contact;
  return [counterName(author), ...(phone ? [`Tél.${NBSP}${phoneWords(phone).text}`] : []), ...more].join(
    ' · ',
  );
}

/** How else to reach the body about a request. */
export function callUs({ contact }: Authority, { reference }: CitizenRequest): string {
  const how = contact.phone ? `nous appeler au ${phoneWords(contact.phone).text}` : 'venir nous voir';
  return `Vous pouvez aussi ${how}, en donnant la référence ${reference}.`;
}

/** With what is known of the body's counter in the place of each that is named. */
export function withCounter(blocks: readonly PaperBlock[], author: Authority): readonly DrawnBlock[] {
  return blocks.map((block) => (block.kind === 'counter' ? counterFacts(author) : block));
}

function counterFacts(author: Authority): DrawnBlock {
  const { address, phone, email } = author.contact;
  const hours = sayHours(author.contact.hours);
  return {
    kind: 'facts',
    rows: [
      { label: 'Au guichet ou par courrier', value: [counterName(author), ...address].join('\n') },
      ...(hours.length > 0 ? [{ label: 'Ouvert', value: hours.map(capital).join('\n') }] : []),
      ...(phone ? [{ label: 'Téléphone', value: phoneWords(phone).text }] : []),
      ...(email ? [{ label: 'Courriel', value: email }] : []),
    ],
  };
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
