// The catalogue, a service's sheet with its ways in, and the search.

import {
  type PageCtx,
  PageError,
  type Service,
  type ServiceChannel,
  type ServiceSheet,
  type Site,
  type Way,
} from '@parvis/kit';
import { withArticle } from '@parvis/territory';
import { capital, phone as phoneWords } from '@parvis/theming';
import type { House } from '../house.ts';
import { counterName, hoursLine } from '../http/frame.ts';
import { contextFor } from '../plugins/context.ts';
import { sayHours } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';

const HOUR = 3_600_000;
const LONGEST_QUERY = 200;

export interface ServiceCard {
  readonly href: string;
  readonly title: string;
  readonly summary: string;
  /** Who operates it, when it is not the body whose site it is. */
  readonly by?: string;
}

function cardOf(service: Service, site: Site): ServiceCard {
  return {
    href: `/demarches/${service.slug}`,
    title: service.title,
    summary: service.summary,
    ...(service.operator.id !== site.authority.id && { by: service.operator.name }),
  };
}

export function servicesPage(ctx: PageCtx): Response {
  const groups = new Map<string, Service[]>();
  for (const service of ctx.services) {
    const group = groups.get(service.theme);
    if (group) group.push(service);
    else groups.set(service.theme, [service]);
  }
  return ctx.page(
    'services',
    {
      groups: [...groups].map(([title, services]) => ({
        title,
        services: services.map((one) => cardOf(one, ctx.site)),
      })),
    },
    { title: 'Toutes les démarches', breadcrumb: [], cache: { tags: [] } },
  );
}

export async function servicePage(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  slug: string,
): Promise<Response> {
  const service = serviceOf(snapshot, slug);
  const ways = await waysOf(house, ctx, snapshot, service);
  return ctx.page(
    'service',
    {
      title: service.title,
      official: service.official,
      summary: service.summary,
      sheet: service.sheet,
      sentence: service.sentence ?? null,
      operator: operatorSentence(service, ctx.site),
      // The hours of the counter stand beside the telephone.
      contact: service.sheet.contact ? contactOf(service) : { ...contactOf(service), hours: null },
      ways,
    },
    {
      title: service.title,
      description: service.summary,
      breadcrumb: [{ href: '/demarches', text: 'Démarches' }],
      // The ways in may say « the next free appointment »: an hour at most, and less when a booking touches it.
      cache: {
        tags: [...house.plugins.byName.keys()].map((name) => `${name}:${ctx.tenant.id}`),
        until: ctx.now + HOUR,
      },
    },
  );
}

/** Who answers for a service: whom its sheet names, or the counter of its operator. */
export function contactOf({ sheet, operator }: Pick<Service, 'sheet' | 'operator'>): ShownContact {
  if (sheet.contact) {
    const { name, phone, email, hours } = sheet.contact;
    return {
      name,
      ...(phone && { phone: phoneWords(phone) }),
      ...(email && { email }),
      ...(hours && { hours }),
    };
  }
  const { contact } = operator;
  return {
    name: counterName(operator),
    ...(contact.phone && { phone: phoneWords(contact.phone) }),
    ...(contact.email && { email: contact.email }),
    ...(contact.hours.length > 0 && { hours: hoursLine(contact) }),
  };
}

export interface ShownContact {
  readonly name: string;
  readonly phone?: { readonly href: string; readonly text: string };
  readonly email?: string;
  readonly hours?: string;
}

/** The service of an address, or a page that says where to look. */
export function serviceOf(snapshot: SiteSnapshot, slug: string): Service {
  const service = snapshot.serviceBySlug.get(slug);
  if (service) return service;
  throw new PageError(404, 'Cette démarche n’est pas proposée ici', 'Elle a peut-être changé de nom.', [
    { href: '/demarches', text: 'Voir toutes les démarches' },
    { href: '/contact', text: 'Poser la question à la mairie' },
  ]);
}

/** « Service assuré par la Communauté de communes Entre Beauce et Perche, pour Le Favril ». */
function operatorSentence({ operator }: Service, site: Site): string {
  if (operator.id === site.authority.id) {
    return operator.kind === 'commune'
      ? `Service assuré par votre mairie`
      : `Service assuré par ${withArticle(operator)}`;
  }
  return `Service assuré par ${withArticle(operator)}, pour ${site.name}`;
}

export { withArticle };

interface ShownWay extends Way {
  readonly kind: ServiceChannel['kind'];
  readonly main: boolean;
  /** The form to fill in by hand. */
  readonly print?: { readonly href: string; readonly text: string };
}

/** The ways in, side by side; the first that is done here, online, is the main one. */
async function waysOf(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  service: Service,
): Promise<readonly ShownWay[]> {
  const offers = await Promise.all(
    service.channels.map(async (settings) => {
      const way = await wayOf(house, ctx, snapshot, service, settings);
      return way ? [{ ...way, kind: settings.kind, main: false }] : [];
    }),
  );
  const ways = withBlank(house, service, offers.flat());
  const main = ways.findIndex((way) => way.href !== undefined && way.kind !== 'phone');
  return ways.map((way, index) => ({ ...way, main: index === main }));
}

/** « Imprimer le formulaire », beside the counter and the post; where there is neither, beside the form itself. */
function withBlank(house: House, service: Service, ways: readonly ShownWay[]): readonly ShownWay[] {
  // Only the first channel that starts answers under the service's address.
  const first = service.channels
    .map(({ kind }) => ({ kind, channel: house.plugins.channels.get(kind)?.channel }))
    .find(({ channel }) => channel?.start);
  const href = first?.channel?.blank?.(service);
  if (!href || !ways.some(({ kind }) => kind === first?.kind)) return ways;
  const byHand = ways.some(({ kind }) => kind === 'counter' || kind === 'paper');
  return ways.map((way) =>
    (byHand ? way.kind === 'counter' || way.kind === 'paper' : way.kind === first?.kind)
      ? { ...way, print: { href, text: 'Imprimer le formulaire (PDF)' } }
      : way,
  );
}

async function wayOf(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  service: Service,
  settings: ServiceChannel,
): Promise<Way | null> {
  const provider = house.plugins.channels.get(settings.kind);
  if (provider) {
    const own = contextFor(house, { snapshot, actor: ctx.actor, now: ctx.now }, provider.plugin.name);
    return provider.channel.offer(own, service, settings);
  }
  return hostWay(service, settings);
}

/** The channels that need no plugin: an address elsewhere, a telephone, a counter, a sheet of paper. */
function hostWay(service: Service, settings: ServiceChannel): Way | null {
  const { operator } = service;
  const { contact } = operator;
  const note = typeof settings['note'] === 'string' ? [settings['note']] : [];
  switch (settings.kind) {
    case 'link': {
      const { href, label } = settings;
      if (typeof href !== 'string' || !/^https?:\/\//.test(href)) return null;
      return {
        title: 'Sur un autre site',
        text: typeof label === 'string' ? label : `Vous continuez sur ${new URL(href).host}.`,
        href,
        external: true,
        details: note,
      };
    }
    case 'phone': {
      // A contact that is reached otherwise does not take the telephone of the counter away.
      const own = contactOf(service);
      const { phone, hours } = own.phone
        ? own
        : contactOf({ operator, sheet: withoutContact(service.sheet) });
      if (!phone) return null;
      return {
        title: 'Par téléphone',
        text: phone.text,
        href: phone.href,
        details: hours ? [hours, ...note] : note,
      };
    }
    case 'counter':
      return {
        title: 'Au guichet',
        text: counterName(operator),
        details: [...contact.address, ...sayHours(contact.hours).map(capital), ...note],
      };
    case 'paper':
      return { title: 'Par courrier', text: counterName(operator), details: [...contact.address, ...note] };
    default:
      return null;
  }
}

function withoutContact({ contact: _contact, ...sheet }: ServiceSheet): ServiceSheet {
  return sheet;
}

export function searchPage(ctx: PageCtx, snapshot: SiteSnapshot, typed: string): Response {
  const q = typed.slice(0, LONGEST_QUERY).trim();
  const found = q === '' ? [] : snapshot.search.search(q);
  const byId = new Map(snapshot.services.map((one) => [one.id, one]));
  const results = found.flatMap(({ id }) => byId.get(id) ?? []);
  const featured = snapshot.services.filter((one) => one.featured).slice(0, 5);
  return ctx.page(
    'search',
    {
      q,
      results: results.map((one) => cardOf(one, ctx.site)),
      suggestions: results.length > 0 ? [] : featured.map((one) => cardOf(one, ctx.site)),
    },
    { title: q ? `Recherche\u00A0: ${q}` : 'Recherche', breadcrumb: [] },
  );
}
