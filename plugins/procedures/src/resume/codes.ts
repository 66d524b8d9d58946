// The code that opens a draft on another device. It is derived from the draft's id under the installation's secret, so that it
// can be said again, and the database holds a keyed hash of it only.

import type { Ctx, TxCtx } from '@parvis/kit';
import { and, eq } from '@parvis/kit/data';
import { tables } from '../schema.ts';
import { resumeTables } from './tables.ts';

/** Without vowels, and without signs that are taken for one another: as tracking codes. */
const ALPHABET = 'CDFHJKMNPQRTWX3479';
const LENGTH = 12;

/** « KXTM-97WD-CHPQ »: 50 bits. */
export function draftCode(ctx: Pick<Ctx, 'seal'>, draftId: string): string {
  const digest = Buffer.from(ctx.seal('draft-code', draftId), 'base64url').subarray(0, 16);
  let number = BigInt(`0x${digest.toString('hex')}`);
  const base = BigInt(ALPHABET.length);
  let symbols = '';
  for (let place = 0; place < LENGTH; place++) {
    symbols += ALPHABET[Number(number % base)];
    number /= base;
  }
  return inFours(symbols);
}

/** As it is looked up, however it was typed; null where it cannot be one. */
function normalised(typed: string): string | null {
  if (typed.length > 60) return null;
  const symbols = typed.toUpperCase().replace(/[\s\p{Pd}._]/gu, '');
  const fits = symbols.length === LENGTH && Array.from(symbols).every((one) => ALPHABET.includes(one));
  return fits ? inFours(symbols) : null;
}

const inFours = (symbols: string): string => symbols.replace(/(.{4})(?=.)/g, '$1-');

interface Coded {
  readonly id: string;
  readonly siteId: string;
  readonly serviceId: string;
}

/** Makes the code of a draft work, until the draft is gone; returns it. */
export async function giveCode(tx: TxCtx, draft: Coded): Promise<string> {
  const code = draftCode(tx, draft.id);
  const { draftKey } = resumeTables.for(tx.tx);
  await tx.tx
    .insert(draftKey)
    .values({
      tenantId: tx.tenant.id,
      draftId: draft.id,
      siteId: draft.siteId,
      serviceId: draft.serviceId,
      kind: 'code',
      value: tx.seal('draft-code-hash', code),
    })
    .onConflictDoNothing();
  return code;
}

/** The draft of this site that a code opens, with who holds it; null for one that opens nothing. */
export async function draftByCode(ctx: Ctx | TxCtx, typed: string) {
  const code = normalised(typed);
  if (code === null) return null;
  const reader = 'tx' in ctx ? ctx.tx : ctx.read;
  const { draft } = tables.for(reader);
  const { draftKey } = resumeTables.for(reader);
  const [found] = await reader
    .select({
      id: draft.id,
      siteId: draft.siteId,
      serviceId: draft.serviceId,
      holder: draft.visitor,
      savedAt: draft.savedAt,
    })
    .from(draftKey)
    .innerJoin(draft, eq(draft.id, draftKey.draftId))
    .where(
      and(
        ctx.own(draftKey, eq(draftKey.kind, 'code'), eq(draftKey.value, ctx.seal('draft-code-hash', code))),
        eq(draft.siteId, ctx.site.id),
      ),
    );
  return found ? { ...found, code } : null;
}
