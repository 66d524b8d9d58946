// « Rendez-vous »: what can be booked on this site, each with its first free time.

import type { PageCtx } from '@parvis/kit';
import { firstSlot, freshUntil, horizonOf, readAgenda } from '../agenda.ts';
import { sayLength } from '../french.ts';
import { offersOf } from '../offers.ts';
import { agendaTag } from '../schema.ts';
import { callUs, whenAndWhere } from '../words.ts';

export async function motifListPage(page: PageCtx): Promise<Response> {
  const offers = await offersOf(page);
  const motifs = offers.map(({ motif }) => motif);
  const span = { from: page.now, until: horizonOf(motifs, page.now) };
  const agenda = await readAgenda(page, span);
  const listed = offers.map(({ motif, service }) => {
    const slot = firstSlot(agenda, motif, page.now);
    const venue = slot === null ? undefined : agenda.venues.get(slot.venue);
    return {
      until: freshUntil(motif, slot?.start ?? null, page.now),
      shown: {
        href: `/rendez-vous/${motif.slug}`,
        title: motif.title,
        summary: motif.summary,
        receivedBy: motif.receivedBy,
        length: sayLength(motif.minutes),
        by: service.operator.name,
        first: slot === null || venue === undefined ? null : whenAndWhere(slot.start, venue),
      },
    };
  });
  return page.page(
    'motifs',
    { motifs: listed.map(({ shown }) => shown), help: callUs(page.site.authority.contact) },
    {
      title: 'Prendre rendez-vous',
      description: 'Les rendez-vous que vous pouvez prendre en ligne, sans créer de compte.',
      breadcrumb: [],
      cache: { tags: [agendaTag(page.tenant)], until: Math.min(...listed.map(({ until }) => until)) },
    },
  );
}
