// « Bouton pour d’autres sites »: a plain link in the commune's colours that any site may copy, and a code to print on a poster.
// The addresses stay: `/rendez-vous/<motif>`, with `?lieu=<lieu>` for one place.

import { type DeskCtx, type DeskRouter, PageError, toHtml } from '@parvis/kit';
import { renderSVG } from 'uqr';
import { type Offer, offersOf } from '../offers.ts';
import { venuesFor } from '../places.ts';
import { keptRoster } from '../roster.ts';
import type { Venue } from '../schema.ts';

const BASE = '/agent/appointments/bouton';

export function buttonRoutes(app: DeskRouter): void {
  app.get('/bouton', (c) =>
    buttonPage(c.var.page, { motif: c.req.query('motif'), place: c.req.query('lieu') }),
  );
}

async function buttonPage(
  page: DeskCtx,
  asked: { readonly motif: string | undefined; readonly place: string | undefined },
): Promise<Response> {
  page.demand('appointments.read');
  const [offers, roster] = await Promise.all([offersOf(page), keptRoster(page)]);
  const offer = offers.find(({ motif }) => motif.slug === asked.motif) ?? offers[0];
  if (offer === undefined)
    throw new PageError(
      404,
      'Aucun rendez-vous n’est proposé sur ce site',
      'Ajoutez d’abord un motif à une démarche.',
      [{ href: '/agent/appointments', text: 'Revenir aux rendez-vous' }],
    );
  const venues = offer.motif.place === 'on-site' ? venuesFor(roster, offer.motif) : [];
  const venue = venues.find(({ slug }) => slug === asked.place);
  const address = page.url(
    `/rendez-vous/${offer.motif.slug}${venue === undefined ? '' : `?lieu=${venue.slug}`}`,
  );
  const label = labelOf(offer, venue);
  return page.page(
    'desk-button',
    {
      action: BASE,
      motifs: offers.map(({ motif }) => ({
        value: motif.slug,
        label: motif.title,
        chosen: motif === offer.motif,
      })),
      venues: venues.map(({ slug, name, commune }) => ({
        value: slug,
        label: `${name}, ${commune}`,
        chosen: slug === venue?.slug,
      })),
      address,
      label,
      code: htmlOf(address, label, page.colours()),
      drawing: toHtml(renderSVG(address, { border: 2 })),
      by: page.site.name,
    },
    {
      title: 'Bouton pour d’autres sites',
      breadcrumb: [{ href: '/agent/appointments', text: 'Rendez-vous' }],
    },
  );
}

function labelOf({ motif }: Offer, venue: Venue | undefined): string {
  return `Prendre rendez-vous\u00A0: ${motif.title}${venue === undefined ? '' : `, ${venue.commune}`}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/** Nothing but a link: no script, no frame, no cookie on the other site. */
function htmlOf(address: string, label: string, { ground, ink }: ReturnType<DeskCtx['colours']>): string {
  return `<a href="${escape(address)}" style="display:inline-block;padding:.75em 1.25em;border-radius:.4em;background:${ground};color:${ink};font:600 1em/1.4 system-ui,sans-serif;text-decoration:none">${escape(label)}</a>`;
}
