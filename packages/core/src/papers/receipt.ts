// The receipt of a request on paper (CRPA, art. L112-11 and R112-11-1): drawn when it is asked for, from what is stored,
// and never kept. Drawn again, it has the same bytes.

import type { CitizenRequest, PaperFact } from '@parvis/kit';
import { date as sayDate } from '@parvis/theming';
import type { House } from '../house.ts';
import { receiptMentions } from '../mail/letters.ts';
import { contextFor } from '../plugins/context.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { drawPaper } from './draw-paper.ts';
import { callUs, footerOf, letterheadOf, placeOf } from './letterhead.ts';

const NBSP = '\u00A0';

/** A booking is confirmed by what its channel says of it: only what waits for an answer has a receipt. */
export function hasReceipt({ channel }: CitizenRequest): boolean {
  return channel !== 'appointment';
}

export function receiptName({ reference }: CitizenRequest): string {
  return `accuse-de-reception-${reference}.pdf`;
}

/** `code`: the tracking code, on the citizen’s own copy only. */
export async function receiptPaper(
  house: House,
  asked: SiteSnapshot,
  request: CitizenRequest,
  code: string | null,
): Promise<Buffer> {
  const snapshot = (await house.sites.byId(request.siteId)) ?? asked;
  const { site } = snapshot;
  const author = snapshot.authorities.get(request.operatorId) ?? site.authority;
  const day = sayDate(request.openedAt, 'day', site.zone);
  const facts: readonly PaperFact[] = [
    { label: 'Demande', value: request.title },
    ...receiptMentions(request, author, site.zone),
    ...(await channelFacts(house, snapshot, request)),
    ...(code === null
      ? []
      : [
          {
            label: 'Votre code de suivi',
            value: `${code} (gardez-le${NBSP}: il ouvre votre demande sans compte)`,
          },
        ]),
  ];
  return drawPaper(await letterheadOf(house, snapshot, author), {
    title: 'Accusé de réception de votre demande',
    recipient: [request.requester.name],
    placeAndDate: `${placeOf(author)}, le ${day}`,
    blocks: [
      { kind: 'text', text: 'Madame, Monsieur,' },
      {
        kind: 'text',
        text: `Nous avons reçu votre demande «${NBSP}${request.title}${NBSP}» le ${sayDate(request.openedAt, 'moment', site.zone)}. Ce document le prouve${NBSP}: gardez-le.`,
      },
      { kind: 'facts', rows: facts },
    ],
    closing: `Pour suivre cette demande ou nous écrire${NBSP}: ${site.origin}/suivi. ${callUs(author, request)} Accusé de réception électronique établi selon les articles L112-11 et R112-11-1 du code des relations entre le public et l’administration.`,
    footer: footerOf(author, `Référence ${request.reference}`),
    at: request.openedAt,
  });
}

async function channelFacts(
  house: House,
  snapshot: SiteSnapshot,
  request: CitizenRequest,
): Promise<readonly PaperFact[]> {
  const provider = house.plugins.channels.get(request.channel);
  if (!provider?.channel.receiptFacts) return [];
  // As it stood when it came, whatever the day it is asked for.
  const standing = { snapshot, actor: { kind: 'system' }, now: request.openedAt } as const;
  return provider.channel.receiptFacts(contextFor(house, standing, provider.plugin.name), request);
}
