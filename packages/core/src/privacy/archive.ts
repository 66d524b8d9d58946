// Everything that is kept about someone, as a zip (RGPD art. 15 and 20): a page to read, a JSON file a rule, and the files
// they sent. It is made while it is sent, a piece at a time: however much there is, little is in memory.

import { Readable } from 'node:stream';
import { and, asc, eq, inArray, type Reader } from '@parvis/db';
import type { ExportedPart, PersonData, PersonRequest } from '@parvis/kit';
import { ZipFile } from 'yazl';
import type { House } from '../house.ts';
import { contextFor, type Standing } from '../plugins/context.ts';
import { schema } from '../schema.ts';
import { withArticle } from '../services/service-pages.ts';
import type { OwnedRule } from './declarations.ts';
import { REQUESTS_AT_ONCE } from './erase.ts';
import { type ReadableSection, readableHead, readablePart, readableSection } from './readable.ts';
import { poolerOf } from './responsible.ts';
import { rulesToRead } from './rules.ts';

/** The parts of one rule about someone, some requests at a time. */
export async function* partsOf(
  house: House,
  standing: Standing,
  { owner, rule }: OwnedRule,
  person: PersonData,
): AsyncGenerator<ExportedPart> {
  if (!rule.export) return;
  const context = contextFor(house, standing, owner);
  // The account comes with the first ones, so that nothing is said twice.
  let citizenId = person.citizenId;
  for (const requests of inGroups(person.requests)) {
    yield* await rule.export(context, { ...person, citizenId, requests });
    citizenId = null;
  }
}

function inGroups(all: readonly PersonRequest[]): readonly (readonly PersonRequest[])[] {
  const groups: (readonly PersonRequest[])[] = [];
  for (let at = 0; at < all.length; at += REQUESTS_AT_ONCE) groups.push(all.slice(at, at + REQUESTS_AT_ONCE));
  return groups.length > 0 ? groups : [[]];
}

/** The bytes of the zip. */
export async function archiveOf(
  house: House,
  standing: Standing,
  person: PersonData,
): Promise<ReadableStream<Uint8Array>> {
  const zip = new ZipFile();
  const mtime = new Date(standing.now);
  const add = (path: string, pieces: () => AsyncIterable<string | Uint8Array>): void =>
    zip.addReadStreamLazy(path, { mtime, compress: true }, (give) =>
      give(null, Readable.from(pieces(), { objectMode: false })),
    );

  const rules = rulesToRead(house).filter(({ rule }) => rule.export);
  add('lisez-moi.html', () => readable(house, standing, rules, person));
  for (const owned of rules) {
    add(`donnees/${owned.owner}-${owned.rule.name}.json`, () =>
      jsonArray(partsOf(house, standing, owned, person)),
    );
  }
  for (const file of await filesOf(house.db.read, standing.snapshot.tenant.id, person.requests))
    add(file.path, () => bytesOf(house, file));
  zip.end();
  const out = zip.outputStream as Readable;
  zip.on('error', (error: Error) => out.destroy(error));
  return Readable.toWeb(out) as ReadableStream<Uint8Array>;
}

async function* jsonArray(parts: AsyncIterable<ExportedPart>): AsyncGenerator<string> {
  let first = true;
  for await (const part of parts) {
    yield `${first ? '[' : ','}\n${JSON.stringify(part, null, 2)}`;
    first = false;
  }
  yield first ? '[]\n' : '\n]\n';
}

async function* readable(
  house: House,
  standing: Standing,
  rules: readonly OwnedRule[],
  person: PersonData,
): AsyncGenerator<string> {
  const { site } = standing.snapshot;
  yield readableHead({
    title: 'Vos données',
    by: withArticle(poolerOf(standing.snapshot)),
    at: standing.now,
    zone: site.zone,
  });
  for (const owned of rules) {
    const section: ReadableSection = { title: owned.rule.what, purpose: owned.rule.purpose };
    let told = false;
    for await (const part of partsOf(house, standing, owned, person)) {
      if (!told) yield readableSection(section);
      told = true;
      yield readablePart(part, site.zone);
    }
    if (told) yield '</section>\n';
  }
  yield '</main></body></html>\n';
}

interface KeptFile {
  readonly id: string;
  readonly tenantId: string;
  /** In the zip: by the reference of the request, numbered, so that two files of one name are two. */
  readonly path: string;
}

async function filesOf(
  reader: Reader,
  tenantId: string,
  requests: readonly PersonRequest[],
): Promise<readonly KeptFile[]> {
  const { file, request } = schema.for(reader);
  const groups = await Promise.all(
    inGroups(requests).map((some) =>
      reader
        .select({ id: file.id, name: file.name, reference: request.reference })
        .from(file)
        .innerJoin(request, eq(request.id, file.requestId))
        .where(
          and(
            eq(file.tenantId, tenantId),
            inArray(
              file.requestId,
              some.map((one) => one.id),
            ),
          ),
        )
        .orderBy(asc(file.id)),
    ),
  );
  return groups.flat().map(({ id, name, reference }, index) => ({
    id,
    tenantId,
    path: `fichiers/${reference}/${index + 1}-${fileNameOf(name)}`,
  }));
}

/** A name that every system can write to a disk. */
function fileNameOf(name: string): string {
  return (
    name
      .replaceAll(/[\p{Cc}\p{Cs}/\\:*?"<>|]/gu, '_')
      .replace(/^\.+/, '_')
      .slice(-100) || 'fichier'
  );
}

/** One that cannot be read leaves an empty file: the others must not be lost for it. */
async function* bytesOf(house: House, { tenantId, id }: KeptFile): AsyncGenerator<Uint8Array> {
  try {
    yield* await house.files.open(tenantId, id);
  } catch (err) {
    house.log.error({ err, file: id }, 'a file could not be put in an export');
  }
}
