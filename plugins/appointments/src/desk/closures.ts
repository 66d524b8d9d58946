// Days, or hours of them, at which a place is closed, or all of them: nobody is received there, whoever would.

import {
  type Field,
  type FieldError,
  type FieldSet,
  readFields,
  type Typed,
  toControls,
} from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { asc, eq, gte, newId } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { errorAt } from '../error-at.ts';
import { rosterChanged } from '../roster.ts';
import type { Venue } from '../schema.ts';
import { OFFER_EARLIER } from '../wait.ts';
import { CRUMB, HOME, pools, resourcesOf, venuesOf } from './agendas.ts';
import { sayClosure } from './closure-words.ts';
import { strandedOf } from './stranded.ts';
import { tables } from './tables.ts';

const ADDRESS = `${HOME}/fermetures`;
/** In the form: every place of the tenant. */
const ALL = 'tous';

interface ClosureValues {
  readonly lieu: string;
  readonly debut: string;
  readonly fin?: string | undefined;
  readonly de?: string | undefined;
  readonly a?: string | undefined;
  readonly raison?: string | undefined;
}

/** The places that the agent's body decides on: all of them for the body that pools, else those of its commune. */
export async function ownVenues(page: DeskCtx): Promise<Venue[]> {
  const venues = await venuesOf(page);
  return pools(page) ? venues : venues.filter(({ insee }) => insee === page.actor.authority.insee);
}

function fieldsFor(page: DeskCtx, venues: readonly Venue[]): FieldSet<ClosureValues> {
  const options = [
    ...(pools(page) ? [{ value: ALL, label: 'Tous les lieux' }] : []),
    ...venues.map(({ id, name, commune }) => ({ value: id, label: `${commune}, ${name}` })),
  ];
  const fields: readonly Field[] = [
    { id: 'lieu', type: 'choice', label: 'Ce qui ferme', list: true, options },
    { id: 'debut', type: 'date', label: 'Premier jour', earliest: 'today' },
    {
      id: 'fin',
      type: 'date',
      label: 'Dernier jour',
      help: 'Compris dans la fermeture. Rien pour un seul jour.',
      earliest: 'today',
      optional: true,
    },
    {
      id: 'de',
      type: 'time',
      label: 'À partir de quelle heure',
      help: 'Rien pour toute la journée. Sur plusieurs jours, l’heure vaut pour chacun.',
      example: '8:00',
      optional: true,
    },
    { id: 'a', type: 'time', label: 'Jusqu’à quelle heure', example: '12:00', optional: true },
    { id: 'raison', type: 'text', label: 'Raison', example: 'Travaux', maxLength: 120, optional: true },
  ];
  return { fields };
}

export async function closuresPage(
  page: DeskCtx,
  state: { readonly typed?: Typed; readonly errors?: readonly FieldError[] } = {},
): Promise<Response> {
  page.demand('appointments.settings');
  const venues = await ownVenues(page);
  const { closure, venue } = tables.for(page.read);
  const rows = await page.read
    .select({ closure, venue })
    .from(closure)
    .leftJoin(venue, eq(venue.id, closure.venueId))
    .where(page.own(closure, gte(closure.lastDay, localDay(page.site.zone, page.now))))
    .orderBy(asc(closure.firstDay), asc(closure.id));
  const { errors = [] } = state;
  const mine = new Set(venues.map(({ id }) => id));
  const fields = fieldsFor(page, venues);
  const model = {
    closures: rows.map((row) => ({
      where: row.venue === null ? 'Tous les lieux' : `${row.venue.commune}, ${row.venue.name}`,
      text: sayClosure(row.closure.firstDay, row.closure.lastDay, {
        start: row.closure.startTime,
        end: row.closure.endTime,
      }),
      reason: row.closure.reason,
      remove:
        pools(page) || (row.venue !== null && mine.has(row.venue.id))
          ? `${ADDRESS}/${row.closure.id}/suppression`
          : null,
    })),
    stranded: await strandedOf(page, await resourcesOf(page)),
    controls: venues.length === 0 && !pools(page) ? [] : toControls(fields.fields, state),
    action: ADDRESS,
    errors,
  };
  return page.page('desk-closures', model, {
    title: 'Fermetures',
    breadcrumb: [CRUMB],
    status: errors.length > 0 ? 422 : 200,
  });
}

/** What contradicts itself, at its field. */
function closureFault({ debut, fin = debut, de, a }: ClosureValues) {
  if (fin < debut)
    return { field: 'fin', text: 'Le dernier jour est avant le premier. Vérifiez les deux dates.' };
  if (de !== undefined && a !== undefined && a <= de)
    return { field: 'a', text: 'L’heure de fin vient après celle du début.' };
  return null;
}

export async function saveClosure(page: DeskCtx): Promise<Response> {
  page.demand('appointments.settings');
  const fields = fieldsFor(page, await ownVenues(page));
  const today = localDay(page.site.zone, page.now);
  const outcome = readFields(fields, await page.body(), { today });
  if (!outcome.ok) return closuresPage(page, outcome);
  const { lieu, debut, fin = debut, de, a, raison } = outcome.values;
  const fault = closureFault(outcome.values);
  if (fault !== null)
    return closuresPage(page, {
      typed: outcome.typed,
      errors: [errorAt(fields.fields, fault.field, fault.text)],
    });
  const id = newId();
  await page.write(async (ctx) => {
    const { closure } = tables.for(ctx.tx);
    const venueId = lieu === ALL ? null : lieu;
    await ctx.tx.insert(closure).values({
      id,
      tenantId: ctx.tenant.id,
      venueId,
      firstDay: debut,
      lastDay: fin,
      startTime: de ?? null,
      endTime: a ?? null,
      reason: raison ?? null,
    });
    await ctx.record('closure', { kind: 'closure', id });
    await rosterChanged(ctx);
  });
  return page.seeOther(ADDRESS);
}

export async function removeClosure(page: DeskCtx, id: string): Promise<Response> {
  page.demand('appointments.settings');
  const mine = new Set((await ownVenues(page)).map((one) => one.id));
  await page.write(async (ctx) => {
    const { closure } = tables.for(ctx.tx);
    const [removed] = await ctx.tx
      .delete(closure)
      .where(ctx.own(closure, eq(closure.id, id)))
      .returning({ venueId: closure.venueId });
    if (removed === undefined) return;
    // Another body's: the refusal undoes the deletion.
    if (!pools(page) && (removed.venueId === null || !mine.has(removed.venueId)))
      throw new PageError(404, 'Cette fermeture est introuvable', 'Elle a peut-être déjà été supprimée.');
    await ctx.record('closure', { kind: 'closure', id });
    await rosterChanged(ctx);
    await ctx.enqueue(OFFER_EARLIER, {});
  });
  return page.seeOther(ADDRESS);
}
