// What HTTP gave, whatever parsed it, and the cleaning that all of it gets.

/** A file as it was received. `size` counts what was sent, even where the rest was not kept. */
export interface UploadedFile {
  /** The name that the storage gave it. */
  readonly id: string;
  /** As the browser sent it: not a path to trust. */
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

export interface Input {
  get(name: string): string | undefined;
  getAll(name: string): readonly string[];
  files(name: string): readonly UploadedFile[];
}

/** Input from pairs, such as those of URLSearchParams or of a parsed multipart body. The first value of a name wins. */
export function inputFrom(
  entries: Iterable<readonly [string, string]>,
  files: Iterable<readonly [string, UploadedFile]> = [],
): Input {
  const texts = grouped(entries);
  const uploads = grouped(files);
  return {
    get: (name) => texts.get(name)?.[0],
    getAll: (name) => texts.get(name) ?? [],
    files: (name) => uploads.get(name) ?? [],
  };
}

function grouped<V>(entries: Iterable<readonly [string, V]>): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const [name, value] of entries) {
    const group = groups.get(name);
    if (group) group.push(value);
    else groups.set(name, [value]);
  }
  return groups;
}

// C0 and C1 controls, bidirectional overrides (they can disguise a name), zero-width marks. ZWJ holds emoji together.
const INVISIBLE = /(?!\n|\0)\p{Cc}|[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Text fit to be stored: NFC, no invisible controls, no lone surrogate, ends trimmed; line feeds kept on request.
 * NUL is left for the caller to refuse: nobody types it by mistake.
 */
export function cleanText(raw: string, { lines }: { readonly lines: boolean }): string {
  const unified = raw.replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
  const flat = lines ? unified : unified.replace(/\n/g, ' ');
  return flat.replace(INVISIBLE, '').replace(LONE_SURROGATE, '\uFFFD').normalize('NFC').trim();
}
