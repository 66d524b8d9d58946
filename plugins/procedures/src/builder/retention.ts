// A procedure that is being written says who wrote it: kept while someone works on it.

import type { RetentionRule } from '@parvis/kit';
import { inArray, lt } from '@parvis/kit/data';
import { builderTables } from './tables.ts';

/** Days after which a procedure that nobody works on any more is thrown away. */
export const PLAN_DAYS = 90;

export const plans: RetentionRule = {
  name: 'plans',
  theme: 'agents',
  tables: ['procedures_plan', 'procedures_plan_past'],
  what: 'Les démarches en préparation, avec le nom de l’agent qui les a enregistrées',
  people: 'Les agents qui préparent des démarches',
  purpose: 'Préparer une démarche à plusieurs avant de la publier',
  basis: 'public-task',
  recipients: 'Les agents de la même collectivité qui gèrent les démarches',
  keep: { clock: 'own', days: PLAN_DAYS, from: 'le dernier enregistrement' },
  async purge(ctx, before) {
    const { plan } = builderTables.for(ctx.tx);
    const old = await ctx.tx
      .select({ id: plan.id })
      .from(plan)
      .where(ctx.own(plan, lt(plan.changedAt, before)))
      .limit(500);
    if (old.length === 0) return 0;
    const ids = old.map(({ id }) => id);
    await ctx.tx.delete(plan).where(ctx.own(plan, inArray(plan.id, ids)));
    return old.length;
  },
};
