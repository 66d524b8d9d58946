// Passwords: argon2id, and the same time spent whether the account exists or not.

import { CodedError } from '@parvis/kit';

/** Compiled code, loaded with the first password. */
const argon2 = () => import('@node-rs/argon2');

// OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, two passes, one lane. The library's default algorithm is argon2id.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SHORTEST = 12;

/** @throws CodedError PARVIS_PASSWORD_SHORT under 12 characters: length counts, composition does not. */
export async function hashPassword(password: string): Promise<string> {
  if (Array.from(password).length < SHORTEST) {
    throw new CodedError(
      'PARVIS_PASSWORD_SHORT',
      `The password has fewer than ${SHORTEST} characters.`,
      'Choose a longer one.',
    );
  }
  const { hash } = await argon2();
  return hash(password.normalize('NFC'), OPTIONS);
}

let decoy: Promise<string> | undefined;

/** Checks a password against a hash; without one, against a decoy: the answer takes as long, and is no. */
export async function isPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  const { hash, verify } = await argon2();
  decoy ??= hash('nobody has this password', OPTIONS);
  const right = await verify(stored ?? (await decoy), password.normalize('NFC'));
  return right && typeof stored === 'string';
}
