// A page of an account's draft that comes when the session has ended: it is kept beside the draft, shown to nobody, and joins
// it when its person has signed in again.

import { findPage, type Input, readPage } from '@parvis/forms';
import type { PageCtx, PageRouter } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { draftLeftBy, serviceOf } from '../drafts.ts';
import { base, clockOf, crumbs, SESSION_OVER } from '../form-way.ts';
import { keepFiles } from '../keep-files.ts';
import { tables } from '../schema.ts';
import { afterSession, browserHolder, isAccount } from './holders.ts';
import { resumeTables } from './tables.ts';

export function sessionOverRoutes(app: PageRouter): void {
  app.get(`/${SESSION_OVER}`, (c) => {
    const { page } = c.var;
    return page.page(
      'session-over',
      { service: serviceOf(page).title, door: `/connexion?retour=${encodeURIComponent(base(page))}` },
      { title: 'Votre connexion est terminée', breadcrumb: crumbs(page) },
    );
  });
}

/** Keeps what was sent for the draft of an account; null where it is no such page, or its owner is here. */
export async function keepPastSession(
  page: PageCtx,
  draftId: string,
  pageId: string,
  body: Input,
): Promise<Response | null> {
  if (page.actor.kind !== 'citizen' || page.actor.id !== null) return null;
  const left = await draftLeftBy(page, draftId);
  const asked = left && findPage(left.form, pageId);
  if (!left || !asked || !isAccount(left.holder)) return null;
  const reading = readPage(left.form, asked.id, body, left.answers, clockOf(page));
  const { answers, errors } = await keepFiles(page, asked, left.answers, reading.answers);
  const wrong = errors.length + reading.errors.length + reading.revealed.length > 0 || reading.reshaped;
  const elsewhere = left.wrong?.page === asked.id ? null : left.wrong;
  const still = wrong ? { page: asked.id, typed: reading.typed } : elsewhere;
  const state = {
    answers,
    wrongPage: still?.page ?? null,
    typed: still?.typed ?? {},
    savedAt: page.now,
    versionId: left.versionId,
  };
  const service = serviceOf(page);
  const holder = afterSession(browserHolder(page, service));
  await page.write(async (tx) => {
    const { draft } = tables.for(tx.tx);
    const { draftKey } = resumeTables.for(tx.tx);
    const [row] = await tx.tx
      .insert(draft)
      .values({
        tenantId: tx.tenant.id,
        siteId: tx.site.id,
        serviceId: service.id,
        visitor: holder,
        ...state,
      })
      .onConflictDoUpdate({ target: [draft.siteId, draft.serviceId, draft.visitor], set: state })
      .returning({ id: draft.id });
    if (!row) return;
    await tx.tx
      .delete(draftKey)
      .where(tx.own(draftKey, eq(draftKey.draftId, row.id), eq(draftKey.kind, 'after')));
    await tx.tx.insert(draftKey).values({
      tenantId: tx.tenant.id,
      draftId: row.id,
      siteId: tx.site.id,
      serviceId: service.id,
      kind: 'after',
      value: `${left.id}:${row.id}`,
    });
  });
  return page.seeOther(`${base(page)}/${SESSION_OVER}`);
}
