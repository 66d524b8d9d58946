// « Rendez-vous »: what can be booked on this site, of the commune and of its EPCI together, by theme, found by one's own
// words; each with its first free time.

import type { PageCtx } from '@parvis/kit';
import { withArticle } from '@parvis/territory';
import { type Agenda, firstSlot, freshUntil, horizonOf, readAgenda } from '../agenda.ts';
import { sayKind } from '../appointment.ts';
import { sayLength } from '../french.ts';
import { findMotifs } from '../motif-search.ts';
import { type Offer, offersOf } from '../offers.ts';
import { agendaTag, type Motif } from '../schema.ts';
import { callUs, whenAndWhere } from '../words.ts';

const LONGEST_QUERY = 100;

/** A reason to come, with the other ways to the same help. */
interface Reason extends Offer {
  readonly others: readonly Motif[];
}

export async function motifListPage(page: PageCtx, typed = ''): Promise<Response> {
  const words = typed.slice(0, LONGEST_QUERY).trim();
  const all = reasonsOf(await offersOf(page));
  const found = findMotifs(all, words);
  const span = {
    from: page.now,
    until: horizonOf(
      all.map(({ motif }) => motif),
      page.now,
    ),
  };
  const agenda = await readAgenda(page, span);
  const listed = found.map((reason) => ({
    theme: reason.service.theme,
    ...reasonModel(agenda, reason, page.now),
  }));
  const themes = new Map<string, object[]>();
  for (const { theme, shown } of listed) themes.set(theme, [...(themes.get(theme) ?? []), shown]);
  return page.page(
    'motifs',
    {
      words,
      some: all.length > 0,
      groups: [...themes].map(([title, motifs]) => ({ title, motifs })),
      help: callUs(page.site.authority.contact),
    },
    {
      title: 'Prendre rendez-vous',
      description: 'Les rendez-vous que vous pouvez prendre en ligne, sans créer de compte.',
      breadcrumb: [],
      cache: { tags: [agendaTag(page.tenant)], until: Math.min(...listed.map(({ until }) => until)) },
    },
  );
}

/** One a service: its usual motif stands for the others. */
function reasonsOf(offers: readonly Offer[]): readonly Reason[] {
  const reasons = new Map<string, Reason>();
  for (const { service, motif } of offers) {
    const known = reasons.get(service.id);
    reasons.set(
      service.id,
      known ? { ...known, others: [...known.others, motif] } : { service, motif, others: [] },
    );
  }
  return [...reasons.values()];
}

function reasonModel(agenda: Agenda, { motif, service, others }: Reason, now: number) {
  const slot = firstSlot(agenda, motif, now);
  const venue = slot === null ? undefined : agenda.venues.get(slot.venue);
  const kinds = [...new Set([motif, ...others].map(({ place }) => sayKind(place)))];
  return {
    until: freshUntil(agenda, motif, slot?.start ?? null, now),
    shown: {
      href: `/rendez-vous/${motif.slug}`,
      title: motif.title,
      summary: motif.summary,
      receivedBy: motif.receivedBy,
      length: sayLength(motif.minutes),
      kinds: kinds.join(', ').toLowerCase(),
      by: withArticle(service.operator),
      first: slot === null || venue === undefined ? null : whenAndWhere(slot.start, venue),
    },
  };
}
