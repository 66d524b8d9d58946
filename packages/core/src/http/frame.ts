// What surrounds every page of a site: its head, its header, its foot. Made of the snapshot: no query.

import type { Authority, Contact, Crumb, Html, Site } from '@parvis/kit';
import { deDepartment, deName } from '@parvis/territory';
import type { House } from '../house.ts';
import { sayTime } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';

export interface Link {
  readonly href: string;
  readonly text: string;
}

export interface Frame {
  readonly title: string;
  readonly description?: string;
  readonly lang: 'fr';
  readonly zone: string;
  readonly stylesheet: string;
  readonly script: string;
  readonly nonce?: string;
  readonly favicon: string;
  readonly demo: boolean;
  readonly noindex: boolean;
  readonly site: FrameSite;
  readonly nav: readonly (Link & { readonly current: boolean })[];
  readonly breadcrumb: readonly Crumb[];
  readonly legal: readonly Link[];
  readonly csrf?: string;
}

export interface FrameSite {
  readonly name: string;
  readonly kind: 'commune' | 'epci';
  /** « Commune d’Eure-et-Loir ». */
  readonly label: string;
  readonly group?: string;
  readonly home: '/';
  readonly monogram: Html;
  /** « Mairie du Favril ». */
  readonly mairieTitle: string;
  readonly address: readonly string[];
  readonly phone?: Link;
  readonly email?: string;
  readonly hoursLine?: string;
}

export interface FrameOptions {
  readonly title: string;
  readonly description?: string;
  readonly path: string;
  readonly breadcrumb?: readonly Crumb[];
  readonly noindex?: boolean;
  readonly nonce?: string;
}

export function frameOf(house: House, snapshot: SiteSnapshot, options: FrameOptions): Frame {
  const { site } = snapshot;
  return {
    title: options.title,
    ...(options.description && { description: options.description }),
    lang: 'fr',
    zone: site.zone,
    stylesheet: snapshot.stylesheet,
    script: house.theming.script.href,
    ...(options.nonce && { nonce: options.nonce }),
    favicon: snapshot.favicon,
    demo: site.demo,
    noindex: site.demo || (options.noindex ?? false),
    site: frameSite(snapshot),
    nav: navOf(house).map((link) => ({ ...link, current: isUnder(options.path, link.href) })),
    breadcrumb: options.breadcrumb
      ? [{ href: '/', text: 'Accueil' }, ...options.breadcrumb, { text: options.title }]
      : [],
    legal: [
      { href: '/accessibilite', text: 'Accessibilité\u00A0: non conforme' },
      { href: '/mentions-legales', text: 'Mentions légales' },
      { href: '/donnees-personnelles', text: 'Données personnelles' },
      { href: '/plan-du-site', text: 'Plan du site' },
    ],
  };
}

export function navOf(house: House): readonly Link[] {
  return [
    { href: '/demarches', text: 'Démarches' },
    ...house.plugins.all.flatMap((plugin) => plugin.menu ?? []),
    { href: '/suivi', text: 'Suivre une demande' },
    { href: '/contact', text: 'Contact' },
  ];
}

const isUnder = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`);

const sites = new WeakMap<Site, FrameSite>();

function frameSite(snapshot: SiteSnapshot): FrameSite {
  const known = sites.get(snapshot.site);
  if (known) return known;
  const { site, group } = snapshot;
  const { authority } = site;
  const { contact } = authority;
  const made: FrameSite = {
    name: site.name,
    kind: authority.kind === 'epci' ? 'epci' : 'commune',
    label: labelOf(authority),
    ...(group && { group: group.name }),
    home: '/',
    monogram: snapshot.monogram,
    mairieTitle: counterName(authority),
    address: contact.address,
    ...(contact.phone && { phone: phoneLink(contact.phone) }),
    ...(contact.email && { email: contact.email }),
    ...(contact.hours.length > 0 && { hoursLine: hoursLine(contact) }),
  };
  sites.set(site, made);
  return made;
}

/** « Commune d’Eure-et-Loir ». */
function labelOf(authority: Authority): string {
  if (authority.kind === 'epci') return 'Intercommunalité';
  return authority.insee ? `Commune ${deDepartment(departmentCode(authority.insee))}` : 'Commune';
}

export function departmentCode(insee: string): string {
  return /^9[78]/.test(insee) ? insee.slice(0, 3) : insee.slice(0, 2);
}

/** « Mairie du Favril »; an EPCI has its own name. */
export function counterName(authority: Authority): string {
  return authority.kind === 'commune' ? `Mairie ${deName(authority.name)}` : authority.name;
}

/** « 02 37 00 00 00 », and its tel: link. */
export function phoneLink(phone: string): Link {
  const digits = phone.replace(/[^\d+]/g, '');
  const text = /^0\d{9}$/.test(digits) ? digits.replace(/(\d{2})(?=\d)/g, '$1\u00A0') : phone;
  return { href: `tel:${digits.replace(/^0(?=\d{9}$)/, '+33')}`, text };
}

const DAY_NAMES = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];

/** « lundi de 9 h à 12 h, jeudi de 14 h à 18 h ». */
export function hoursLine({ hours }: Contact): string {
  return [...hours]
    .sort((a, b) => a.day - b.day || (a.from < b.from ? -1 : 1))
    .map((span) => `${DAY_NAMES[span.day - 1]} de ${sayTime(span.from)} à ${sayTime(span.to)}`)
    .join(', ');
}
