// The home page of a site: what do you need, what is on at the mairie today, the commune in a few facts.

import type { Authority, Html, PageCtx } from '@parvis/kit';
import { horizon, momentAt, phone as phoneWords } from '@parvis/theming';
import { Temporal } from 'temporal-polyfill';
import type { House } from '../house.ts';
import { counterName, departmentCode, type Link } from '../http/frame.ts';
import { contextFor } from '../plugins/context.ts';
import { type OpeningState, openingState, sayNext, sayTime, weekOf } from './opening-hours.ts';
import type { SiteSnapshot } from './snapshot.ts';

const NEEDS = 8;

export async function homePage(house: House, ctx: PageCtx, snapshot: SiteSnapshot): Promise<Response> {
  const { site } = snapshot;
  const hour = hourOf(snapshot, ctx.now);
  const blocks = await Promise.all(
    house.plugins
      .fillersOf('home.today')
      .map(({ plugin, fill }) =>
        fill(contextFor(house, { snapshot, actor: ctx.actor, now: ctx.now }, plugin.name)),
      ),
  );
  const shown = blocks.flatMap((block) => block ?? []);
  return ctx.page(
    'home',
    {
      ...hour.model,
      today: { ...hour.model.today, blocks: shown.map((block) => block.html) },
    },
    {
      title: site.name,
      description: `${counterName(site.authority)}\u00A0: démarches, rendez-vous, horaires.`,
      cache: {
        tags: shown.flatMap((block) => block.tags),
        until: Math.min(hour.until, ...shown.flatMap((block) => block.until ?? [])),
      },
    },
  );
}

const hours = new WeakMap<SiteSnapshot, ReturnType<typeof toHour>>();

/** What the clock alone decides of the page: made again when the sky changes, a counter opens or closes, or a day ends. */
function hourOf(snapshot: SiteSnapshot, now: number) {
  const known = hours.get(snapshot);
  if (known && known.from <= now && now < known.until) return known;
  const made = toHour(snapshot, now);
  hours.set(snapshot, made);
  return made;
}

function toHour(snapshot: SiteSnapshot, now: number) {
  const { site } = snapshot;
  const { contact } = site.authority;
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(site.zone);
  const sky = momentAt(local);
  const state = openingState(contact.hours, site.zone, now);
  return {
    from: now,
    until: Math.min(
      sky.until,
      state.open ? state.until : (state.next ?? Number.POSITIVE_INFINITY),
      nextMidnight(local),
    ),
    model: {
      horizon: drawing(snapshot, sky.moment),
      caption: captionOf(state, snapshot, now),
      needs: needsOf(snapshot),
      today: {
        title: `Aujourd’hui ${site.authority.kind === 'epci' ? 'à l’accueil' : 'à la mairie'}`,
        known: contact.hours.length > 0,
        open: state.open,
        text: stateText(state, site.zone, now),
        ...(contact.phone && { phone: phoneWords(contact.phone) }),
        week: weekOf(contact.hours, site.zone, now),
      },
      facts: factsOf(snapshot),
      group: snapshot.group?.name ?? null,
    },
  };
}

function nextMidnight(local: Temporal.ZonedDateTime): number {
  return local.toPlainDate().add({ days: 1 }).toZonedDateTime(local.timeZoneId).epochMilliseconds;
}

/** The drawn horizon of the commune; an EPCI shows its villages side by side. */
function drawing(snapshot: SiteSnapshot, moment: 'dawn' | 'day' | 'dusk' | 'night'): Html {
  const { authority } = snapshot.site;
  if (authority.kind !== 'epci') {
    return horizon(placeOf(authority, snapshot.population), { moment });
  }
  const members = [...snapshot.authorities.values()].filter((one) => one.kind === 'commune');
  const seat = members[0] ?? authority;
  return horizon(placeOf(seat, null), {
    moment,
    kind: 'epci',
    members: members.slice(0, 12).map((one) => placeOf(one, null)),
  });
}

function placeOf(authority: Authority, population: number | null) {
  const insee = authority.insee ?? authority.siren;
  return { insee, name: authority.name, department: departmentCode(insee), population: population ?? 600 };
}

/** The first services of the catalogue that the tenant puts forward, in citizens' words. */
function needsOf({ services, site }: SiteSnapshot): readonly (Link & { readonly by?: string })[] {
  const featured = services.filter((one) => one.featured);
  return [...featured, ...services.filter((one) => !one.featured)].slice(0, NEEDS).map((one) => ({
    href: `/demarches/${one.slug}`,
    text: one.title,
    ...(one.operator.id !== site.authority.id && { by: one.operator.name }),
  }));
}

function stateText(state: OpeningState, zone: string, now: number): string {
  if (state.open) return `Ouvert jusqu’à ${timeAt(state.until, zone)}`;
  return state.next === null
    ? 'Horaires à demander par téléphone'
    : `Fermé. Réouverture ${sayNext(state.next, zone, now)}`;
}

const timeAt = (at: number, zone: string): string =>
  sayTime(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainTime());

/** The line beneath the horizon: « La mairie rouvre demain à 9 h. Ici, c’est ouvert. » */
function captionOf(state: OpeningState, { site }: SiteSnapshot, now: number): string {
  const [who, isOpen] =
    site.authority.kind === 'epci' ? ['L’accueil', 'est ouvert'] : ['La mairie', 'est ouverte'];
  if (state.open)
    return `${who} ${isOpen} jusqu’à ${timeAt(state.until, site.zone)}. Ici, c’est ouvert jour et nuit.`;
  if (state.next === null) return 'Ici, c’est ouvert, jour et nuit.';
  return `${who} rouvre ${sayNext(state.next, site.zone, now)}. Ici, c’est ouvert.`;
}

function factsOf({ site, population, group, authorities, services }: SiteSnapshot) {
  const { contact } = site.authority;
  const communes = [...authorities.values()].filter((one) => one.kind === 'commune').length;
  return [
    // A narrow space is lost between large figures.
    ...(population
      ? [{ label: 'Habitants', value: population.toLocaleString('fr-FR').replaceAll('\u202F', '\u00A0') }]
      : []),
    ...(site.authority.kind === 'epci' ? [{ label: 'Communes', value: String(communes) }] : []),
    ...(contact.postalCode ? [{ label: 'Code postal', value: contact.postalCode }] : []),
    ...(group ? [{ label: 'Intercommunalité', value: group.name }] : []),
    { label: 'Démarches en ligne', value: String(services.length) },
  ];
}
