// What a plugin says on paper. The host draws it: A4, the letterhead of the public body, tagged for who reads it by ear.

export interface Paper {
  /** Its first heading, and its name in a reader’s window. */
  readonly title: string;
  readonly blocks: readonly PaperBlock[];
  /** 14 points instead of 11: for what people fill in by hand. */
  readonly large?: boolean;
}

export type PaperBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly bold?: boolean }
  /** A table of two columns, the first holding its headers. */
  | { readonly kind: 'facts'; readonly rows: readonly PaperFact[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Where the body is met: its address, telephone and hours. */
  | { readonly kind: 'counter' }
  | PaperQuestion;

export interface PaperFact {
  readonly label: string;
  readonly value: string;
}

/** Something to fill in by hand. */
export interface PaperQuestion {
  readonly kind: 'question';
  /** Left out where the answers say it all. */
  readonly label?: string;
  /** What to know before answering, a sentence each. */
  readonly hints?: readonly string[];
  readonly answers: readonly PaperAnswer[];
}

/** Room for an answer, with its own name where a question has several. */
export type PaperAnswer =
  | { readonly kind: 'lines'; readonly lines: number; readonly name?: string }
  /** A frame to sign in. */
  | { readonly kind: 'frame' }
  /** Squares for one sign each, in groups: 2, 2 and 4 for a date. */
  | { readonly kind: 'squares'; readonly groups: readonly number[]; readonly name?: string }
  /** A square to tick. `line`: with room to write what it is. */
  | { readonly kind: 'tick'; readonly text: string; readonly help?: string; readonly line?: boolean };
