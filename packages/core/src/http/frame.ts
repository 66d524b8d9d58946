// What surrounds every page of a site: its head, its header, its foot. Made of the snapshot: no query.

import type { Authority, Contact, Crumb, Html, Site } from '@parvis/kit';
import { deDepartment, deName } from '@parvis/territory';
import { capital, phone } from '@parvis/theming';
import type { House } from '../house.ts';
import { ADDRESS_SEARCH } from '../places/address-search.ts';
import type { MapOptions } from '../places/place-config.ts';
import { sayHours } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';

export interface Link {
  readonly href: string;
  readonly text: string;
}

export interface Frame {
  /** Of the window: « Erreur : … » where a form came back. */
  readonly title: string;
  /** Of the page, as its first heading says it. */
  readonly heading: string;
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
  /** Of a page that asks for a place: what its script may use. */
  readonly place?: FramePlace;
}

export interface FramePlace {
  /** Where addresses are looked up. */
  readonly addresses?: string;
  readonly map?: MapOptions;
  /** Name of the commune to begin with. */
  readonly commune: string;
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
  /** « du lundi au jeudi de 9 h à 12 h et de 14 h à 17 h », a line for the days that open alike. */
  readonly hours: readonly string[];
}

export interface FrameOptions {
  readonly title: string;
  readonly description?: string;
  readonly path: string;
  readonly breadcrumb?: readonly Crumb[];
  readonly noindex?: boolean;
  readonly nonce?: string;
  /** Of the answer; 422 for a form that came back. */
  readonly status?: number;
  readonly asksPlace?: boolean;
}

export function frameOf(house: House, snapshot: SiteSnapshot, options: FrameOptions): Frame {
  const { site } = snapshot;
  return {
    // Said first, so that a screen reader hears it at once (RGAA 11.10).
    title: options.status === 422 ? `Erreur\u00A0: ${options.title}` : options.title,
    heading: options.title,
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
    ...(options.asksPlace && { place: placeOf(house, site) }),
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

function placeOf({ config, geocoder }: House, { authority }: Site): FramePlace {
  return {
    ...(geocoder && { addresses: ADDRESS_SEARCH }),
    ...(config.map && { map: config.map }),
    commune: authority.name,
  };
}

export function navOf(house: House): readonly Link[] {
  return [
    { href: '/demarches', text: 'Démarches' },
    ...house.plugins.all.flatMap((plugin) => plugin.menu ?? []),
    { href: '/suivi', text: 'Suivre une demande' },
    { href: '/mon-espace', text: 'Mon espace' },
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
    ...(contact.phone && { phone: phone(contact.phone) }),
    ...(contact.email && { email: contact.email }),
    hours: sayHours(contact.hours),
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

/** « Du lundi au jeudi de 9 h à 12 h et de 14 h à 17 h, vendredi de 9 h à 12 h ». */
export function hoursLine({ hours }: Contact): string {
  return capital(sayHours(hours).join(', '));
}
