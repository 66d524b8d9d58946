// Back from the broker host: whom the provider vouches for goes in, and whoever gave up is told what else there is.

import { type PageCtx, PageError } from '@parvis/kit';
import type { House } from '../../house.ts';
import { addressOf, type SiteVisit } from '../../http/visit.ts';
import { waitText } from '../limits.ts';
import { arriveAgent } from './agent-arrival.ts';
import { arriveCitizen } from './citizen-arrival.ts';
import { type FailedFlow, isAt } from './flows.ts';
import { isOver, takeOver } from './hand-off.ts';
import { providerButtons, type UsableProvider, usableProvider } from './providers.ts';

export async function arrive(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const address = addressOf(house, c);
  const wait = await house.limits.take('code-address', address);
  if (wait > 0) throw new PageError(429, 'Trop d’essais', `Attendez ${waitText(wait)}, puis recommencez.`);
  const flow = await takeOver(house, c, c.req.query('jeton'));
  const provider = usableProvider(house, flow.provider);
  if (!provider || !(isAt(flow, 'vouched') || isAt(flow, 'failed'))) throw isOver();
  // Neither leaving nor coming back was a guess.
  await house.limits.giveBack('code-address', address);
  await house.limits.giveBack('code-address', address);
  if (isAt(flow, 'failed')) return failedPage(house, ctx, provider, flow.payload);
  if (!isAt(flow, 'vouched')) throw isOver();
  const arrival = { house, c, ctx, provider, flow };
  return provider.signs === 'citizen' ? arriveCitizen(arrival) : arriveAgent(arrival);
}

function failedPage(
  house: House,
  ctx: PageCtx,
  provider: UsableProvider,
  { why, returnPath }: FailedFlow,
): Response {
  const again = providerButtons(house, provider.signs, returnPath).find(({ name }) => name === provider.name);
  const isAgent = provider.signs === 'agent';
  const cancelled = why === 'cancelled';
  return ctx.page(
    'provider-outcome',
    {
      title: cancelled ? 'Vous n’êtes pas connecté' : 'La connexion n’a pas abouti',
      text: cancelled
        ? 'Vous avez arrêté avant la fin. Rien n’a été enregistré.'
        : `${provider.label} n’a pas confirmé qui vous êtes. Vous n’y êtes pour rien, et rien n’a été enregistré.`,
      again: again ?? null,
      next: isAgent
        ? [{ href: '/agent/connexion', text: 'Se connecter autrement' }]
        : [
            { href: '/connexion', text: 'Se connecter autrement' },
            { href: '/demarches', text: 'Continuer sans compte' },
          ],
    },
    { title: cancelled ? 'Vous n’êtes pas connecté' : 'La connexion n’a pas abouti', breadcrumb: [] },
  );
}
