// The views of one theme, compiled: its own, else its parents', else their owners'. Views see `frame`, `page`, the
// components as `c`, the words of `typography.ts` as `w`, and the theme's `fonts`.

import { type Html, toHtml } from '@parvis/kit';
import { Eta, type TemplateFunction } from 'eta';
import type { Component } from './component-folder.ts';
import { parameterCheck } from './component-parameters.ts';
import { themingError } from './theming-error.ts';
import { words } from './typography.ts';

export interface ViewSources {
  /** Finds the source of `core/home`, `layout`, `component/button`… */
  find(name: string): string | undefined;
  readonly names: readonly string[];
  readonly components: readonly Component[];
  /** Addresses of the theme's fonts: its layouts ask for them early. */
  readonly fonts: readonly string[];
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
    functionHeader: 'const { frame, page, c, w, fonts } = it;',
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
  const run = (
    name: string,
    { frame, page }: { readonly frame?: unknown; readonly page?: unknown },
  ): Html => {
    const template = compiled.get(name);
    if (!template) throw unknownView(name);
    return toHtml(
      template.call(eta, { frame, page, c: components, w: words, fonts: sources.fonts }, { filepath: name }),
    );
  };
  const draws = new Map(
    sources.components.map((component) => {
      const check = parameterCheck(component);
      const draw = (data: object = {}): Html => {
        check(data);
        return run(`component/${component.name}`, { page: data });
      };
      return [component.name, draw] as const;
    }),
  );
  const components: Components = Object.fromEntries(
    [...draws].map(([name, draw]) => [camelCase(name), draw]),
  );

  return {
    render: run,
    component(name, data) {
      const draw = draws.get(name);
      if (draw) return draw(data);
      throw themingError(
        'PARVIS_COMPONENT_UNKNOWN',
        `There is no component "${name}".`,
        `There are: ${[...draws.keys()].join(', ')}.`,
      );
    },
  };
}

function compile(eta: Eta, name: string): TemplateFunction {
  try {
    return eta.compile(eta.readFile?.call(eta, name) ?? '', { filepath: name });
  } catch (error) {
    throw themingError(
      'PARVIS_VIEW_BROKEN',
      `The view "${name}" cannot be compiled.`,
      'Look for an unclosed tag.',
      error,
    );
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
