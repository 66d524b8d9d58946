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

export interface FileReader {
  /** Files by id, of this tenant only, in the order asked; unknown ids are left out. */
  byIds(ids: readonly string[]): Promise<readonly StoredFile[]>;
}

export interface FileWriter extends FileReader {
  /** Binds uploads to the request they were sent for, so that its agents can read them and no purge takes them. */
  attach(ids: readonly string[], requestId: string): Promise<void>;
}
