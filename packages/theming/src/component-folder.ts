// Components: one folder each, with its view, its style, and a YAML of parameters and examples that feeds the gallery, the
// validation of markup and axe.

import { readdir, readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { themingError } from './theming-error.ts';

export interface ComponentExample {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Component {
  readonly name: string;
  readonly description: string;
  /** What its view reads: name → what it is. A `?` at the end of the name: may lack. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly examples: readonly ComponentExample[];
  readonly view: string;
  readonly css: string;
}

export async function readComponents(folder: URL): Promise<readonly Component[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((one) => one.isDirectory())
    .map((one) => one.name);
  return Promise.all(names.sort().map((name) => readComponent(new URL(`${name}/`, folder), name)));
}

async function readComponent(folder: URL, name: string): Promise<Component> {
  const file = (ending: string) => readFile(new URL(`${name}.${ending}`, folder), 'utf8');
  const broken = (why: string, cause?: unknown) =>
    themingError(
      'PARVIS_COMPONENT_BROKEN',
      `The component "${name}" ${why}.`,
      'It needs .eta and .yaml; .css is optional.',
      cause,
    );
  try {
    const [view, sheet, css] = await Promise.all([file('eta'), file('yaml'), file('css').catch(() => '')]);
    const { description, parameters = {}, examples } = load(sheet) as Partial<Component>;
    if (typeof description !== 'string' || !Array.isArray(examples) || examples.length === 0) {
      throw broken('has no description or no example');
    }
    return { name, description, parameters, examples, view, css };
  } catch (error) {
    throw error instanceof Error && error.name.startsWith('PARVIS_')
      ? error
      : broken('cannot be read', error);
  }
}
