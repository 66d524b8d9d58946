// Refusals of a rule that cannot be computed, for the person who wrote it.

export type SchedulingErrorCode =
  | 'PARVIS_SCHEDULING_DAY'
  | 'PARVIS_SCHEDULING_TIME'
  | 'PARVIS_SCHEDULING_ZONE'
  | 'PARVIS_SCHEDULING_OPENING'
  | 'PARVIS_SCHEDULING_MOTIF'
  | 'PARVIS_SCHEDULING_RECURRENCE';

/** A rule that cannot be computed: a stable code, what is wrong, and what to do. */
export class SchedulingError extends Error {
  readonly code: SchedulingErrorCode;
  readonly hint: string;

  constructor(code: SchedulingErrorCode, sentence: string, hint: string) {
    super(`${sentence} ${hint}`);
    this.name = 'SchedulingError';
    this.code = code;
    this.hint = hint;
  }
}
