// The pages that are loaded after the first ones of a site: what is missing there shows here, not to whoever comes first.

import type { Check } from '@parvis/kit';
import type { House } from '../house.ts';
import { siteParts } from '../http/site-parts.ts';

export async function checkParts(house: House): Promise<readonly Check[]> {
  const parts = [...siteParts(house)];
  const broken: string[] = [];
  for (const [part, load] of parts) {
    await load().catch((error: unknown) =>
      broken.push(`${part} (${error instanceof Error ? error.message : String(error)})`),
    );
  }
  const ok = broken.length === 0;
  const text = ok
    ? `The pages under ${parts.map(([part]) => part).join(', ')} can be loaded.`
    : `Pages cannot be loaded: ${broken.join(', ')}. Install the plugin again, or leave it out.`;
  return [{ name: 'pages', ok, text }];
}
