// Whose agendas an agent keeps: those of the people and the counters of the body that they work for.

import { type Authority, type Ctx, type DeskCtx, PageError } from '@parvis/kit';
import { asc, eq } from '@parvis/kit/data';
import { type Resource, tables, type Venue } from '../schema.ts';

export const HOME = '/agent/appointments';
export const CRUMB = { href: HOME, text: 'Rendez-vous' };

/** In an address: everyone’s at once. */
export const ALL = 'tous';

/** The people and counters of the agent's body, by name. */
export function resourcesOf(page: DeskCtx): Promise<Resource[]> {
  const { resource } = tables.for(page.read);
  return page.read
    .select()
    .from(resource)
    .where(page.own(resource, eq(resource.authorityId, page.actor.authority.id)))
    .orderBy(asc(resource.name), asc(resource.id));
}

/** The places of the tenant, by commune. */
export function venuesOf(page: DeskCtx): Promise<Venue[]> {
  const { venue } = tables.for(page.read);
  return page.read.select().from(venue).where(page.own(venue)).orderBy(asc(venue.commune), asc(venue.name));
}

export interface ChosenAgenda {
  /** All that the agent may choose from. */
  readonly resources: readonly Resource[];
  readonly shown: readonly Resource[];
  /** As in the address: `tous`, or an id. */
  readonly key: string;
}

/** The asked agenda, else the agent's own, else everyone's. */
export async function chosenAgenda(page: DeskCtx, asked: string | undefined): Promise<ChosenAgenda> {
  const resources = await resourcesOf(page);
  const one =
    asked === ALL
      ? undefined
      : (resources.find(({ id }) => id === asked) ??
        resources.find(({ agentId }) => agentId === page.actor.id));
  return { resources, shown: one === undefined ? resources : [one], key: one?.id ?? ALL };
}

/** The agenda read with this is that of all who receive, whatever commune the site is of. */
export function wholeTenant(
  page: Pick<Ctx, 'own' | 'site' | 'tenant' | 'read'>,
): Pick<Ctx, 'own' | 'site' | 'tenant' | 'read'> {
  const { own, site, tenant, read } = page;
  return { own, tenant, read, site: { ...site, authority: { ...site.authority, insee: null } } };
}

/** The body whose motifs and places all the others of the tenant use: the EPCI, or the commune alone. */
function poolingBody({ authorities }: Pick<Ctx, 'authorities'>): Authority | undefined {
  return (
    authorities.find(({ kind }) => kind === 'epci') ?? authorities.find(({ kind }) => kind === 'commune')
  );
}

/** Whether the agent's body decides for the whole tenant. */
export function pools(page: DeskCtx): boolean {
  return poolingBody(page)?.id === page.actor.authority.id;
}

/** @throws PageError for what is not there, or of another body: the two are not told apart. */
export function notHere(what: string): PageError {
  return new PageError(404, `${what} est introuvable`, 'Il a peut-être été supprimé, ou déplacé ailleurs.', [
    { href: HOME, text: 'Revenir à l’agenda' },
  ]);
}
