// Two drafts of one form: begun on this device, and in the account. The person says which one they go on with; the other is put
// aside, and its code is given to them.

import { summarise } from '@parvis/forms';
import { type PageCtx, PageError, type PageRouter } from '@parvis/kit';
import { eq, inArray } from '@parvis/kit/data';
import { draftFor, serviceOf } from '../drafts.ts';
import { ASIDE, base, CHOICE, crumbs } from '../form-way.ts';
import { tables } from '../schema.ts';
import { draftCode } from './codes.ts';
import { asideFor, holdersOf, keptUntil, ownHolder } from './holders.ts';
import { hold, putAside } from './put-aside.ts';

/** Answers shown of each, so that one knows it again. */
const SHOWN_ROWS = 4;

export function choiceRoutes(app: PageRouter): void {
  app.get(`/${CHOICE}`, (c) => choicePage(c.var.page));
  app.post(`/${CHOICE}`, (c) => choose(c.var.page));
  app.get(`/${ASIDE}/:draft`, (c) => asidePage(c.var.page, c.req.param('draft')));
}

async function bothOf(page: PageCtx) {
  const first = await draftFor(page);
  return first.rivalId === null ? null : ([first, await draftFor(page, first.rivalId)] as const);
}

async function choicePage(page: PageCtx): Promise<Response> {
  const both = await bothOf(page);
  if (!both) return page.seeOther(base(page));
  return page.page(
    'choice',
    {
      service: serviceOf(page).title,
      action: `${base(page)}/${CHOICE}`,
      drafts: both.map(({ id, form, answers, savedAt }, index) => ({
        id,
        where: index === 0 ? 'Dans votre espace' : 'Sur cet appareil',
        savedAt,
        rows: summarise(form, answers)
          .flatMap(({ rows }) => rows)
          .filter(({ fieldId }) => Object.hasOwn(answers, fieldId))
          .slice(0, SHOWN_ROWS)
          .map(({ label, text }) => ({ label, text })),
      })),
    },
    { title: 'Lequel voulez-vous continuer\u202F?', breadcrumb: crumbs(page) },
  );
}

async function choose(page: PageCtx): Promise<Response> {
  const both = await bothOf(page);
  const wanted = (await page.body()).get('brouillon');
  const chosen = both?.find(({ id }) => id === wanted);
  const other = both?.find(({ id }) => id !== wanted);
  if (!chosen || !other) return page.seeOther(base(page));
  const service = serviceOf(page);
  const mine = ownHolder(page, service);
  await page.write(async (tx) => {
    const { draft } = tables.for(tx.tx);
    const here = await tx.tx
      .select({ id: draft.id })
      .from(draft)
      .where(
        tx.own(
          draft,
          inArray(draft.id, [chosen.id, other.id]),
          inArray(draft.visitor, [...holdersOf(page, service)]),
        ),
      );
    // Chosen twice: the first time did it.
    if (here.length < 2) return;
    await putAside(tx, { siteId: tx.site.id, serviceId: service.id }, other.id, mine);
    await hold(tx, [chosen.id], mine);
  });
  return page.seeOther(`${base(page)}/${ASIDE}/${other.id}`);
}

/** Shown to whom it was put aside for. */
async function asidePage(page: PageCtx, draftId: string): Promise<Response> {
  const service = serviceOf(page);
  const { draft } = tables.for(page.read);
  const [row] = await page.read
    .select({ savedAt: draft.savedAt, holder: draft.visitor })
    .from(draft)
    .where(page.own(draft, eq(draft.id, draftId), eq(draft.serviceId, service.id)));
  const theirs = holdersOf(page, service).map((holder) => asideFor(holder, draftId));
  if (!row || !theirs.includes(row.holder))
    throw new PageError(404, 'Ce formulaire est introuvable', 'Il a été repris, envoyé ou effacé.', [
      { href: base(page), text: 'Continuer le formulaire' },
    ]);
  return page.page(
    'aside',
    {
      service: service.title,
      code: draftCode(page, draftId),
      until: keptUntil(row.savedAt),
      next: base(page),
      signedIn: page.actor.kind === 'citizen' && page.actor.id !== null,
    },
    { title: 'L’autre formulaire est mis de côté', breadcrumb: crumbs(page) },
  );
}
