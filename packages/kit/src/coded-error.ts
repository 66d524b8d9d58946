// Two kinds of refusal: one that a developer or operator reads, one that a person reads on a page.

/**
 * A refusal for developers and operators: a permanent code (listed in docs/errors.md), a sentence, and what to do.
 */
export class CodedError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: `PARVIS_${string}`, sentence: string, hint: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = code;
    this.code = code;
    this.hint = hint;
  }
}

export type PageErrorStatus = 400 | 403 | 404 | 409 | 410 | 413 | 415 | 429 | 500 | 503;

/** A refusal for the person at the screen, in plain French: what happened, and the next step. The host draws it. */
export class PageError extends Error {
  readonly status: PageErrorStatus;
  readonly title: string;
  readonly next: readonly { readonly href: string; readonly text: string }[];

  constructor(
    status: PageErrorStatus,
    title: string,
    text: string,
    next: readonly { readonly href: string; readonly text: string }[] = [],
  ) {
    super(text);
    this.name = 'PageError';
    this.status = status;
    this.title = title;
    this.next = next;
  }
}
