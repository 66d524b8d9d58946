// Every exchange of the account, the one that was last written in first.

import { type AccountMessage, messagesOf } from './holdings.ts';
import { type SpaceVisit, spacePage } from './visit.ts';

/** Messages of each exchange that are shown; the request's own page has them all. */
const SHOWN = 3;

export async function messagesPage(visit: SpaceVisit): Promise<Response> {
  const { house, ctx, me } = visit;
  const messages = await messagesOf(house.db.read, ctx.tenant.id, me.id);
  const threads = new Map<string, AccountMessage[]>();
  for (const message of messages) {
    const known = threads.get(message.requestId);
    if (known) known.push(message);
    else threads.set(message.requestId, [message]);
  }
  return spacePage(
    visit,
    'space-messages',
    {
      threads: [...threads].map(([requestId, said]) => ({
        href: `/mon-espace/demandes/${requestId}#messages`,
        title: said[0]?.title ?? '',
        earlier: Math.max(0, said.length - SHOWN),
        messages: said
          .slice(0, SHOWN)
          .toReversed()
          .map(({ at, from, author, body }) => ({
            at,
            from: from === 'citizen' ? 'Vous' : author,
            body,
            own: from === 'citizen',
          })),
      })),
    },
    { title: 'Messages' },
  );
}
