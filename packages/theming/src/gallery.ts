// The gallery: every component with every example, in a theme and a brand. What is looked at, validated and tested by axe.

import type { Html } from '@parvis/kit';
import type { Brand } from './brand/index.ts';
import type { Theming } from './theming.ts';

/** A whole page, alone: it belongs to no site. */
export function toGallery(theming: Theming, theme: string, brand: Brand): Html {
  const { label = theme } = theming.themes.find(({ name }) => name === theme) ?? {};
  return theming.render(theme, 'theming/gallery', {
    page: {
      label,
      stylesheet: theming.stylesheet(theme, brand).href,
      script: theming.script.href,
      components: theming.components.map(({ name, description, parameters, examples }) => ({
        name,
        description,
        parameters: Object.entries(parameters),
        examples: examples.map((example) => ({
          name: example.name,
          html: theming.component(theme, name, example.data),
        })),
      })),
    },
  });
}
