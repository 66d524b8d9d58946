// The open requests that a body handles and that follow an older version of a procedure than their commune uses.

import type { CitizenRequest, Ctx, TxCtx } from '@parvis/kit';
import { eq, inArray } from '@parvis/kit/data';
import { caseOf, type OpenCase } from '../case/open-case.ts';
import { procedureOf } from '../drafts.ts';
import type { Adoption, Version } from '../pooling/adoption.ts';
import { diffDefinitions } from '../pooling/diff-definitions.ts';
import { type MovePlan, type Planned, planMove } from '../pooling/move-request.ts';
import { tables } from '../schema.ts';

export interface OlderCase {
  readonly one: OpenCase;
  /** The number of the version it follows. */
  readonly number: number;
  /** The version that its commune uses. */
  readonly to: Version;
}

export interface OlderCases {
  readonly cases: readonly OlderCase[];
  /** Id of the last open request that was looked at; null where there are no more. */
  readonly last: string | null;
}

/** Open requests that are looked at together. */
const MOST = 500;

const readerOf = (ctx: Ctx | TxCtx) => ('tx' in ctx ? ctx.tx : ctx.read);

/** Among the next open requests, those on an older version. */
export async function olderCases(
  ctx: Ctx | TxCtx,
  adoption: Adoption,
  operatorId: string,
  { after, limit = MOST }: { readonly after?: string | undefined; readonly limit?: number } = {},
): Promise<OlderCases> {
  const services = ctx.services.filter((service) => procedureOf(service) === adoption.slug);
  const open = await ctx.requests.openAt(
    operatorId,
    services.map(({ id }) => id),
    { limit, after },
  );
  const last = open.length < limit ? null : (open.at(-1)?.id ?? null);
  if (open.length === 0) return { cases: [], last };
  const reader = readerOf(ctx);
  const { submission, version } = tables.for(reader);
  const sent = await reader
    .select()
    .from(submission)
    .where(
      ctx.own(
        submission,
        inArray(
          submission.requestId,
          open.map(({ id }) => id),
        ),
      ),
    );
  // A definition is long, and many follow the same.
  const followed = await reader
    .select()
    .from(version)
    .where(
      ctx.own(
        version,
        inArray(version.id, [...new Set(sent.map(({ versionId }) => versionId))]),
        eq(version.procedureId, adoption.id),
      ),
    );
  const versions = new Map(followed.map((one) => [one.id, one]));
  const byId = new Map(sent.map((one) => [one.requestId, one]));
  const used = await versionsInUse(ctx, adoption);
  const cases = open.flatMap((request): readonly OlderCase[] => {
    const one = byId.get(request.id);
    const follows = one && versions.get(one.versionId);
    const to = used(request);
    if (!one || !follows || follows.id === to.id) return [];
    return [{ one: caseOf(request, one, follows.definition), number: follows.number, to }];
  });
  return { cases, last };
}

/** What each commune uses of a procedure, by one query. */
async function versionsInUse(
  ctx: Ctx | TxCtx,
  { id, shared }: Adoption,
): Promise<(request: CitizenRequest) => Version> {
  const reader = readerOf(ctx);
  const { adaptation, version } = tables.for(reader);
  const own = await reader
    .select({ authorityId: adaptation.authorityId, id: version.id, definition: version.definition })
    .from(adaptation)
    .innerJoin(version, eq(version.id, adaptation.versionId))
    .where(ctx.own(adaptation, eq(adaptation.procedureId, id)));
  const byBody = new Map(own.map(({ authorityId, ...rest }) => [authorityId, rest]));
  return ({ communeId, operatorId }) => byBody.get(communeId ?? operatorId) ?? shared;
}

export type Sorted =
  | { readonly older: OlderCase; readonly plan: MovePlan }
  /** In French: why a person has to look. */
  | { readonly older: OlderCase; readonly why: readonly string[] };

/** Which can be moved with nothing set aside, in the very status they are in; the others are for a person. */
export function sortCases(cases: readonly OlderCase[], zone: string): readonly Sorted[] {
  const known = new Map<string, readonly string[]>();
  return cases.map((older): Sorted => {
    const { one, to } = older;
    const pair = `${one.versionId} ${to.id}`;
    const changes = known.get(pair) ?? diffDefinitions(one.definition, to.definition);
    known.set(pair, changes);
    const planned = planMove(one, to.definition, zone, changes);
    const why = reasonsFor(one, planned);
    return planned.ok && why.length === 0 ? { older, plan: planned.plan } : { older, why };
  });
}

function reasonsFor(one: OpenCase, planned: Planned): readonly string[] {
  if (!planned.ok) return planned.why;
  const { aside, status } = planned.plan;
  return [
    ...(aside.length > 0
      ? [`Des réponses seraient mises de côté\u00A0: ${aside.map(({ label }) => label).join(', ')}.`]
      : []),
    ...(status.id === one.state.status ? [] : [`Elle passerait à l’état «\u00A0${status.label}\u00A0».`]),
    ...(one.correction === null ? [] : ['L’usager est en train de la compléter.']),
  ];
}
