/** What both engines refuse in the same words. */

import { DbError } from './errors.ts';

export const nestedWrite = () =>
  new DbError(
    'PARVIS_DB_NESTED_WRITE',
    'db.write was called inside the work of another db.write.',
    'Pass the tx down to the function that writes, instead of the db.',
  );

export const closed = () =>
  new DbError(
    'PARVIS_DB_CLOSED',
    'The database was written to after it was closed.',
    'Stop what writes (jobs, server) before calling db.close().',
  );

/** Puts what no caller waits for where somebody sees it. */
export function reportOnConsole(error: unknown): void {
  console.error('[parvis/db]', error instanceof Error ? error.stack : error);
}
