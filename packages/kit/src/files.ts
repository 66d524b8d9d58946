// Files that people send. They go through the host: stored under the tenant, never served inline.

/** A file that the host keeps. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  /** A media type, as sniffed or as sent. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/** What became of the uploads of a page. */
export interface KeptFiles {
  /** With the type and size that they really have: pictures lose what tells where they were taken. */
  readonly kept: readonly StoredFile[];
  /** Infected, damaged, too large or not what they say, each with the sentence to show at its field. */
  readonly refused: readonly { readonly id: string; readonly message: string }[];
}

export interface FileReader {
  /** Files by id, of this tenant only, in the order asked; unknown ids are left out. */
  byIds(ids: readonly string[]): Promise<readonly StoredFile[]>;
}

export interface FileWriter extends FileReader {
  /** Binds uploads to the request they were sent for, so that its agents can read them and no purge takes them. */
  attach(ids: readonly string[], requestId: string): Promise<void>;
}
