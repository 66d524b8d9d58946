// The invented content of the demonstration. Most of it is loaded when a tenant is founded: once, not at each start.

import type { Demo } from '@parvis/cli';
import { contactOf } from './contacts.ts';

export const demo: Demo = {
  contactOf,
  async furnish(...given) {
    const { furnish } = await import('./furnish.ts');
    await furnish(...given);
  },
};
