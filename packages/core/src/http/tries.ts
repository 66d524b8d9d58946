// How often a page of a plugin may be tried: codes guessed, and messages sent to an address that anyone can type.

import type { PageCtx } from '@parvis/kit';
import type { House } from '../house.ts';
import { waitText } from '../identity/limits.ts';
import { addressOf, type SiteVisit } from './visit.ts';

export function triesOf(house: House, c: SiteVisit): PageCtx['tries'] {
  const { limits } = house;
  return {
    async code() {
      return words(await limits.take('code-address', addressOf(house, c)));
    },
    codeWasRight: () => limits.giveBack('code-address', addressOf(house, c)),
    async message(to) {
      const waits = [
        await limits.take('mail-recipient', `told\0${c.get('snapshot').tenant.id}\0${to.toLowerCase()}`),
        await limits.take('mail-address', addressOf(house, c)),
      ];
      return words(Math.max(...waits));
    },
  };
}

const words = (wait: number): string | null => (wait > 0 ? waitText(wait) : null);
