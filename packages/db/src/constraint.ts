/** Turns a driver's refusal into one typed error, the same on both engines. */

import { type ConstraintKind, DbConstraintError } from './errors.ts';

const guardRefusal = /parvis:(overlap|check|append-only):(.+)$/;

/** The error to throw instead of what the driver threw: the same one when no constraint is behind it. */
export function toDbError(error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || !(error instanceof Error)) return error;
  return sqliteConstraint(code, error.message) ?? postgresConstraint(code, error) ?? error;
}

/** The `code` that Node, better-sqlite3 and pg put on their errors. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

function sqliteConstraint(code: string, message: string): DbConstraintError | undefined {
  const failed = message.split(' constraint failed: ')[1];
  switch (code) {
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
      return new DbConstraintError('unique', failed);
    case 'SQLITE_CONSTRAINT_NOTNULL':
      return new DbConstraintError('not-null', failed);
    case 'SQLITE_CONSTRAINT_CHECK':
      return new DbConstraintError('check', failed);
    case 'SQLITE_CONSTRAINT_FOREIGNKEY':
      return new DbConstraintError('foreign-key');
    case 'SQLITE_CONSTRAINT_TRIGGER':
      return guardConstraint(message) ?? new DbConstraintError('check');
    default:
      return undefined;
  }
}

function postgresConstraint(code: string, error: Error): DbConstraintError | undefined {
  const constraint = textOf(error, 'constraint');
  const table = textOf(error, 'table');
  switch (code) {
    case '23505':
      return new DbConstraintError('unique', uniqueColumns(table, textOf(error, 'detail')) ?? constraint);
    case '23502':
      return new DbConstraintError('not-null', `${table}.${textOf(error, 'column')}`);
    case '23514':
      return new DbConstraintError('check', constraint);
    case '23503':
      return new DbConstraintError('foreign-key');
    case '23P01':
      return new DbConstraintError('overlap', constraint);
    case 'P0001':
      return guardConstraint(error.message);
    default:
      return undefined;
  }
}

function guardConstraint(message: string): DbConstraintError | undefined {
  const [, kind, name] = guardRefusal.exec(message) ?? [];
  return isGuardKind(kind) ? new DbConstraintError(kind, name) : undefined;
}

function isGuardKind(
  kind: string | undefined,
): kind is Extract<ConstraintKind, 'overlap' | 'check' | 'append-only'> {
  return kind === 'overlap' || kind === 'check' || kind === 'append-only';
}

/** From PostgreSQL's `Key (a, b)=(…) already exists.`, in whichever language it is told, to SQLite's `t.a, t.b`. */
function uniqueColumns(table: string | undefined, detail: string | undefined): string | undefined {
  const columns = /\(([\w, ]+)\)=\(/.exec(detail ?? '')?.[1];
  if (table === undefined || columns === undefined) return undefined;
  return columns
    .split(', ')
    .map((column) => `${table}.${column}`)
    .join(', ');
}

function textOf(error: Error, key: string): string | undefined {
  const value: unknown = Object.entries(error).find(([name]) => name === key)?.[1];
  return typeof value === 'string' ? value : undefined;
}
