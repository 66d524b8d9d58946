// A letter to a citizen: its words are kept on the request’s thread in the transaction that writes it; a job draws it, keeps
// it with the request, and mails it. The job may run twice: the letter is drawn under one id, with the same bytes.

import { eq, newId, type Tx } from '@parvis/db';
import type { CitizenRequest, LetterWords } from '@parvis/kit';
import { date as sayDate } from '@parvis/theming';
import type { House } from '../house.ts';
import { counterName } from '../http/frame.ts';
import type { Standing } from '../plugins/context.ts';
import { addEntry, requestById } from '../requests/ledger.ts';
import { signature } from '../requests/speak.ts';
import { schema } from '../schema.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { drawPaper } from './draw-paper.ts';
import { callUs, footerOf, letterheadOf, placeOf } from './letterhead.ts';

const NBSP = '\u00A0';

/** What the job `letter` is told. */
export interface LetterJob {
  readonly requestId: string;
  readonly messageId: string;
  /** The file that it will be kept as. */
  readonly fileId: string;
}

export async function writeLetter(
  house: House,
  { snapshot, actor, now }: Standing,
  tx: Tx,
  requestId: string,
  letter: LetterWords,
): Promise<void> {
  const tenantId = snapshot.tenant.id;
  const request = await requestById(tx, tenantId, requestId);
  if (!request) throw new Error('a letter was written on a request that is not of the tenant');
  const author = snapshot.authorities.get(request.operatorId) ?? snapshot.site.authority;
  const messageId = newId();
  await tx.insert(schema.for(tx).requestMessage).values({
    id: messageId,
    tenantId,
    requestId,
    at: now,
    from: 'agent',
    author: counterName(author),
    agentId: actor.kind === 'agent' ? actor.id : null,
    body: [...letter.paragraphs, letter.signedBy].join('\n\n'),
    letter,
  });
  await addEntry(tx, { id: requestId, tenantId }, { at: now, text: 'Courrier envoyé.', ...signature(actor) });
  const payload: LetterJob = { requestId, messageId, fileId: newId() };
  await house.jobs.enqueue(tx, {
    owner: 'core',
    name: 'letter',
    siteId: request.siteId,
    payload,
    dueAt: now,
  });
}

export interface WrittenLetter {
  readonly id: string;
  readonly at: number;
  readonly letter: LetterWords;
}

export async function letterPaper(
  house: House,
  snapshot: SiteSnapshot,
  request: CitizenRequest,
  { at, letter }: WrittenLetter,
): Promise<Buffer> {
  const { site } = snapshot;
  const author = snapshot.authorities.get(request.operatorId) ?? site.authority;
  return drawPaper(await letterheadOf(house, snapshot, author), {
    title: letter.title,
    recipient: [request.requester.name],
    placeAndDate: `${placeOf(author)}, le ${sayDate(at, 'day', site.zone)}`,
    references: [
      { label: 'Votre demande', value: request.title },
      { label: 'Référence', value: request.reference },
    ],
    blocks: letter.paragraphs.flatMap((text) =>
      text.split(/\n{2,}/).map((part) => ({ kind: 'text', text: part }) as const),
    ),
    signedBy: letter.signedBy,
    closing: `Pour vérifier que ce courrier vient de nous, ou pour y répondre${NBSP}: ${site.origin}/suivi, avec votre code de suivi. ${callUs(author, request)}`,
    footer: footerOf(author, `Référence ${request.reference}`),
    at,
  });
}

export function letterName({ reference }: CitizenRequest, { at }: WrittenLetter, zone: string): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);
  return `courrier-${reference}-${day}.pdf`;
}

/** Keeps a drawn letter with its request. False where the request’s messages were erased meanwhile: nothing is kept then. */
export async function keepLetter(
  house: House,
  { tenant }: SiteSnapshot,
  { requestId, messageId, fileId }: LetterJob,
  { name, bytes, now }: { readonly name: string; readonly bytes: Uint8Array; readonly now: number },
): Promise<boolean> {
  await house.files.put(tenant.id, fileId, bytes);
  const kept = await house.db.write(async (tx) => {
    const { file, requestMessage } = schema.for(tx);
    const [message] = await tx
      .select({ id: requestMessage.id })
      .from(requestMessage)
      .where(eq(requestMessage.id, messageId));
    if (!message) return false;
    await tx
      .insert(file)
      .values({
        id: fileId,
        tenantId: tenant.id,
        requestId,
        messageId,
        name,
        type: 'application/pdf',
        size: bytes.length,
        scan: 'off',
        keptAt: now,
      })
      .onConflictDoNothing();
    return true;
  });
  if (!kept) await house.files.remove(tenant.id, fileId);
  return kept;
}
