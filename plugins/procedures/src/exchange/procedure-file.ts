// A procedure as one JSON file, to move it to another installation: see FORMAT.md.

import { type Block, expandBlocks, FormError, type FormSource } from '@parvis/forms';
import { CodedError } from '@parvis/kit';
import { checkDefinition } from '../check-definition.ts';
import type { NewProcedure } from '../publish.ts';
import type { Definition } from '../schema.ts';
import { isRecord, recordsIn, textIn, unreadable } from './record.ts';

const FORMAT = 'parvis-procedure';
const VERSION = 1;

export interface ProcedureFile extends Omit<Definition, 'form'> {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly slug: string;
  readonly title: string;
  readonly form: FormSource;
  /** Those that the form names, each by id and version. */
  readonly blocks: readonly Block[];
}

export function toFile(slug: string, title: string, definition: Definition): ProcedureFile {
  return { format: FORMAT, version: VERSION, slug, title, ...definition, blocks: [] };
}

/**
 * The procedure of a file, when it can work.
 *
 * @throws CodedError PARVIS_PROCEDURE_FILE, PARVIS_PROCEDURE_FORMAT, and what `checkDefinition` throws
 */
export function fromFile(value: unknown): NewProcedure {
  if (!isRecord(value) || value['format'] !== FORMAT)
    throw unreadable('The file is no procedure of Parvis: its "format" says something else.');
  if (value['version'] !== VERSION)
    throw new CodedError(
      'PARVIS_PROCEDURE_FORMAT',
      `The file is of version ${JSON.stringify(value['version'])} of the format; this Parvis reads version ${VERSION}.`,
      'Use a Parvis at least as new as the one that wrote it.',
    );
  const [slug, title] = [textIn(value, 'slug'), textIn(value, 'title')];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 64 || title === '')
    throw unreadable('The file has no usable "slug" and "title".');
  const { form, workflow, requester } = value;
  if (!isRecord(form) || !isRecord(workflow) || !isRecord(requester))
    throw unreadable('The file lacks its "form", its "workflow" or its "requester".');
  try {
    const blocks = recordsIn(value['blocks']) as unknown as readonly Block[];
    const library = (id: string, version: number) =>
      blocks.find((block) => block.id === id && block.version === version);
    // What the file claims to be is judged by what would have to work with it.
    const definition = checkDefinition({
      form: expandBlocks(form as unknown as FormSource, library),
      requester: requester as unknown as Definition['requester'],
      workflow: workflow as unknown as Definition['workflow'],
      letters: recordsIn(value['letters']) as unknown as Definition['letters'],
      scenarios: recordsIn(value['scenarios']) as unknown as Definition['scenarios'],
    });
    return { slug, title, ...definition };
  } catch (error) {
    if (error instanceof FormError || error instanceof CodedError) throw error;
    if (error instanceof TypeError)
      throw unreadable(`The file is not of the documented shape: ${error.message}.`);
    throw error;
  }
}
