// The views of one theme, compiled: its own, else its parents', else their owners'. Views see `it.frame`, `it.page`, the
// components as `c`, and the words of `typography.ts`.

import { type Html, toHtml } from '@parvis/kit';
import { Eta, type TemplateFunction } from 'eta';
import { themingError } from './theming-error.ts';
import { words } from './typography.ts';

export interface ViewSources {
  /** Finds the source of `core/home`, `layout`, `component/button`… */
  find(name: string): string | undefined;
  readonly names: readonly string[];
  readonly components: readonly string[];
}

export interface ViewSet {
  render(name: string, data: object): Html;
  component(name: string, data: object): Html;
}

type Components = Readonly<Record<string, (data?: object) => Html>>;

/** Compiles every view: a broken one is refused at boot, by name. */
export function viewSet(sources: ViewSources): ViewSet {
  const eta = new Eta({
    autoTrim: [false, 'nl'],
    cache: true,
    functionHeader: 'const { frame, page, c, w } = it;',
  });
  // `layout('layout')` and `include('core/part')` name views, not files.
  eta.resolvePath = (name) => name;
  eta.readFile = (name) => {
    const source = sources.find(name);
    if (source === undefined) throw unknownView(name);
    return source;
  };
  const compiled = new Map<string, TemplateFunction>();
  for (const name of sources.names) {
    const template = compile(eta, name);
    eta.templatesSync.define(name, template);
    compiled.set(name, template);
  }

  // Eta escapes what a view interpolates. `data` itself is passed by its members: the frame makes what is read of it.
  const run = (name: string, { frame, page }: { readonly frame?: unknown; readonly page?: unknown }): Html => {
    const template = compiled.get(name);
    if (!template) throw unknownView(name);
    return toHtml(template.call(eta, { frame, page, c: components, w: words }, { filepath: name }));
  };
  const components: Components = Object.fromEntries(
    sources.components.map((name) => [camelCase(name), (data = {}) => run(`component/${name}`, { page: data })]),
  );

  return { render: run, component: (name, data) => run(`component/${name}`, { page: data }) };
}

function compile(eta: Eta, name: string): TemplateFunction {
  try {
    return eta.compile(eta.readFile?.call(eta, name) ?? '', { filepath: name });
  } catch (error) {
    throw themingError('PARVIS_VIEW_BROKEN', `The view "${name}" cannot be compiled.`, 'Look for an unclosed tag.', error);
  }
}

function unknownView(name: string): Error {
  return themingError(
    'PARVIS_VIEW_UNKNOWN',
    `There is no view "${name}".`,
    'Views are named <owner>/<file>, from the owner’s views folder or a theme’s.',
  );
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
