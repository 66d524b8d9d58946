// Whether a tenant's chain is whole: read from its first line to its last, some hundred lines at a time.

import { setImmediate } from 'node:timers/promises';
import { and, asc, eq, gt, lte, type Reader } from '@parvis/db';
import { schema } from '../schema.ts';
import { type Anchor, CHAIN_START, type LineHash, lineHashing } from './chain.ts';

const PAGE = 500;

export type Fault =
  /** Its fields are not those that were hashed, or it was never written by this installation. */
  | 'changed'
  /** Its number is skipped. */
  | 'missing'
  /** It is one too many, or does not follow the line before. */
  | 'inserted'
  /** The chain ends before its head, or before the anchor. */
  | 'truncated'
  /** The head names another end than the chain has. */
  | 'head'
  /** It is another line than the one that the anchor was taken from. */
  | 'anchor';

export interface AuditVerdict {
  readonly ok: boolean;
  /** Lines that hold, from the first. */
  readonly lines: number;
  readonly firstBroken: { readonly number: number; readonly fault: Fault } | null;
  /** The last line that holds: an anchor to keep elsewhere. Null where there is none. */
  readonly head: Anchor | null;
}

/**
 * Needs no transaction: lines that come meanwhile are read too. What the end of the log said when an anchor was taken is
 * known only by that anchor: without one, lines cut off together with the head's own memory of them do not show.
 */
export async function verifyAudit(
  reader: Reader,
  secret: string,
  tenantId: string,
  anchor?: Anchor,
): Promise<AuditVerdict> {
  const lineHash = lineHashing(secret);
  // Before the lines: whatever is added meanwhile comes after it.
  const promised = await headOf(reader, tenantId);
  let last = CHAIN_START;
  const broken = (number: number, fault: Fault): AuditVerdict => ({
    ok: false,
    lines: last.number,
    firstBroken: { number, fault },
    head: last.number === 0 ? null : last,
  });
  for (;;) {
    const page = await linesAfter(reader, tenantId, last.number);
    for (const line of page) {
      const fault = faultOf(line, last, lineHash);
      if (fault) return broken(fault === 'missing' ? last.number + 1 : line.number, fault);
      last = { number: line.number, hash: line.hash };
      if (differs(promised, last)) return broken(last.number, 'head');
      if (differs(anchor, last)) return broken(last.number, 'anchor');
    }
    if (page.length < PAGE) break;
    await setImmediate();
  }
  if (last.number < (promised?.number ?? 0) || last.number < (anchor?.number ?? 0))
    return broken(last.number + 1, 'truncated');
  const end = await headOf(reader, tenantId);
  if (last.number > (end?.number ?? 0)) return broken(last.number, 'head');
  // Lines beside the count: before the first, or sharing a number.
  const { audit } = schema.for(reader);
  const all = await reader.$count(audit, and(eq(audit.tenantId, tenantId), lte(audit.number, last.number)));
  if (all !== last.number) return broken(last.number, 'inserted');
  return { ok: true, lines: last.number, firstBroken: null, head: last.number === 0 ? null : last };
}

/** Whether an anchor is at this place, and says something else. */
function differs(anchor: Anchor | null | undefined, { number, hash }: Anchor): boolean {
  return anchor?.number === number && anchor.hash !== hash;
}

function faultOf(
  { hash, ...line }: Awaited<ReturnType<typeof linesAfter>>[number],
  last: Anchor,
  lineHash: LineHash,
): Fault | null {
  if (line.number > last.number + 1) return 'missing';
  if (line.number !== last.number + 1) return 'inserted';
  if (lineHash(line) !== hash) return 'changed';
  return line.previous === last.hash ? null : 'inserted';
}

function linesAfter(reader: Reader, tenantId: string, number: number) {
  const { audit } = schema.for(reader);
  return reader
    .select()
    .from(audit)
    .where(and(eq(audit.tenantId, tenantId), gt(audit.number, number)))
    .orderBy(asc(audit.number))
    .limit(PAGE);
}

async function headOf(reader: Reader, tenantId: string): Promise<Anchor | null> {
  const { auditHead } = schema.for(reader);
  const [head] = await reader
    .select({ number: auditHead.number, hash: auditHead.hash })
    .from(auditHead)
    .where(eq(auditHead.tenantId, tenantId));
  return head ?? null;
}
