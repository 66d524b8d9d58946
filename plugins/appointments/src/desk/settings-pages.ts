// Motifs and venues: listed, added, changed. Motifs are those of the whole tenant, and its body that pools decides on them;
// a commune decides on its own venues.

import {
  type Answers,
  type FieldError,
  type FieldSet,
  readFields,
  type Typed,
  toControls,
} from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { sayKind } from '../appointment.ts';
import { sayLength } from '../french.ts';
import { rosterChanged } from '../roster.ts';
import { tables } from '../schema.ts';
import { addMotif, addVenue } from '../seed.ts';
import { CRUMB, HOME, notHere, pools, venuesOf } from './agendas.ts';
import { ownVenues } from './closures.ts';
import { fromMotifValues, motifFields, toMotifValues } from './motif-form.ts';
import { motifsOf } from './openings-page.ts';
import { freeSlug } from './slug.ts';
import { fromVenueValues, toVenueValues, venueFields } from './venue-form.ts';

const MOTIFS = `${HOME}/motifs`;
const VENUES = `${HOME}/lieux`;

interface State {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

export interface SettingForm {
  readonly title: string;
  readonly list: { readonly href: string; readonly text: string };
  readonly action: string;
  readonly fields: FieldSet<unknown>['fields'];
  readonly answers: object;
}

export function formPage(page: DeskCtx, form: SettingForm, state: State): Response {
  const { errors = [], typed } = state;
  const answers: Answers = Object.fromEntries(
    Object.entries(form.answers).filter(([, value]) => value !== undefined),
  );
  const model = {
    heading: form.title,
    action: form.action,
    controls: toControls(form.fields, typed === undefined ? { answers } : { typed, errors }),
    errors,
    back: form.list.href,
  };
  return page.page('desk-setting', model, {
    title: form.title,
    breadcrumb: [CRUMB, form.list],
    status: errors.length > 0 ? 422 : 200,
    asksPlace: form.list.href === VENUES,
  });
}

export async function motifsPage(page: DeskCtx): Promise<Response> {
  page.demand('appointments.settings');
  const motifs = await motifsOf(page);
  const mayEdit = pools(page);
  const model = {
    title: 'Motifs',
    lead: mayEdit
      ? 'Ce pour quoi on prend rendez-vous. Un motif se propose ensuite dans une démarche.'
      : 'Ils sont communs à toutes les collectivités\u00A0: celle qui mutualise les règle.',
    rows: motifs.map((one) => ({
      name: one.title,
      text: `${sayKind(one.place)}, ${sayLength(one.minutes)}, jusqu’à ${one.horizonDays}\u00A0jours à l’avance`,
      href: mayEdit ? `${MOTIFS}/${one.id}` : null,
    })),
    add: mayEdit ? { href: `${MOTIFS}/nouveau`, text: 'Ajouter un motif' } : null,
  };
  return page.page('desk-settings', model, { title: 'Motifs', breadcrumb: [CRUMB] });
}

async function motifForm(page: DeskCtx, id: string | null): Promise<SettingForm> {
  page.demand('appointments.settings');
  if (!pools(page)) throw notYours();
  const found = id === null ? undefined : (await motifsOf(page)).find((one) => one.id === id);
  if (id !== null && found === undefined) throw notHere('Ce motif');
  return {
    title: id === null ? 'Ajouter un motif' : 'Modifier un motif',
    list: { href: MOTIFS, text: 'Motifs' },
    action: `${MOTIFS}/${id ?? 'nouveau'}`,
    fields: motifFields().fields,
    answers: found === undefined ? {} : toMotifValues(found),
  };
}

function notYours(): PageError {
  return new PageError(
    403,
    'Ces réglages sont communs',
    'Demandez à la collectivité qui mutualise de les changer.',
    [{ href: HOME, text: 'Revenir à l’agenda' }],
  );
}

export async function motifPage(page: DeskCtx, id: string | null): Promise<Response> {
  return formPage(page, await motifForm(page, id), {});
}

export async function saveMotif(page: DeskCtx, id: string | null): Promise<Response> {
  const form = await motifForm(page, id);
  const outcome = readFields(motifFields(), await page.body(), { today: localDay(page.site.zone, page.now) });
  if (!outcome.ok) return formPage(page, form, outcome);
  const values = fromMotifValues(outcome.values);
  const taken = (await motifsOf(page)).map(({ slug }) => slug);
  await page.write(async (ctx) => {
    const { motif } = tables.for(ctx.tx);
    if (id !== null) {
      await ctx.tx
        .update(motif)
        .set(values)
        .where(ctx.own(motif, eq(motif.id, id)));
      await rosterChanged(ctx);
    }
    const subject = id ?? (await addMotif(ctx, { ...values, slug: freeSlug(values.title, taken) }));
    await ctx.record('settings', { kind: 'motif', id: subject });
  });
  return page.seeOther(MOTIFS);
}

export async function venuesPage(page: DeskCtx): Promise<Response> {
  page.demand('appointments.settings');
  const mine = new Set((await ownVenues(page)).map(({ id }) => id));
  const model = {
    title: 'Lieux',
    lead: 'Où l’on reçoit.',
    rows: (await venuesOf(page)).map((one) => ({
      name: `${one.commune}, ${one.name}`,
      text: one.address.join(', '),
      href: mine.has(one.id) ? `${VENUES}/${one.id}` : null,
    })),
    add: communesOf(page).length > 0 ? { href: `${VENUES}/nouveau`, text: 'Ajouter un lieu' } : null,
  };
  return page.page('desk-settings', model, { title: 'Lieux', breadcrumb: [CRUMB] });
}

/** In which the agent's body may have a venue. */
function communesOf(page: DeskCtx) {
  const communes = page.authorities.filter(({ kind }) => kind === 'commune');
  const own = pools(page) ? communes : communes.filter(({ id }) => id === page.actor.authority.id);
  return own.toSorted((a, b) => a.name.localeCompare(b.name, 'fr'));
}

async function venueForm(page: DeskCtx, id: string | null): Promise<SettingForm> {
  page.demand('appointments.settings');
  const found = id === null ? undefined : (await ownVenues(page)).find((one) => one.id === id);
  if (id !== null && found === undefined) throw notHere('Ce lieu');
  return {
    title: id === null ? 'Ajouter un lieu' : 'Modifier un lieu',
    list: { href: VENUES, text: 'Lieux' },
    action: `${VENUES}/${id ?? 'nouveau'}`,
    fields: venueFields(communesOf(page)).fields,
    answers: found === undefined ? {} : toVenueValues(found),
  };
}

export async function venuePage(page: DeskCtx, id: string | null): Promise<Response> {
  return formPage(page, await venueForm(page, id), {});
}

export async function saveVenue(page: DeskCtx, id: string | null): Promise<Response> {
  const form = await venueForm(page, id);
  const communes = communesOf(page);
  const today = localDay(page.site.zone, page.now);
  const outcome = readFields(venueFields(communes), await page.body(), { today });
  if (!outcome.ok) return formPage(page, form, outcome);
  const values = fromVenueValues(outcome.values, communes);
  const taken = (await venuesOf(page)).map(({ slug }) => slug);
  await page.write(async (ctx) => {
    const { venue } = tables.for(ctx.tx);
    if (id !== null) {
      await ctx.tx
        .update(venue)
        .set(values)
        .where(ctx.own(venue, eq(venue.id, id)));
      await rosterChanged(ctx);
    }
    const slug = freeSlug(`${values.commune} ${values.name}`, taken);
    const subject = id ?? (await addVenue(ctx, { ...values, slug }));
    await ctx.record('settings', { kind: 'venue', id: subject });
  });
  return page.seeOther(VENUES);
}
