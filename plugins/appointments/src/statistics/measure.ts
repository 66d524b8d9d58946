// Each night: how long one would have to wait for each reason, from each commune. Recorded, because nobody can work out later what
// was free on a day.

import type { Ctx } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { type Agenda, firstSlot, horizonOf, readAgenda } from '../agenda.ts';
import { keptRoster, rosterFor } from '../roster.ts';
import { tables } from './tables.ts';

const AT_ONCE = 200;

/** Four queries, one search for each reason and each set of communes that are served alike, and the rows. */
export async function measureDelays(ctx: Ctx): Promise<void> {
  const { motifs } = await keptRoster(ctx);
  if (motifs.size === 0) return;
  const communes = ctx.authorities.flatMap(({ insee }) => insee ?? []);
  const whole = { ...ctx, site: { ...ctx.site, authority: { ...ctx.site.authority, insee: null } } };
  const span = { from: ctx.now, until: horizonOf(motifs.values(), ctx.now) };
  const agenda = await readAgenda(whole, span);
  const day = localDay(ctx.site.zone, ctx.now);
  const waits = new Map<string, ReadonlyMap<string, number | null>>();
  const rows = communes.flatMap((insee) => {
    const served: Agenda = { ...agenda, ...rosterFor(agenda, insee) };
    const key = [...served.resources.keys()].join(' ');
    const known = waits.get(key) ?? waitsIn(served, ctx.now);
    waits.set(key, known);
    return [...known].map(([motifId, hours]) => ({ tenantId: ctx.tenant.id, day, motifId, insee, hours }));
  });
  for (let index = 0; index < rows.length; index += AT_ONCE)
    await ctx.write(async ({ tx }) => {
      const { delay } = tables.for(tx);
      // Measured twice in a day, the first counts.
      await tx
        .insert(delay)
        .values(rows.slice(index, index + AT_ONCE))
        .onConflictDoNothing();
    });
}

/** Whole hours until the first free time, by reason; null where there is none. */
function waitsIn(agenda: Agenda, now: number): ReadonlyMap<string, number | null> {
  return new Map(
    [...agenda.motifs.values()].map((motif) => {
      const first = firstSlot(agenda, motif, now);
      return [motif.id, first === null ? null : Math.floor((first.start - now) / 3_600_000)];
    }),
  );
}
