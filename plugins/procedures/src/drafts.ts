// What someone is typing: saved at each page, pinned to the version it began with, found again by the browser or the account
// that holds it, and by whoever was opened it with its code (`resume/`).

import type { Answers, Typed } from '@parvis/forms';
import { type PageCtx, PageError, type Service, type TxCtx } from '@parvis/kit';
import { eq, inArray, newId } from '@parvis/kit/data';
import { adoptionOf, inUse, type Version } from './pooling/adoption.ts';
import { browserHolder, holdersOf, ownHolder } from './resume/holders.ts';
import { resumeTables } from './resume/tables.ts';
import { type Definition, tables } from './schema.ts';

export interface Draft extends Pick<Definition, 'form' | 'requester' | 'workflow'> {
  readonly id: string;
  readonly versionId: string;
  readonly answers: Answers;
  readonly wrong: WrongPage | null;
  /** Epoch milliseconds; null before the first page is saved. */
  readonly savedAt: number | null;
  /** Another draft of the same person for the same service: they say which one they go on with. */
  readonly rivalId: string | null;
}

/** A page that was wrong when it was last sent, and what was typed on it. */
export interface WrongPage {
  readonly page: string;
  readonly typed: Typed;
}

/**
 * The draft of whoever is at the screen for the service of the address, or a fresh one on the newest version. Of two that are
 * theirs, the one that is wanted, or the account's. Writes nothing.
 */
export async function draftFor(page: PageCtx, wanted?: string): Promise<Draft> {
  const service = serviceOf(page);
  const held = await heldBy(page, service);
  const found = held.length > 0 ? held : await openedBy(page, service);
  const chosen = found.find(({ id }) => id === wanted) ?? found[0];
  if (chosen) return { ...chosen, rivalId: found.find(({ id }) => id !== chosen.id)?.id ?? null };
  const newest = await newestVersion(page, service);
  return {
    id: newId(),
    versionId: newest.id,
    answers: {},
    wrong: null,
    savedAt: null,
    rivalId: null,
    ...newest.definition,
  };
}

async function heldBy(page: PageCtx, service: Service) {
  const holders = holdersOf(page, service);
  const { draft, version } = tables.for(page.read);
  const rows = await page.read
    .select({ draft, definition: version.definition })
    .from(draft)
    .innerJoin(version, eq(version.id, draft.versionId))
    .where(
      page.own(
        draft,
        eq(draft.siteId, page.site.id),
        eq(draft.serviceId, service.id),
        inArray(draft.visitor, [...holders]),
      ),
    );
  const rank = ({ draft: { visitor } }: (typeof rows)[number]) => holders.indexOf(visitor);
  return rows.toSorted((a, b) => rank(a) - rank(b)).map(toDraft);
}

/** What this browser was opened with a code. */
async function openedBy(page: PageCtx, service: Service) {
  const { draft, version } = tables.for(page.read);
  const { draftKey } = resumeTables.for(page.read);
  const rows = await page.read
    .select({ draft, definition: version.definition })
    .from(draftKey)
    .innerJoin(draft, eq(draft.id, draftKey.draftId))
    .innerJoin(version, eq(version.id, draft.versionId))
    .where(
      page.own(
        draftKey,
        eq(draftKey.siteId, page.site.id),
        eq(draftKey.serviceId, service.id),
        eq(draftKey.kind, 'browser'),
        eq(draftKey.value, browserHolder(page, service)),
      ),
    );
  return rows.map(toDraft);
}

type DraftRow = typeof tables.sqlite.draft.$inferSelect;

function toDraft({ draft, definition }: { readonly draft: DraftRow; readonly definition: Definition }) {
  const { id, versionId, answers, wrongPage, typed, savedAt } = draft;
  const wrong = wrongPage === null ? null : { page: wrongPage, typed };
  return { id, versionId, answers, wrong, savedAt, ...definition };
}

/** The draft of an account that the page at the screen was drawn from, where its session has ended since. */
export async function draftLeftBy(page: PageCtx, id: string) {
  const { draft, version } = tables.for(page.read);
  const [row] = await page.read
    .select({ draft, definition: version.definition })
    .from(draft)
    .innerJoin(version, eq(version.id, draft.versionId))
    .where(
      page.own(
        draft,
        eq(draft.id, id),
        eq(draft.siteId, page.site.id),
        eq(draft.serviceId, serviceOf(page).id),
      ),
    );
  return row ? { ...toDraft(row), rivalId: null, holder: row.draft.visitor } : null;
}

/**
 * Keeps a draft whose page was sent; returns it as it is kept. Where another device saved another page meanwhile, its answers
 * stay beside those of the page named.
 */
export async function saveDraft(
  page: PageCtx,
  one: Draft,
  readAt: number | null,
  pageId?: string,
): Promise<Draft> {
  const saved = { ...one, savedAt: page.now };
  return page.write(async (tx) => {
    const { draft } = tables.for(tx.tx);
    const state = stateOf(saved);
    if (readAt !== null) {
      const mine = tx.own(draft, eq(draft.id, one.id), eq(draft.savedAt, readAt));
      const kept = await tx.tx.update(draft).set(state).where(mine).returning({ id: draft.id });
      if (kept.length > 0) return saved;
      const [other] = await tx.tx
        .select()
        .from(draft)
        .where(tx.own(draft, eq(draft.id, one.id)));
      if (other) {
        const answers = joined(one, other.answers, pageId);
        await tx.tx
          .update(draft)
          .set({ ...state, answers })
          .where(tx.own(draft, eq(draft.id, one.id)));
        return { ...saved, answers };
      }
    }
    // Gone meanwhile, sent or erased elsewhere: what was typed begins another one.
    const fresh = readAt === null ? saved : { ...saved, id: newId() };
    return { ...fresh, id: await insertDraft(tx, page, fresh) };
  });
}

/** What is new on the page, over what is held. */
function joined({ form, answers }: Draft, held: Answers, pageId: string | undefined): Answers {
  const own = new Set(form.pages.find(({ id }) => id === pageId)?.fields.map(({ id }) => id));
  const pick = (from: Answers, wanted: boolean) =>
    Object.fromEntries(Object.entries(from).filter(([id]) => own.has(id) === wanted));
  return { ...pick(held, false), ...pick(answers, true) };
}

/** The first page of a draft; of two sendings at once, the second goes on with what the first made. */
async function insertDraft(tx: TxCtx, page: PageCtx, one: Draft): Promise<string> {
  const service = serviceOf(page);
  const { draft } = tables.for(tx.tx);
  const [row] = await tx.tx
    .insert(draft)
    .values({
      id: one.id,
      tenantId: tx.tenant.id,
      siteId: tx.site.id,
      serviceId: service.id,
      visitor: ownHolder(page, service),
      ...stateOf(one),
    })
    .onConflictDoUpdate({ target: [draft.siteId, draft.serviceId, draft.visitor], set: stateOf(one) })
    .returning({ id: draft.id });
  return row?.id ?? one.id;
}

function stateOf({ versionId, answers, wrong, savedAt }: Draft) {
  return {
    versionId,
    answers,
    wrongPage: wrong?.page ?? null,
    typed: wrong?.typed ?? {},
    savedAt: savedAt ?? 0,
  };
}

export async function dropDraft(page: PageCtx, { id }: Pick<Draft, 'id'>): Promise<void> {
  await page.write(async (tx) => {
    const { draft } = tables.for(tx.tx);
    await tx.tx.delete(draft).where(tx.own(draft, eq(draft.id, id)));
  });
}

export function serviceOf({ service }: PageCtx): Service {
  if (service) return service;
  throw new Error('a form was opened without its service');
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
