// Documents to join. Their content is the storage's affair: here, number, type and size.

import type { FileAnswer, FileField } from '../field.ts';
import { cleanText, type UploadedFile } from '../input.ts';
import type { Kind, Problem, Reading } from '../kind.ts';
import { partName } from '../naming.ts';
import { isRecord } from '../own.ts';
import { count, formatNumber, named, problem } from '../sentences.ts';

const DEFAULT_MAX_BYTES = 25_000_000;
const DEFAULT_ACCEPT = [
  '.pdf',
  '.jpg',
  '.jpeg',
  '.png',
  '.heic',
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/heic',
] as const;

// Browsers that do not know a type send one of these: then the extension alone decides.
const UNTOLD = new Set(['', 'application/octet-stream']);

export const file: Kind<FileField> = {
  parts: [],
  // A browser never sends a file name back: what was received is in the answer.
  typed: () => ({}),
  read(field, input, { previous }): Reading {
    const dropped = new Set(input.getAll(partName(field.id, 'remove')));
    const kept = filesOf(previous).filter((one) => !dropped.has(one.id));
    // An empty file input still sends one nameless, empty file.
    const sent = input.files(field.id).filter((one) => one.name !== '' || one.size > 0);
    const refused = sent.map((one) => checkFile(field, one)).find((wrong) => wrong !== undefined);
    const held = new Set(kept.map(({ id }) => id));
    // An upload that is told of twice is one file.
    const accepted = sent
      .filter((one) => checkFile(field, one) === undefined && !held.has(one.id))
      .map(toAnswer);
    const max = field.maxFiles ?? 1;
    const all = max === 1 && accepted.length > 0 ? accepted : [...kept, ...accepted];
    const answer = all.length > 0 ? all.slice(0, max) : undefined;
    return { answer, problem: refused ?? (all.length > max ? tooMany(field, max) : undefined) };
  },
  check(field, answer) {
    if (!Array.isArray(answer) || answer.length === 0 || !answer.every(isFileAnswer)) {
      return problem(field, 'invalid', `Ajoutez de nouveau ${named(field)}.`);
    }
    const max = field.maxFiles ?? 1;
    if (answer.length > max) return tooMany(field, max);
    return answer.map((one) => checkFile(field, one)).find((wrong) => wrong !== undefined);
  },
  text: (_field, answer) => filesOf(answer).map((one) => `${one.name} (${formatBytes(one.size)})`),
  control: (field, { answer }) => ({
    kind: 'file',
    type: 'file',
    value: '',
    accept: acceptOf(field).join(','),
    multiple: (field.maxFiles ?? 1) > 1,
    files: filesOf(answer).map((one) => ({ id: one.id, name: one.name, size: formatBytes(one.size) })),
    removeName: partName(field.id, 'remove'),
  }),
};

function filesOf(answer: unknown): readonly FileAnswer[] {
  return Array.isArray(answer) ? answer.filter(isFileAnswer) : [];
}

export function isFileAnswer(value: unknown): value is FileAnswer {
  return (
    isRecord(value) &&
    ['id', 'name', 'type'].every((key) => typeof value[key] === 'string') &&
    typeof value['size'] === 'number'
  );
}

/** The last segment of the name only, cleaned, and not endless: it will be shown and downloaded. */
function toAnswer({ id, name, type, size }: UploadedFile): FileAnswer {
  const base = cleanText(name.split(/[/\\]/).at(-1) ?? '', { lines: false }).replaceAll('\0', '');
  const dot = base.lastIndexOf('.');
  const extension = dot < 0 ? '' : base.slice(dot).slice(0, 12);
  const stem = (dot < 0 ? base : base.slice(0, dot)).slice(0, 120) || 'document';
  return { id, name: stem + extension, type: mediaType(type), size };
}

function checkFile(field: FileField, { name, type, size }: Omit<UploadedFile, 'id'>): Problem | undefined {
  const max = field.maxBytes ?? DEFAULT_MAX_BYTES;
  if (size === 0) {
    return problem(
      field,
      'file-empty',
      'Ce fichier est vide. Vérifiez qu’il s’ouvre, puis ajoutez-le de nouveau.',
    );
  }
  if (size > max) {
    return problem(
      field,
      'file-size',
      `Ce fichier pèse ${formatBytes(size)}. La limite est de ${formatBytes(max)}\u00A0: réduisez-le ou envoyez une photo moins lourde.`,
    );
  }
  return accepts(field, name, mediaType(type)) ? undefined : wrongType(field);
}

function mediaType(type: string): string {
  return type.split(';')[0]?.trim().toLowerCase() ?? '';
}

function acceptOf(field: FileField): readonly string[] {
  return field.accept ?? DEFAULT_ACCEPT;
}

/** Name and type must both be in the list, each where the list speaks of extensions or of types. */
function accepts(field: FileField, name: string, type: string): boolean {
  const list = acceptOf(field).map((one) => one.toLowerCase());
  const extensions = list.filter((one) => one.startsWith('.'));
  const types = list.filter((one) => one.includes('/'));
  const lower = name.toLowerCase();
  const goodName = extensions.length === 0 || extensions.some((one) => lower.endsWith(one));
  const untold = UNTOLD.has(type) && extensions.length > 0;
  const goodType = types.length === 0 || untold || types.some((one) => matchesType(one, type));
  return goodName && goodType;
}

function matchesType(wanted: string, type: string): boolean {
  return wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : wanted === type;
}

function wrongType(field: FileField): Problem {
  const names = acceptOf(field)
    .filter((one) => one.startsWith('.'))
    .map((one) => one.slice(1).toUpperCase());
  const wanted =
    names.length > 0 ? ` Envoyez un fichier ${names.join(', ').replace(/, ([^,]*)$/, ' ou $1')}.` : '';
  return problem(field, 'file-type', `Ce type de fichier n’est pas accepté.${wanted}`);
}

function tooMany(field: FileField, max: number): Problem {
  return problem(
    field,
    'too-many',
    `Gardez ${count(max, 'fichier')} au plus pour ${named(field)}. Les autres n’ont pas été ajoutés.`,
  );
}

/** 1234567 as « 1,2 Mo ». Decimal units, as in people's file managers. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'octet');
  if (bytes < 999_500) return `${formatNumber(Math.round(bytes / 1000))}\u00A0ko`;
  const mega = bytes / 1_000_000;
  return `${formatNumber(mega < 10 ? Math.round(mega * 10) / 10 : Math.round(mega))}\u00A0Mo`;
}
