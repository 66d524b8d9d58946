// Which version of a procedure a body uses: its own where it has one, the shared one else, or none where it switched it off.

import type { Ctx, TxCtx } from '@parvis/kit';
import { desc, eq, inArray, isNull, or } from '@parvis/kit/data';
import { checkDefinition } from '../check-definition.ts';
import { addVersion } from '../publish.ts';
import { type Definition, SHARED, tables } from '../schema.ts';

export interface Version {
  readonly id: string;
  readonly definition: Definition;
}

export interface Adoption {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** Null: the body that pools. */
  readonly authorityId: string | null;
  readonly offered: boolean;
  /** The shared one. */
  readonly shared: Version;
  /** The body's own, and the shared version whose changes it holds. */
  readonly own: (Version & { readonly baseId: string }) | null;
  /** The shared version that waits to be settled. */
  readonly pendingId: string | null;
}

const readerOf = (ctx: Ctx | TxCtx) => ('tx' in ctx ? ctx.tx : ctx.read);

/** The procedure as one body uses it; null where there is none for it under that slug. */
export async function adoptionOf(
  ctx: Ctx | TxCtx,
  slug: string,
  authorityId: string,
): Promise<Adoption | null> {
  const reader = readerOf(ctx);
  const { procedure, version, adaptation } = tables.for(reader);
  const [found] = await reader
    .select()
    .from(procedure)
    .where(
      ctx.own(
        procedure,
        eq(procedure.slug, slug),
        or(isNull(procedure.authorityId), eq(procedure.authorityId, authorityId)),
      ),
    );
  if (!found) return null;
  const [shared] = await reader
    .select({ id: version.id, definition: version.definition })
    .from(version)
    .where(ctx.own(version, eq(version.procedureId, found.id), eq(version.line, SHARED)))
    .orderBy(desc(version.number))
    .limit(1);
  if (!shared) return null;
  const [adapted] = await reader
    .select({ adaptation, version })
    .from(adaptation)
    .leftJoin(version, eq(version.id, adaptation.versionId))
    .where(
      ctx.own(adaptation, eq(adaptation.procedureId, found.id), eq(adaptation.authorityId, authorityId)),
    );
  const own = adapted?.version;
  return {
    id: found.id,
    slug: found.slug,
    title: found.title,
    authorityId: found.authorityId,
    offered: adapted?.adaptation.offered ?? true,
    shared,
    own: own ? { id: own.id, definition: own.definition, baseId: own.baseId ?? shared.id } : null,
    pendingId: adapted?.adaptation.pendingId ?? null,
  };
}

/** The version that whoever begins at that body fills in. */
export const inUse = ({ own, shared }: Adoption): Version => own ?? shared;

/** The slugs, among these, that a body has switched off. */
export async function switchedOff(
  ctx: Ctx,
  slugs: readonly string[],
  authorityId: string,
): Promise<ReadonlySet<string>> {
  if (slugs.length === 0) return new Set();
  const { procedure, adaptation } = tables.for(ctx.read);
  const rows = await ctx.read
    .select({ slug: procedure.slug })
    .from(adaptation)
    .innerJoin(procedure, eq(procedure.id, adaptation.procedureId))
    .where(
      ctx.own(
        adaptation,
        eq(adaptation.authorityId, authorityId),
        eq(adaptation.offered, false),
        inArray(procedure.slug, [...slugs]),
      ),
    );
  return new Set(rows.map(({ slug }) => slug));
}

export interface OwnVersion {
  readonly procedureId: string;
  readonly authorityId: string;
  readonly definition: Definition;
  /** The shared version whose changes it holds. */
  readonly baseId: string;
  /** It holds the changes of a newer one than before: nothing waits any more. */
  readonly settles?: boolean;
  readonly report?: readonly string[];
}

/**
 * Gives a body its own version, which it then uses.
 *
 * @throws what `checkDefinition` throws
 */
export async function publishOwn(tx: TxCtx, own: OwnVersion): Promise<string> {
  const { procedureId, authorityId, baseId, report, settles = false } = own;
  const id = await addVersion(tx, {
    procedureId,
    line: authorityId,
    definition: checkDefinition(own.definition),
    baseId,
    ...(report && { report }),
  });
  await stand(tx, procedureId, authorityId, { versionId: id, ...(settles && { pendingId: null }) });
  return id;
}

/** Switches a procedure on or off for one body. */
export async function switchFor(
  tx: TxCtx,
  procedureId: string,
  authorityId: string,
  offered: boolean,
): Promise<void> {
  await stand(tx, procedureId, authorityId, { offered });
  tx.touch(`procedures:${tx.tenant.id}`);
}

/** Follows the shared version again. The body's own versions stay, for the requests made with them. */
export async function followShared(tx: TxCtx, procedureId: string, authorityId: string): Promise<void> {
  await stand(tx, procedureId, authorityId, { versionId: null, pendingId: null });
  tx.touch(`procedures:${tx.tenant.id}`);
}

interface Standing {
  readonly offered?: boolean;
  readonly versionId?: string | null;
  readonly pendingId?: string | null;
}

/** Writes how a body stands to a procedure; what is left out stays. */
export async function stand(
  tx: TxCtx,
  procedureId: string,
  authorityId: string,
  changes: Standing,
): Promise<void> {
  const { adaptation } = tables.for(tx.tx);
  const set = { ...changes, changedAt: tx.now };
  await tx.tx
    .insert(adaptation)
    .values({ procedureId, authorityId, tenantId: tx.tenant.id, offered: true, ...set })
    .onConflictDoUpdate({ target: [adaptation.procedureId, adaptation.authorityId], set });
}
