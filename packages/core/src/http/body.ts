// The body of a form as it was sent. Files are streamed to disk: whatever someone sends, memory stays bounded, and the
// text typed beside a file that is too large comes back to them.

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { newId } from '@parvis/db';
import { type Input, inputFrom, type UploadedFile } from '@parvis/forms';
import { PageError } from '@parvis/kit';

export interface ParsedBody {
  readonly entries: readonly (readonly [string, string])[];
  readonly files: readonly (readonly [string, UploadedFile])[];
  readonly input: Input;
  /** Ids of uploads that arrived whole. */
  readonly whole: ReadonlySet<string>;
  /** Deletes the uploads that are still incoming. */
  discard(): Promise<void>;
}

/** Where files go as they arrive. */
export interface Arrivals {
  receive(id: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  discard(id: string): Promise<void>;
}

export interface BodyLimits {
  /** Bytes of one file that are kept. */
  readonly file: number;
  /** Bytes of a whole body: beyond it, reading stops. */
  readonly total: number;
  /** Bytes of a body without files. */
  readonly text: number;
  readonly parts: number;
}

const BODY_LIMITS: BodyLimits = { file: 25_000_000, total: 60_000_000, text: 1_000_000, parts: 400 };

/**
 * Reads the body of a request.
 *
 * @throws PageError 413 beyond `total`, 415 for a body that no form sends, 400 for one that is broken
 */
export async function parseBody(
  request: Request,
  arrivals: Arrivals,
  limits: BodyLimits = BODY_LIMITS,
): Promise<ParsedBody> {
  const type = request.headers.get('content-type') ?? '';
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > limits.total) throw tooLarge();
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) {
    const text = await readText(request, limits.text);
    return bodyOf([...new URLSearchParams(text)].slice(0, limits.parts), [], new Set(), arrivals);
  }
  if (/^multipart\/form-data\b/i.test(type) && request.body)
    return parseMultipart(request.body, type, arrivals, limits);
  if (!request.body || length === 0) return bodyOf([], [], new Set(), arrivals);
  throw new PageError(415, 'Envoi illisible', 'Ce site ne sait lire que ses propres formulaires.');
}

function bodyOf(
  entries: ParsedBody['entries'],
  files: ParsedBody['files'],
  whole: ReadonlySet<string>,
  arrivals: Arrivals,
): ParsedBody {
  return {
    entries,
    files,
    input: inputFrom(entries, files),
    whole,
    async discard() {
      await Promise.all(files.map(([, file]) => arrivals.discard(file.id)));
    },
  };
}

async function readText(request: Request, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

async function parseMultipart(
  stream: ReadableStream<Uint8Array>,
  type: string,
  arrivals: Arrivals,
  limits: BodyLimits,
): Promise<ParsedBody> {
  const entries: [string, string][] = [];
  const files: [string, UploadedFile][] = [];
  const whole = new Set<string>();
  const writing: Promise<void>[] = [];
  const parser = await multipartParser(type, limits);
  parser.on('field', (name: string, value: string) => entries.push([name, value]));
  parser.on(
    'file',
    (name: string, content: Readable, filename: string | undefined, _encoding: string, mime: string) => {
      if (!filename) {
        content.resume(); // A file box left empty.
        return;
      }
      const id = newId();
      writing.push(
        receive(content, id, arrivals, limits.file).then(({ size, kept }) => {
          files.push([name, { id, name: filename, type: mime, size }]);
          if (kept) whole.add(id);
        }),
      );
    },
  );

  const counted = countedUpTo(stream, limits.total);
  try {
    await pipeline(Readable.fromWeb(counted as NodeReadableStream), parser);
    await Promise.all(writing);
  } catch (error) {
    await Promise.allSettled(writing);
    await bodyOf(entries, files, whole, arrivals).discard();
    throw error instanceof PageError ? error : broken();
  }
  return bodyOf(entries, files, whole, arrivals);
}

async function multipartParser(type: string, limits: BodyLimits) {
  const { Busboy } = await import('@fastify/busboy');
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits: { parts: limits.parts, fieldSize: limits.text, fieldNameSize: 200 },
    });
  } catch {
    throw broken(); // No boundary.
  }
}

/** Takes in a file up to a limit; of a larger one only the size is learnt. */
async function receive(
  content: Readable,
  id: string,
  arrivals: Arrivals,
  limit: number,
): Promise<{ size: number; kept: boolean }> {
  let size = 0;
  async function* upToLimit(): AsyncGenerator<Buffer> {
    for await (const chunk of content) {
      size += chunk.byteLength;
      if (size <= limit) yield chunk;
    }
  }
  await arrivals.receive(id, upToLimit());
  const kept = size <= limit;
  if (!kept) await arrivals.discard(id);
  return { size, kept };
}

function countedUpTo(stream: ReadableStream<Uint8Array>, limit: number): ReadableStream<Uint8Array> {
  let size = 0;
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size > limit) controller.error(tooLarge());
        else controller.enqueue(chunk);
      },
    }),
  );
}

function tooLarge(): PageError {
  return new PageError(
    413,
    'Votre envoi est trop lourd',
    'L’ensemble dépasse 60 Mo. Revenez à la page précédente, puis envoyez des fichiers plus légers, ou moins nombreux.',
  );
}

function broken(): PageError {
  return new PageError(
    400,
    'Votre envoi est arrivé incomplet',
    'La connexion a peut-être été coupée. Revenez à la page précédente et envoyez de nouveau.',
  );
}
