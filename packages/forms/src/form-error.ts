// Refusals of a badly made form, for the person who makes it.

export type FormErrorCode =
  | 'PARVIS_FORM_EMPTY'
  | 'PARVIS_FORM_BAD_ID'
  | 'PARVIS_FORM_DUPLICATE_ID'
  | 'PARVIS_FORM_BAD_RULE'
  | 'PARVIS_FORM_UNKNOWN_FIELD'
  | 'PARVIS_FORM_LATER_FIELD'
  | 'PARVIS_FORM_CYCLE'
  | 'PARVIS_FORM_EMPTY_CHOICE'
  | 'PARVIS_FORM_DUPLICATE_OPTION'
  | 'PARVIS_FORM_BAD_LIMIT'
  | 'PARVIS_FORM_BAD_DEFAULT'
  | 'PARVIS_FORM_BAD_REPEAT'
  | 'PARVIS_FORM_UNKNOWN_BLOCK'
  | 'PARVIS_FORM_UNKNOWN_PAGE';

/** A form that cannot be used: a stable code, what is wrong and where, and what to do. */
export class FormError extends Error {
  readonly code: FormErrorCode;
  readonly hint: string;

  constructor(code: FormErrorCode, sentence: string, hint: string) {
    super(`${sentence} ${hint}`);
    this.name = 'FormError';
    this.code = code;
    this.hint = hint;
  }
}
