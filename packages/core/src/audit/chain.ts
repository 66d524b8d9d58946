// How lines of the audit log hold each other: each carries a keyed hash of itself and of the one before.

import { createHmac, hkdfSync } from 'node:crypto';
import type { Actor } from '@parvis/kit';

/** A line as it is stored, without its own hash. */
export interface AuditLine {
  readonly id: string;
  readonly tenantId: string;
  readonly number: number;
  readonly at: number;
  readonly actorKind: Actor['kind'];
  readonly actorId: string | null;
  readonly authorityId: string | null;
  readonly siteId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly citizenId: string | null;
  readonly details: string | null;
  readonly previous: string;
}

/** One place of a chain. Kept elsewhere, it proves later that nothing up to there was changed or cut off. */
export interface Anchor {
  readonly number: number;
  readonly hash: string;
}

/** What stands before the first line. */
export const CHAIN_START: Anchor = { number: 0, hash: 'parvis' };

/** HMAC-SHA-256 over every field in a fixed order: who can write to the database, but lacks the secret, cannot mend a chain. */
export type LineHash = (line: AuditLine) => string;

export function lineHashing(secret: string): LineHash {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'parvis audit chain', 32));
  return function lineHash(line) {
    const fields = [
      line.previous,
      line.id,
      line.tenantId,
      line.number,
      line.at,
      line.actorKind,
      line.actorId,
      line.authorityId,
      line.siteId,
      line.action,
      line.subjectKind,
      line.subjectId,
      line.citizenId,
      line.details,
    ];
    return createHmac('sha256', key).update(JSON.stringify(fields)).digest('base64url');
  };
}

/** `1204:q3u…`: how an anchor is printed and given back. */
export function sayAnchor({ number, hash }: Anchor): string {
  return `${number}:${hash}`;
}

/** Null for what no anchor is. */
export function toAnchor(text: string): Anchor | null {
  const [, number, hash] = /^([1-9]\d{0,14}):([\w-]{43})$/.exec(text.trim()) ?? [];
  return number && hash ? { number: Number(number), hash } : null;
}
