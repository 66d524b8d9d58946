/** The errors of this package: each has a permanent code, a sentence and a hint for the developer. */

export type DbErrorCode =
  | 'PARVIS_DB_APPLIED_MIGRATION_CHANGED'
  | 'PARVIS_DB_APPLIED_MIGRATION_MISSING'
  | 'PARVIS_DB_BUSY'
  | 'PARVIS_DB_CLOSED'
  | 'PARVIS_DB_CONFLICT'
  | 'PARVIS_DB_CONSTRAINT'
  | 'PARVIS_DB_DIALECT_NOT_LOADED'
  | 'PARVIS_DB_MIGRATION_FAILED'
  | 'PARVIS_DB_MIGRATION_FOLDER'
  | 'PARVIS_DB_MIGRATION_ORPHANS'
  | 'PARVIS_DB_NESTED_WRITE'
  | 'PARVIS_DB_OPTIONS'
  | 'PARVIS_DB_TX_ENDED'
  | 'PARVIS_DB_TX_FAILED'
  | 'PARVIS_DB_UNREACHABLE';

export class DbError extends Error {
  override readonly name: string = 'DbError';
  readonly code: DbErrorCode;
  /** What to do about it, for a developer or an operator. */
  readonly hint: string;

  constructor(code: DbErrorCode, sentence: string, hint: string, options?: ErrorOptions) {
    super(sentence, options);
    this.code = code;
    this.hint = hint;
  }
}

export type ConstraintKind = 'unique' | 'foreign-key' | 'not-null' | 'check' | 'overlap' | 'append-only';

/**
 * The database refused a row, said the same way on both engines.
 *
 * It keeps no `cause`: drivers put the offending values in theirs, and those belong in no log.
 */
export class DbConstraintError extends DbError {
  override readonly name = 'DbConstraintError';
  override readonly code = 'PARVIS_DB_CONSTRAINT';
  readonly kind: ConstraintKind;
  /**
   * `table.column` (several are joined by `, `) for `unique` and `not-null`, the constraint's name for
   * `check` and `overlap`, the table for `append-only`. Absent for `foreign-key`: SQLite does not tell.
   */
  readonly constraint: string | undefined;

  constructor(kind: ConstraintKind, constraint?: string) {
    super(
      'PARVIS_DB_CONSTRAINT',
      `A ${kind} constraint refused the write${constraint === undefined ? '' : `: ${constraint}`}.`,
      'Catch DbConstraintError around db.write and look at its kind and constraint.',
    );
    this.kind = kind;
    this.constraint = constraint;
  }
}
