// What someone is typing: saved at each page, found again in the same browser, pinned to the version it began with.

import type { Answers, Typed } from '@parvis/forms';
import { type PageCtx, PageError, type Service } from '@parvis/kit';
import { eq, newId } from '@parvis/kit/data';
import { adoptionOf, inUse, type Version } from './pooling/adoption.ts';
import { type Definition, tables } from './schema.ts';

export interface Draft extends Pick<Definition, 'form' | 'requester' | 'workflow'> {
  readonly id: string;
  readonly versionId: string;
  readonly answers: Answers;
  readonly wrong: WrongPage | null;
  /** Epoch milliseconds; null before the first page is saved. */
  readonly savedAt: number | null;
}

/** A page that was wrong when it was last sent, and what was typed on it. */
export interface WrongPage {
  readonly page: string;
  readonly typed: Typed;
}

/** The visitor's draft for the service of the address, or a fresh one on the newest version. Writes nothing. */
export async function draftFor(page: PageCtx): Promise<Draft> {
  const service = serviceOf(page);
  const { draft, version } = tables.for(page.read);
  const [known] = await page.read
    .select({ draft, definition: version.definition })
    .from(draft)
    .innerJoin(version, eq(version.id, draft.versionId))
    .where(
      page.own(
        draft,
        eq(draft.siteId, page.site.id),
        eq(draft.serviceId, service.id),
        eq(draft.visitor, visitorKey(page, service)),
      ),
    );
  if (known) {
    const { id, versionId, answers, wrongPage, typed, savedAt } = known.draft;
    const wrong = wrongPage === null ? null : { page: wrongPage, typed };
    return { id, versionId, answers, wrong, savedAt, ...known.definition };
  }
  const newest = await newestVersion(page, service);
  return { id: newId(), versionId: newest.id, answers: {}, wrong: null, savedAt: null, ...newest.definition };
}

export async function saveDraft(page: PageCtx, one: Draft): Promise<void> {
  const service = serviceOf(page);
  const state = {
    answers: one.answers,
    wrongPage: one.wrong?.page ?? null,
    typed: one.wrong?.typed ?? {},
    savedAt: page.now,
  };
  const visitor = visitorKey(page, service);
  await page.write(async (tx) => {
    const { draft } = tables.for(tx.tx);
    await tx.tx
      .insert(draft)
      .values({
        id: one.id,
        tenantId: page.tenant.id,
        siteId: page.site.id,
        serviceId: service.id,
        versionId: one.versionId,
        visitor,
        ...state,
      })
      .onConflictDoUpdate({
        target: [draft.siteId, draft.serviceId, draft.visitor],
        set: state,
      });
  });
}

export async function dropDraft(page: PageCtx): Promise<void> {
  const service = serviceOf(page);
  const visitor = visitorKey(page, service);
  await page.write(async (tx) => {
    const { draft } = tables.for(tx.tx);
    await tx.tx
      .delete(draft)
      .where(
        tx.own(
          draft,
          eq(draft.siteId, page.site.id),
          eq(draft.serviceId, service.id),
          eq(draft.visitor, visitor),
        ),
      );
  });
}

export function serviceOf({ service }: PageCtx): Service {
  if (service) return service;
  throw new Error('a form was opened without its service');
}

function visitorKey(page: PageCtx, service: Service): string {
  return page.visitor(`draft:${service.id}`);
}

/** The slug of the procedure that a service names, or null. */
export function procedureOf(service: Service): string | null {
  const settings = service.channels.find((one) => one.kind === 'form');
  return typeof settings?.['procedure'] === 'string' ? settings['procedure'] : null;
}

/** What the body of the site uses: its own version, where it has one. */
export async function newestVersion(page: PageCtx, service: Service): Promise<Version> {
  const adoption = await adoptionOf(page, procedureOf(service) ?? '', page.site.authority.id);
  if (adoption?.offered) return inUse(adoption);
  throw new PageError(
    404,
    'Cette démarche ne se fait pas en ligne ici',
    'Les autres façons de la faire sont sur sa page.',
    [{ href: `/demarches/${service.slug}`, text: 'Voir comment faire' }],
  );
}
