// Requests: who asked, what was said, what was sent. Once they are due their reference, service, dates and status stay, for
// counting; nothing of the person does.

import { asc, inArray, isNull, lt, type Tx, unhyphened } from '@parvis/db';
import type { Ctx, ExportedPart, PersonData, RetentionRule, TxCtx } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import type { House } from '../house.ts';
import { statusWords } from '../requests/status.ts';
import { schema } from '../schema.ts';

/** What stands for the name of a person who was erased. */
const ERASED_NAME = 'Effacé';

/** Days for which an upload waits for its form to be sent: well beyond the draft that it belongs to. */
const UPLOAD_DAYS = 120;

export function requestsRule(house: House): RetentionRule {
  return {
    name: 'requests',
    theme: 'requests',
    // Notes are not in what a person takes along themselves: an officer reads them first, for they may speak of others.
    tables: ['request', 'request_entry', 'request_message', 'request_note', 'request_share', 'file'],
    what: 'Le nom et les coordonnées, les messages échangés, les notes des agents et les fichiers joints',
    people: 'Les personnes qui font une demande',
    purpose: 'Traiter la demande, répondre et pouvoir en justifier',
    basis: 'public-task',
    recipients:
      'Les agents du service qui traite la demande\u202F; ceux de la commune, et d’une collectivité à qui un avis est demandé, peuvent la lire',
    keep: { clock: 'request' },
    export: exportRequests,
    erase: (ctx, person) => eraseRequests(house, ctx, person),
  };
}

async function exportRequests(ctx: Ctx, person: PersonData): Promise<readonly ExportedPart[]> {
  if (person.requests.length === 0) return [];
  const { request, requestEntry, requestMessage, file } = schema.for(ctx.read);
  const ids = person.requests.map((one) => one.id);
  const [requests, entries, messages, files] = await Promise.all([
    ctx.read
      .select()
      .from(request)
      .where(ctx.own(request, inArray(request.id, ids)))
      .orderBy(asc(request.id)),
    ctx.read
      .select()
      .from(requestEntry)
      .where(ctx.own(requestEntry, inArray(requestEntry.requestId, ids)))
      .orderBy(asc(requestEntry.at), asc(requestEntry.id)),
    ctx.read
      .select()
      .from(requestMessage)
      .where(ctx.own(requestMessage, inArray(requestMessage.requestId, ids)))
      .orderBy(asc(requestMessage.at), asc(requestMessage.id)),
    ctx.read
      .select()
      .from(file)
      .where(ctx.own(file, inArray(file.requestId, ids)))
      .orderBy(asc(file.id)),
  ]);
  const when = (at: number) => sayInstant(at, ctx.site.zone);
  return requests.map(({ id, reference, title, status, openedAt, movedAt, requester, operatorId }) => ({
    title: `Demande ${reference}\u00A0: ${title}`,
    data: {
      référence: reference,
      démarche: title,
      'traitée par': ctx.authorities.find((one) => one.id === operatorId)?.name ?? '',
      état: statusWords(status).word,
      'déposée le': when(openedAt),
      'dernier changement': when(movedAt),
      nom: requester.name,
      courriel: requester.email ?? null,
      téléphone: requester.phone ?? null,
      historique: entries
        .filter((one) => one.requestId === id)
        .map(({ at, text, by }) => ({ le: when(at), texte: text, ...(by && { par: by }) })),
      messages: messages
        .filter((one) => one.requestId === id)
        .map(({ at, author, body }) => ({ le: when(at), de: author, texte: body })),
      fichiers: files
        .filter((one) => one.requestId === id)
        .map(({ name, size }) => ({ nom: name, octets: size })),
    },
  }));
}

/** ISO 8601 with the offset of the site's zone. */
export function sayInstant(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString({ timeZone: zone, smallestUnit: 'second' });
}

async function eraseRequests(house: House, ctx: TxCtx, { requests }: PersonData): Promise<number> {
  if (requests.length === 0) return 0;
  const { request, requestEntry, requestMessage, requestNote, requestShare, file } = schema.for(ctx.tx);
  const rows = await ctx.tx
    .update(request)
    .set({
      requester: { name: ERASED_NAME },
      citizenId: null,
      searchText: unhyphened(request.reference),
      // No code opens it any more, and no form finds it again: an id is never a keyed hash.
      codeHash: request.id,
      onceHash: request.id,
      erasedAt: ctx.now,
    })
    .where(
      ctx.own(
        request,
        inArray(
          request.id,
          requests.map((one) => one.id),
        ),
        isNull(request.erasedAt),
      ),
    )
    .returning({ id: request.id });
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await ctx.tx.delete(requestEntry).where(ctx.own(requestEntry, inArray(requestEntry.requestId, ids)));
  await ctx.tx.delete(requestMessage).where(ctx.own(requestMessage, inArray(requestMessage.requestId, ids)));
  await ctx.tx.delete(requestNote).where(ctx.own(requestNote, inArray(requestNote.requestId, ids)));
  await ctx.tx.delete(requestShare).where(ctx.own(requestShare, inArray(requestShare.requestId, ids)));
  await ctx.tx.insert(requestEntry).values(
    ids.map((requestId) => ({
      tenantId: ctx.tenant.id,
      requestId,
      at: ctx.now,
      text: 'Les données personnelles de cette demande ont été effacées.',
      by: null,
    })),
  );
  const files = await ctx.tx
    .delete(file)
    .where(ctx.own(file, inArray(file.requestId, ids)))
    .returning({ id: file.id });
  await removeLater(house, ctx, files);
  return ids.length;
}

/** The bytes go after the commit: a transaction that is undone must not have lost them. */
export async function removeLater(
  house: House,
  ctx: TxCtx & { readonly tx: Tx },
  files: readonly { readonly id: string }[],
): Promise<void> {
  if (files.length === 0) return;
  await house.jobs.enqueue(ctx.tx, {
    owner: 'core',
    name: 'remove-files',
    siteId: ctx.site.id,
    payload: { ids: files.map(({ id }) => id) },
    dueAt: ctx.now,
  });
}

export function uploadsRule(house: House): RetentionRule {
  return {
    name: 'uploads',
    theme: 'requests',
    channel: 'form',
    tables: ['file'],
    what: 'Les fichiers d’un formulaire commencé et pas encore envoyé',
    people: 'Les personnes qui commencent une demande',
    purpose: 'Reprendre un formulaire interrompu',
    basis: 'public-task',
    recipients: 'Personne, tant que le formulaire n’est pas envoyé',
    keep: { clock: 'own', days: UPLOAD_DAYS, from: 'leur dépôt' },
    async purge(ctx, before) {
      const { file } = schema.for(ctx.tx);
      const old = await ctx.tx
        .select({ id: file.id })
        .from(file)
        .where(ctx.own(file, isNull(file.requestId), lt(file.keptAt, before)))
        .limit(500);
      if (old.length === 0) return 0;
      const ids = old.map(({ id }) => id);
      // Sent meanwhile, it is no longer loose.
      const gone = await ctx.tx
        .delete(file)
        .where(ctx.own(file, inArray(file.id, ids), isNull(file.requestId)))
        .returning({ id: file.id });
      await removeLater(house, ctx, gone);
      return gone.length;
    },
  };
}
