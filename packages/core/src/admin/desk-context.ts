// The contract's DeskCtx: a back-office page, for one agent working for one authority.

import { type CitizenRequest, type DeskCtx, type Html, PageError } from '@parvis/kit';
import type { House } from '../house.ts';
import { pageContext } from '../http/page-context.ts';
import type { SiteVisit } from '../http/visit.ts';
import type { SignedAgent } from '../identity/index.ts';
import { requestById } from '../requests/ledger.ts';
import { sharesAmong } from '../sharing/share.ts';

/**
 * What an agent may do with a request: its operator's agents handle it, the commune's and those of a body that it is shared
 * with read along, others see nothing.
 */
async function accessTo(
  house: House,
  request: CitizenRequest,
  agent: SignedAgent,
  { tenantId, now }: { readonly tenantId: string; readonly now: number },
): Promise<'handle' | 'read' | null> {
  if (!agent.permissions.has('requests.read')) return null;
  if (request.operatorId === agent.authority.id)
    return agent.permissions.has('requests.answer') ? 'handle' : 'read';
  const authorityId = agent.authority.id;
  if (request.communeId === authorityId) return 'read';
  const shared = await sharesAmong(house.db.read, { tenantId, authorityId, now }, [request.id]);
  return shared.has(request.id) ? 'read' : null;
}

export function deskContext(house: House, c: SiteVisit, agent: SignedAgent, owner = 'core'): DeskCtx {
  const page = pageContext(house, c, { owner, actor: agent, desk: deskFrame(house, c, agent) });
  const looked = (kind: string, ids: readonly string[]): void => {
    const seen = c.get('looked');
    seen?.set(kind, new Set([...(seen.get(kind) ?? []), ...ids]));
  };
  return Object.assign(page, {
    actor: agent,
    looked,
    demand(permission: string): void {
      if (agent.permissions.has(permission)) return;
      throw new PageError(
        403,
        'Vous n’avez pas ce droit',
        'Demandez à l’administrateur de votre collectivité de vous le donner.',
        [{ href: '/agent', text: 'Revenir à la boîte de réception' }],
      );
    },
    async requestFor(id: string) {
      const tenantId = c.get('snapshot').tenant.id;
      const request = await requestById(house.db.read, tenantId, id);
      const access = request && (await accessTo(house, request, agent, { tenantId, now: page.now }));
      if (access) looked('request', [id]);
      return request && access ? { request, mayAct: access === 'handle' } : null;
    },
  });
}

export interface DeskFrame {
  readonly agent: { readonly name: string; readonly email: string };
  readonly authority: { readonly id: string; readonly name: string };
  /** In the colours of the body that the agent works for, whatever the site. */
  readonly monogram: Html;
  readonly stylesheet: string;
  readonly authorities: readonly { readonly id: string; readonly name: string }[];
  readonly desk: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
}

/** The host's own pages of the desk, and who has one of these permissions. */
const PAGES: readonly { readonly href: string; readonly text: string; readonly for: readonly string[] }[] = [
  { href: '/agent/paiements', text: 'Paiements', for: ['payments.read'] },
  { href: '/agent/paiement-en-ligne', text: 'Paiement en ligne', for: ['payments.configure'] },
  { href: '/agent/avis', text: 'Avis', for: ['ratings.read'] },
  { href: '/agent/fiches', text: 'Fiches', for: ['services.adapt'] },
  { href: '/agent/equipe', text: 'Équipe', for: ['agents.read'] },
  { href: '/agent/coordonnees', text: 'Coordonnées', for: ['site.edit', 'agents.manage', 'privacy.read'] },
  { href: '/agent/donnees', text: 'Données personnelles', for: ['privacy.read'] },
];

/** What an agent may open. The first is where they start. */
export function deskLinks(
  house: House,
  { permissions }: Pick<SignedAgent, 'permissions'>,
): readonly { readonly href: string; readonly text: string }[] {
  return [
    ...(permissions.has('requests.read') ? [{ href: '/agent', text: 'Demandes' }] : []),
    ...house.plugins.all.flatMap(({ name, desk }) =>
      [
        ...(desk?.menu ? [{ ...desk.menu, href: `/agent/${name}` }] : []),
        ...(desk?.also ?? []).map((page) => ({ ...page, href: `/agent/${name}/${page.path}` })),
      ]
        .filter(({ permission }) => permissions.has(permission))
        .map(({ href, label }) => ({ href, text: label })),
    ),
    ...PAGES.filter((page) => page.for.some((permission) => permissions.has(permission))),
  ];
}

/** What the layout of the desk adds to the frame of a page. */
export function deskFrame(house: House, c: SiteVisit, agent: SignedAgent): DeskFrame {
  const { authorities, monogram, stylesheet } = c.get('snapshot');
  const links = deskLinks(house, agent);
  const current = currentOf(links, c.req.path);
  return {
    agent: { name: agent.name, email: agent.email },
    authority: { id: agent.authority.id, name: agent.authority.name },
    monogram: agent.colours?.monogram ?? monogram,
    stylesheet: agent.colours?.stylesheet ?? stylesheet,
    authorities: agent.authorityIds.flatMap((id) => {
      const one = authorities.get(id);
      return one ? [{ id, name: one.name }] : [];
    }),
    desk: links.map((link) => ({ ...link, current: link.href === current })),
  };
}

/** The entry that a page belongs to: the one whose address says the most of its own. */
function currentOf(links: readonly { readonly href: string }[], path: string): string | undefined {
  if (path === '/agent' || path.startsWith('/agent/demandes')) return '/agent';
  return links
    .map(({ href }) => href)
    .filter((href) => href !== '/agent' && (path === href || path.startsWith(`${href}/`)))
    .toSorted((a, b) => b.length - a.length)[0];
}
