// The inbox: every request that an authority operates, or whose citizen lives in it, in one list.

import { desc, eq } from '@parvis/db';
import type { DeskCtx } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import type { House } from '../house.ts';
import { isOpen, standingWords } from '../requests/status.ts';
import { schema } from '../schema.ts';
import { localDay } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { colleagues } from './requests/colleagues.ts';
import { deadlineWords } from './requests/deadline.ts';
import {
  type InboxQuery,
  inboxParameters,
  isNarrowed,
  ORDERS,
  STATES,
  type State,
  toInboxQuery,
} from './requests/inbox-query.ts';
import { type InboxRow, inboxPageOf, MOST_COUNTED, sharedFor, waitingFor } from './requests/inbox-rows.ts';
import type { InboxOf } from './requests/inbox-wanted.ts';
import { savedFilters } from './requests/saved-filters.ts';

export function inboxOf({ tenant, actor, now, site }: DeskCtx): InboxOf {
  return { tenantId: tenant.id, authorityId: actor.authority.id, agentId: actor.id, now, zone: site.zone };
}

export async function inboxPage(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  query: InboxQuery,
  { slashKey }: { readonly slashKey: boolean },
): Promise<Response> {
  ctx.demand('requests.read');
  const of = inboxOf(ctx);
  const everything = toInboxQuery(() => undefined);
  const [page, waiting, shared, saved, agents, steps] = await Promise.all([
    inboxPageOf(ctx.read, of, query),
    waitingFor(ctx.read, of, everything),
    sharedFor(ctx.read, of, everything),
    savedFilters(ctx),
    colleagues(house, ctx),
    recentSteps(ctx),
  ]);
  ctx.looked(
    'request',
    page.rows.map(({ id }) => id),
  );
  const link = (changes: Partial<InboxQuery>) =>
    `/agent?${inboxParameters({ ...query, after: '', ...changes }).toString()}`;
  const parameters = inboxParameters(query).toString();
  const may = (permission: string) => ctx.actor.permissions.has(permission);
  return ctx.page(
    'desk-inbox',
    {
      query,
      slashKey,
      parameters,
      waiting: countWords(waiting),
      shared:
        shared === 0 ? null : { href: link({ ...everything, shared: true }), text: sharedWords(shared) },
      states: Object.entries(STATES).map(([state, text]) => ({
        href: link({ state: state as State }),
        text,
        current: state === query.state,
      })),
      saved: saved.map((one) => ({ ...one, current: one.query === parameters })),
      isNarrowed: isNarrowed(query),
      isPlain: parameters === inboxParameters(everything).toString(),
      filters: filtersOf(ctx, snapshot, query, agents, steps),
      agents,
      count: page.count === null ? null : countWords(page.count),
      mayAct: may('requests.answer'),
      mayOpen: may('requests.open'),
      exports: may('requests.export')
        ? {
            csv: `/agent/demandes/export.csv?${parameters}`,
            json: `/agent/demandes/export.json?${parameters}`,
          }
        : null,
      rows: page.rows.map((row) => rowOf(ctx, snapshot, row)),
      first: query.after ? link({}) : null,
      next: page.next ? link({ after: page.next }) : null,
    },
    { title: 'Demandes' },
  );
}

function sharedWords(count: number): string {
  if (count === 1) return 'Une demande est partagée avec vous';
  return `${countWords(count)} demandes sont partagées avec vous`;
}

/** « 12 », « 200+ ». */
const countWords = (count: number): string => (count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(count));

function rowOf(ctx: DeskCtx, snapshot: SiteSnapshot, row: InboxRow) {
  const { zone } = ctx.site;
  const own = ctx.actor.authority.id;
  return {
    id: row.id,
    href: `/agent/demandes/${row.id}`,
    reference: row.reference,
    service: row.title,
    citizen: row.requester.name,
    commune: row.communeId ? (snapshot.authorities.get(row.communeId)?.name ?? '') : '',
    status: standingWords(row),
    deadline: deadlineWords(row.dueAt, ctx.now, zone),
    assignee: row.assigneeId === ctx.actor.id ? 'Vous' : row.assignee,
    at: row.openedAt,
    age: ageOf(localDay(zone, row.openedAt), localDay(zone, ctx.now)),
    isHandled: row.operatorId === own,
    mine: leftToDo(row, own),
  };
}

/** What the last column says of it, to the agents of an authority. */
function leftToDo({ operatorId, status, channel, share }: InboxRow, own: string): string {
  if (operatorId !== own) return share?.why ?? 'En lecture';
  if (!isOpen(status)) return 'Rien';
  if (status === 'waiting') return 'À attendre';
  return channel === 'appointment' ? 'À recevoir' : 'À traiter';
}

function filtersOf(
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  query: InboxQuery,
  agents: readonly { readonly id: string; readonly name: string }[],
  steps: readonly string[],
) {
  const byText = (a: { readonly text: string }, b: { readonly text: string }) =>
    a.text.localeCompare(b.text, 'fr');
  const communes = [...snapshot.authorities.values()].filter(({ kind }) => kind === 'commune');
  const select = (
    name: string,
    label: string,
    any: string,
    value: string,
    options: readonly { readonly value: string; readonly text: string }[],
  ) => ({ name, label, value, options: [{ value: '', text: any }, ...options] });
  return {
    selects: [
      select(
        'demarche',
        'Démarche',
        'Toutes',
        query.service,
        ctx.services.map(({ id, title }) => ({ value: id, text: title })).toSorted(byText),
      ),
      select(
        'etape',
        'Étape',
        'Toutes',
        query.step,
        [...new Set([...steps, ...(query.step ? [query.step] : [])])]
          .map((text) => ({ value: text, text }))
          .toSorted(byText),
      ),
      // A commune has one commune.
      ...(ctx.actor.authority.kind === 'commune'
        ? []
        : [
            select(
              'commune',
              'Commune',
              'Toutes',
              query.commune,
              communes.map(({ id, name }) => ({ value: id, text: name })).toSorted(byText),
            ),
          ]),
      select('attribution', 'Attribuée', 'Peu importe', query.assignee, [
        { value: 'moi', text: 'À moi' },
        { value: 'personne', text: 'À personne' },
        ...agents
          .filter(({ id }) => id !== ctx.actor.id)
          .map(({ id, name }) => ({ value: id, text: `À ${name}` })),
      ]),
      {
        name: 'tri',
        label: 'Ordre',
        value: query.order as string,
        options: Object.entries(ORDERS).map(([value, text]) => ({ value, text })),
      },
    ],
    from: query.from,
    to: query.to,
    late: query.late,
  };
}

/** Requests whose steps are offered as a filter: the latest, so that no list of every step ever taken is kept. */
const RECENT = 500;

async function recentSteps({ read, actor }: DeskCtx): Promise<readonly string[]> {
  const { request } = schema.for(read);
  const recent = read
    .select({ step: request.step })
    .from(request)
    .where(eq(request.operatorId, actor.authority.id))
    .orderBy(desc(request.openedAt))
    .limit(RECENT)
    .as('recent');
  const rows = await read.selectDistinct({ step: recent.step }).from(recent);
  return rows.flatMap(({ step }) => step ?? []);
}

/** « aujourd’hui », « hier », « il y a 5 jours »: by the calendar, not by 24 hours. */
export function ageOf(day: string, today: string): string {
  const { days } = Temporal.PlainDate.from(day).until(Temporal.PlainDate.from(today));
  if (days <= 0) return 'aujourd’hui';
  return days === 1 ? 'hier' : `il y a ${days}\u00A0jours`;
}
