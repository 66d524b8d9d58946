// An open request and the version that its commune uses: what would change for it, and moving it there.

import { type Ctx, type DeskCtx, PageError } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { type OpenCase, openCase } from '../../case/open-case.ts';
import { tables } from '../../schema.ts';
import { adoptionOf, inUse, type Version } from '../adoption.ts';
import { isOver, moveRequest, planMove } from '../move-request.ts';

interface Found {
  readonly one: OpenCase;
  readonly to: Version;
}

/** The case of a request, with the version it is not on; a page that says why not, else. */
async function found(page: DeskCtx, id: string): Promise<Found> {
  const visible = await page.requestFor(id);
  const one = visible && (await openCase(page, visible.request));
  const back = [{ href: `/agent/demandes/${id}`, text: 'Revenir à la demande' }];
  if (!visible || !one) throw new PageError(404, 'Cette demande n’existe pas', 'Vérifiez son adresse.');
  if (!visible.mayAct)
    throw new PageError(
      403,
      'Vous pouvez lire cette demande, pas la changer',
      'Elle est traitée par un autre service. Rien n’a été changé.',
      back,
    );
  const to = await newestFor(page, one);
  if (!to || isOver(one))
    throw new PageError(
      409,
      'Cette demande n’a pas à changer de version',
      'Elle suit déjà la version en cours, ou elle est terminée.',
      back,
    );
  return { one, to };
}

/** The version that the request's commune uses, where it is another than the request's. */
export async function newestFor(ctx: Ctx, { request, versionId }: OpenCase): Promise<Version | null> {
  const { version, procedure } = tables.for(ctx.read);
  const [row] = await ctx.read
    .select({ slug: procedure.slug })
    .from(version)
    .innerJoin(procedure, eq(procedure.id, version.procedureId))
    .where(ctx.own(version, eq(version.id, versionId)));
  const adoption = row && (await adoptionOf(ctx, row.slug, request.communeId ?? request.operatorId));
  const used = adoption && inUse(adoption);
  return used && used.id !== versionId ? used : null;
}

export async function movePage(page: DeskCtx, id: string): Promise<Response> {
  const { one, to } = await found(page, id);
  const planned = planMove(one, to.definition, page.site.zone);
  const { changes } = planned.ok ? planned.plan : planned;
  return page.page(
    'desk-procedure-move',
    {
      reference: one.request.reference,
      service: one.request.title,
      back: `/agent/demandes/${id}`,
      action: `/agent/procedures/demandes/${id}/version`,
      version: to.id,
      changes,
      aside: planned.ok ? planned.plan.aside.map(({ label, text }) => ({ label, text })) : [],
      status: planned.ok ? planned.plan.status.label : null,
      why: planned.ok ? [] : planned.why,
    },
    { title: `Passer à la version en cours (${one.request.reference})` },
  );
}

export async function saveMove(page: DeskCtx, id: string): Promise<Response> {
  const { to } = await found(page, id);
  const wanted = (await page.body()).get('version');
  const done = await page.write(async (tx) => {
    const request = await tx.requests.byId(id);
    const one = request && (await openCase(tx, request));
    const planned = one && planMove(one, to.definition, page.site.zone);
    return Boolean(one && wanted === to.id && planned?.ok && (await moveRequest(tx, one, to, planned.plan)));
  });
  if (done) return page.seeOther(`/agent/demandes/${id}`);
  throw new PageError(409, 'Rien n’a été changé', 'La demande ou la démarche a changé entre-temps.', [
    { href: `/agent/procedures/demandes/${id}/version`, text: 'Regarder à nouveau' },
  ]);
}
