// Signing by a code: sent to an address of the form's own answers, good once, for fifteen minutes, five tries.

import { randomInt, timingSafeEqual } from 'node:crypto';
import { type Answers, formatPhone, type Signature, type SignatureField } from '@parvis/forms';
import type { PageCtx, Recipient, TxCtx } from '@parvis/kit';
import { eq, plus } from '@parvis/kit/data';
import { Temporal } from 'temporal-polyfill';
import type { Draft } from '../drafts.ts';
import { resumeTables } from '../resume/tables.ts';
import { digestOf } from './signed-answers.ts';

const CODE_MINUTES = 15;
const MOST_TRIES = 5;
/** Codes sent for one form: beyond, something else is wrong. */
const MOST_SENDS = 6;
const NBSP = '\u00A0';

/** Where a code can go, as the answers say, with how it is said on screen. */
export function recipientsOf(
  page: Pick<PageCtx, 'texts'>,
  { email, phone }: SignatureField,
  answers: Answers,
): readonly (Recipient & { readonly masked: string })[] {
  const textAt = (id: string | undefined): string => {
    const answer = id === undefined ? undefined : answers[id];
    return typeof answer === 'string' ? answer : '';
  };
  const mail = textAt(email);
  const number = textAt(phone);
  return [
    ...(mail ? [{ by: 'mail', address: mail, masked: maskedEmail(mail) } as const] : []),
    // French mobiles begin with 6 or 7: others may be a telephone that shows no message.
    ...(page.texts && /^\+33[67]/.test(number)
      ? [{ by: 'text', address: number, masked: maskedPhone(number) } as const]
      : []),
  ];
}

/** « c•••@exemple.fr » */
function maskedEmail(email: string): string {
  return `${Array.from(email)[0] ?? ''}•••${email.slice(email.lastIndexOf('@'))}`;
}

/** « 06 •• •• •• 78 » */
function maskedPhone(number: string): string {
  const shown = formatPhone(number);
  return `${shown.slice(0, 2)}${NBSP}••${NBSP}••${NBSP}••${NBSP}${shown.slice(-2)}`;
}

/** Sends a code; the sentence to show where none may leave. */
export async function sendCode(
  page: PageCtx,
  draft: Draft,
  field: SignatureField,
  by: string,
): Promise<string | null> {
  const to = recipientsOf(page, field, draft.answers).find((one) => one.by === by);
  if (!to) return 'Choisissez où recevoir votre code.';
  const wait = await page.tries.message(to.address);
  if (wait) return `Plusieurs codes sont déjà partis. Attendez ${wait}, puis demandez-en un autre.`;
  const sent = await page.write((tx) => issue(tx, draft, field, to));
  return sent
    ? null
    : 'Trop de codes ont été demandés pour ce formulaire. Appelez-nous\u00A0: nous vous aiderons à signer.';
}

async function issue(tx: TxCtx, draft: Draft, field: SignatureField, to: Recipient): Promise<boolean> {
  const { signatureCode } = resumeTables.for(tx.tx);
  const [last] = await tx.tx
    .select()
    .from(signatureCode)
    .where(ofField(tx, draft, field));
  if ((last?.sends ?? 0) >= MOST_SENDS) return false;
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = tx.now + CODE_MINUTES * 60_000;
  const state = {
    by: to.by,
    toHash: tx.seal('signature-to', to.address),
    codeHash: codeHash(tx, draft, code),
    tries: 0,
    sends: (last?.sends ?? 0) + 1,
    sentAt: tx.now,
    expiresAt,
  };
  await tx.tx
    .insert(signatureCode)
    .values({ draftId: draft.id, fieldId: field.id, tenantId: tx.tenant.id, ...state })
    .onConflictDoUpdate({ target: [signatureCode.draftId, signatureCode.fieldId], set: state });
  await tx.tell({ by: to.by, address: to.address }, words(tx, code), expiresAt);
  return true;
}

function words({ site }: TxCtx, code: string) {
  const said = `${code.slice(0, 3)}${NBSP}${code.slice(3)}`;
  return {
    mail: {
      subject: `Votre code pour signer – ${site.name}`,
      title: 'Signez votre formulaire',
      paragraphs: [
        `Vous remplissez un formulaire sur le site ${site.name}. Recopiez ce code là où il vous est demandé${NBSP}: vous signez alors votre déclaration.`,
        `Votre code${NBSP}: ${said}`,
        `Il sert une seule fois, pendant ${CODE_MINUTES}${NBSP}minutes. Ne le transmettez à personne${NBSP}: nous ne vous le demanderons jamais.`,
        'Vous n’avez rien demandé\u202F? Ignorez ce courriel. Sans ce code, rien n’est signé en votre nom.',
      ],
    },
    text: `${code} est votre code pour signer sur ${site.name}, pendant ${CODE_MINUTES} minutes. Ne le donnez à personne.`,
  };
}

export type Signing = { readonly signature: Signature } | { readonly problem: string };

const OVER =
  'Ce code ne sert plus\u00A0: il est trop ancien, ou il y a eu trop d’erreurs. Recevez un autre code.';

/** The signature that a code makes of the answers as they stand, or the sentence to show. */
export async function signWith(
  page: PageCtx,
  draft: Draft,
  field: SignatureField,
  typed: string,
): Promise<Signing> {
  const code = typed.slice(0, 50).replaceAll(/\D/g, '');
  if (code.length !== 6) return { problem: 'Écrivez les six chiffres du code reçu.' };
  const wait = await page.tries.code();
  if (wait) return { problem: `Trop d’essais. Attendez ${wait}, puis recommencez.` };
  const signing = await page.write((tx) => use(tx, draft, field, code));
  if ('signature' in signing) await page.tries.codeWasRight();
  return signing;
}

async function use(tx: TxCtx, draft: Draft, field: SignatureField, code: string): Promise<Signing> {
  const { signatureCode } = resumeTables.for(tx.tx);
  const mine = ofField(tx, draft, field);
  const [row] = await tx.tx.select().from(signatureCode).where(mine);
  const to = recipientsOf(tx, field, draft.answers).find(
    (one) => row?.by === one.by && row.toHash === tx.seal('signature-to', one.address),
  );
  if (!row || !to || row.expiresAt <= tx.now || row.tries >= MOST_TRIES) return { problem: OVER };
  if (!same(row.codeHash, codeHash(tx, draft, code))) {
    await tx.tx
      .update(signatureCode)
      .set({ tries: plus(signatureCode.tries, 1) })
      .where(mine);
    return row.tries + 1 < MOST_TRIES
      ? { problem: 'Ce code n’est pas le bon. Vérifiez les six chiffres du dernier message reçu.' }
      : { problem: OVER };
  }
  // Used up: the row stays to count what was sent.
  await tx.tx.update(signatureCode).set({ expiresAt: tx.now }).where(mine);
  const at = Temporal.Instant.fromEpochMilliseconds(tx.now)
    .toZonedDateTimeISO(tx.site.zone)
    .toString({ timeZoneName: 'never', fractionalSecondDigits: 0 });
  const digest = digestOf(draft.form, field, draft.answers);
  return { signature: { at, by: to.by, to: to.masked, digest } };
}

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

const codeHash = (tx: TxCtx, draft: Draft, code: string): string =>
  tx.seal('signature-code', `${draft.id}\0${code}`);

function ofField(tx: TxCtx, draft: Draft, field: SignatureField) {
  const { signatureCode } = resumeTables.for(tx.tx);
  return tx.own(signatureCode, eq(signatureCode.draftId, draft.id), eq(signatureCode.fieldId, field.id));
}

/** The code that is waited for, if any: where it went, and until when it is good. */
export async function pendingCode(page: PageCtx, draft: Draft, field: SignatureField) {
  const { signatureCode } = resumeTables.for(page.read);
  const [row] = await page.read
    .select()
    .from(signatureCode)
    .where(page.own(signatureCode, eq(signatureCode.draftId, draft.id), eq(signatureCode.fieldId, field.id)));
  const to = recipientsOf(page, field, draft.answers).find(
    (one) => row?.by === one.by && row.toHash === page.seal('signature-to', one.address),
  );
  return row && to && row.expiresAt > page.now ? { to, until: row.expiresAt } : null;
}
