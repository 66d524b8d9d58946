// A visit to the sheets of services: who may, whose site, which sheet.

import { type DeskCtx, PageError } from '@parvis/kit';
import { type KeptSheet, keptSheets, type OwnSite, siteOf } from '../../services/sheets.ts';
import { localDay } from '../../sites/opening-hours.ts';

export const HOME = '/agent/fiches';
export const addressOf = ({ row }: KeptSheet): string => `${HOME}/${row.slug}`;

/** @throws PageError 403; 404 where the body has no site to say anything on */
export async function ownSite(ctx: DeskCtx): Promise<OwnSite> {
  ctx.demand('services.adapt');
  const site = await siteOf(ctx.read, ctx.tenant.id, ctx.actor.authority.id);
  if (site) return site;
  throw new PageError(
    404,
    'Votre collectivité n’a pas de site ici',
    'Les fiches se règlent pour un site. Demandez-en un à la collectivité qui regroupe les communes.',
    [{ href: '/agent', text: 'Revenir à l’accueil' }],
  );
}

export async function ownSheets(ctx: DeskCtx, site: OwnSite, slug?: string): Promise<readonly KeptSheet[]> {
  const today = localDay(ctx.site.zone, ctx.now);
  const where = { tenant: ctx.tenant, authorities: ctx.authorities, today };
  const of = { authority: ctx.actor.authority, siteId: site.id, ...(slug !== undefined && { slug }) };
  return keptSheets(ctx.read, where, of);
}

export interface OpenSheet {
  readonly site: OwnSite;
  readonly kept: KeptSheet;
}

/** @throws PageError 403, 404 */
export async function openSheet(ctx: DeskCtx, slug: string): Promise<OpenSheet> {
  const site = await ownSite(ctx);
  const [kept] = await ownSheets(ctx, site, slug);
  if (kept) return { site, kept };
  throw new PageError(
    404,
    'Cette fiche n’existe pas',
    'Elle appartient peut-être à une autre collectivité.',
    [{ href: HOME, text: 'Voir toutes les fiches' }],
  );
}
