// Transactions about free time that meet: one goes at once while nobody waits; those that met another one go on in line, so
// that a crowd at one door does not stop itself. Other processes are met again and again, but each time one of them gets through.

import { DbConstraintError } from '@parvis/kit/data';

/** Each try that the guard refuses leaves one free resource less. */
const ATTEMPTS = 12;

/** The end of the line of each tenant. */
const lines = new Map<string, Promise<unknown>>();

/** What the work returned once no other transaction was in its way; null where there always was one. */
export async function untilSettled<T>(
  { id: tenantId }: { readonly id: string },
  work: () => Promise<T>,
): Promise<T | null> {
  if (!lines.has(tenantId)) {
    try {
      return await work();
    } catch (error) {
      if (!metAnother(error)) throw error;
    }
  }
  return inLine(tenantId, async () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (!metAnother(error)) throw error;
      }
    }
    return null;
  });
}

/** The guard refused it, or it was stopped as often as the database tries again. */
function metAnother(error: unknown): boolean {
  if (error instanceof DbConstraintError) return error.kind === 'overlap';
  return error instanceof Error && 'code' in error && error.code === 'PARVIS_DB_CONFLICT';
}

function inLine<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = lines.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  const end = mine.catch(() => {});
  lines.set(key, end);
  void end.then(() => {
    if (lines.get(key) === end) lines.delete(key);
  });
  return mine;
}
