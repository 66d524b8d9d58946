// What a component is called with, held against its YAML: a name misspelt in a view is refused, not drawn as nothing.

import type { Component } from './component-folder.ts';
import { themingError } from './theming-error.ts';

/** @returns a check of the values that a component is called with; throws CodedError PARVIS_COMPONENT_PARAMETER. */
export function parameterCheck({ name, parameters }: Pick<Component, 'name' | 'parameters'>) {
  const declared = Object.keys(parameters);
  const known = new Set(declared.map((parameter) => parameter.replace(/\?$/, '')));
  const needed = declared.filter((parameter) => !parameter.endsWith('?'));
  const hint = `It takes: ${[...known].join(', ')}. See packages/theming/components/${name}/${name}.yaml.`;

  return (data: object): void => {
    for (const parameter of Object.keys(data)) {
      if (!known.has(parameter)) {
        throw themingError(
          'PARVIS_COMPONENT_PARAMETER',
          `The component "${name}" has no "${parameter}".`,
          hint,
        );
      }
    }
    for (const parameter of needed) {
      if (!(parameter in data) || Reflect.get(data, parameter) === undefined) {
        throw themingError(
          'PARVIS_COMPONENT_PARAMETER',
          `The component "${name}" needs "${parameter}".`,
          hint,
        );
      }
    }
  };
}
