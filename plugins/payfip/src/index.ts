// PayFiP, the DGFiP's service of payment for public bodies (CGCT, art. L1611-5-1; décret n° 2018-689): a declaration that the host
// acts on.

import { definePlugin, type Plugin } from '@parvis/kit';
import { payfipProvider } from './provider.ts';
import { PAYFIP, type PayfipPlaces } from './web-service.ts';

/** Without places, the real one. Each body is known there by its own number, that its administrator sets on the desk. */
export function payfip(places: PayfipPlaces = PAYFIP): Plugin {
  return definePlugin({
    name: 'payfip',
    api: 1,
    payments: { payfip: payfipProvider(places) },
  });
}
