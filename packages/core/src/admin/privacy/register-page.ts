// The data-protection officer's first page: the register, what the last nights erased, what was left open.

import type { DeskCtx } from '@parvis/kit';
import type { House } from '../../house.ts';
import type { SiteVisit } from '../../http/visit.ts';
import { forgottenRequests } from '../../privacy/due.ts';
import { lastPurges } from '../../privacy/last-purges.ts';
import { type Register, type RegisterLine, registerCsv, registerOf } from '../../privacy/register.ts';
import { servicesOperatedBy } from '../../privacy/responsible.ts';
import { localDay } from '../../sites/opening-hours.ts';
import type { SiteSnapshot } from '../../sites/snapshot.ts';

export async function registerPage(house: House, ctx: DeskCtx, snapshot: SiteSnapshot): Promise<Response> {
  ctx.demand('privacy.read');
  const [register, purges, forgotten] = await Promise.all([
    readRegister(house, ctx, snapshot),
    lastPurges(house, ctx.tenant.id),
    forgottenRequests(ctx.read, ctx.actor.authority.id, ctx.now, 20),
  ]);
  return ctx.page(
    'desk-privacy',
    {
      ...register,
      groups: groupsOf(register.lines),
      purges,
      forgotten,
      mayAnswer: ctx.actor.permissions.has('privacy.answer'),
      mayEditContacts: ctx.actor.permissions.has('site.edit') || ctx.actor.permissions.has('privacy.read'),
    },
    { title: 'Données personnelles' },
  );
}

export async function registerDownload(
  house: House,
  c: SiteVisit,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
): Promise<Response> {
  ctx.demand('privacy.read');
  return c.body(registerCsv(await readRegister(house, ctx, snapshot)), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="registre.csv"',
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
}

async function readRegister(house: House, ctx: DeskCtx, snapshot: SiteSnapshot): Promise<Register> {
  const { authority } = ctx.actor;
  const today = localDay(ctx.site.zone, ctx.now);
  const services = await servicesOperatedBy(ctx.read, ctx.tenant.id, authority, snapshot, today);
  return registerOf(house, snapshot, authority, services);
}

interface Group {
  /** Activities with the very same lines. */
  readonly activities: readonly string[];
  readonly lines: readonly RegisterLine[];
}

/** Services that keep the same things are said once. */
function groupsOf(lines: readonly RegisterLine[]): readonly Group[] {
  const byActivity = groupedBy(lines, ({ activity }) => activity);
  const bySight = groupedBy([...byActivity], ([, own]) =>
    JSON.stringify(own.map(({ activity: _activity, ...line }) => line)),
  );
  return [...bySight.values()].map((same) => ({
    activities: same.map(([activity]) => activity),
    lines: same[0]?.[1] ?? [],
  }));
}

function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
