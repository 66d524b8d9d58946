// Secrets that must be read again (an authenticator's key, a sign-in under way) are locked under the installation's own
// secret, which is outside of the database; those that must only be recognised are hashed under it.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { seal } from './config.ts';

export interface Vault {
  /** AES-256-GCM under a key of its own for each purpose; base64url. */
  lock(purpose: string, plain: string): string;
  /** What was locked for that purpose; null for anything else, or where it was tampered with. */
  unlock(purpose: string, locked: string): string | null;
  /** Keyed hash (HMAC-SHA-256), base64url: to find what someone shows again. */
  hash(purpose: string, value: string): string;
}

const IV_BYTES = 12; // NIST SP 800-38D, 8.2.2: random.
const TAG_BYTES = 16;

export function vaultOf(secret: string): Vault {
  const keys = new Map<string, Buffer>();
  const keyOf = (purpose: string): Buffer => {
    const known = keys.get(purpose);
    if (known) return known;
    const made = Buffer.from(hkdfSync('sha256', secret, '', `parvis vault ${purpose}`, 32));
    keys.set(purpose, made);
    return made;
  };
  return {
    lock: (purpose, plain) => encrypt(keyOf(purpose), plain),
    unlock: (purpose, locked) => decrypt(keyOf(purpose), locked),
    hash: (purpose, value) => seal(secret, purpose, value),
  };
}

/** AES-256-GCM with a random IV before the text and the tag after it; base64url. */
export function encrypt(key: Buffer, plain: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
}

/** Null where the key is another one, or the text was changed. */
export function decrypt(key: Buffer, locked: string): string | null {
  const bytes = Buffer.from(locked, 'base64url');
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return null;
  }
}
