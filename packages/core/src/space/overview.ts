// « Mon espace »: what comes next, and every request of the account, from whichever site of the tenant it was sent.

import type { CitizenRequest } from '@parvis/kit';
import { duePayments } from '../payments/blocks.ts';
import { contextFor } from '../plugins/context.ts';
import { isOpen, statusWords } from '../requests/status.ts';
import { withArticle } from '../services/service-pages.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { type AccountMessage, messagesOf } from './holdings.ts';
import { type SpaceVisit, spacePage } from './visit.ts';

export interface ClaimState {
  /** The code as it was typed. */
  readonly code: string;
  readonly problem: string;
}

export async function overviewPage(visit: SpaceVisit, claim?: ClaimState): Promise<Response> {
  const { house, ctx, snapshot, me } = visit;
  const [requests, messages, blocks] = await Promise.all([
    ctx.requests.mine(),
    messagesOf(house.db.read, ctx.tenant.id, me.id),
    nextBlocks(visit),
  ]);
  const owed = await duePayments(
    house,
    ctx,
    snapshot,
    requests.map(({ id }) => id),
  );
  const lastOf = new Map<string, AccountMessage>();
  for (const message of messages) if (!lastOf.has(message.requestId)) lastOf.set(message.requestId, message);
  const rows = requests.map((request) => ({
    open: isOpen(request.status),
    ...rowOf(request, lastOf.get(request.id), snapshot),
  }));
  return spacePage(
    visit,
    'space',
    {
      blocks: owed ? [owed, ...blocks] : blocks,
      open: rows.filter((row) => row.open),
      closed: rows.filter((row) => !row.open),
      claim: claim ?? { code: '', problem: null },
    },
    { title: 'Mon espace', status: claim ? 422 : 200 },
  );
}

async function nextBlocks({ house, ctx, snapshot }: SpaceVisit) {
  const filled = await Promise.all(
    house.plugins
      .fillersOf('space.next')
      .map(({ plugin, fill }) =>
        fill(contextFor(house, { snapshot, actor: ctx.actor, now: ctx.now }, plugin.name)),
      ),
  );
  return filled.flatMap((block) => (block ? [block.html] : []));
}

function rowOf(request: CitizenRequest, last: AccountMessage | undefined, snapshot: SiteSnapshot) {
  const operator = snapshot.authorities.get(request.operatorId);
  const commune = request.communeId ? snapshot.authorities.get(request.communeId) : undefined;
  return {
    href: `/mon-espace/demandes/${request.id}`,
    title: request.title,
    reference: request.reference,
    status: statusWords(request.status),
    openedAt: request.openedAt,
    by: operator ? withArticle(operator) : null,
    commune: commune && commune.id !== request.operatorId ? commune.name : null,
    last: last
      ? { from: last.from === 'citizen' ? 'Vous' : last.author, at: last.at, text: excerpt(last.body) }
      : null,
  };
}

/** The beginning of a message, on one line. */
function excerpt(body: string): string {
  const line = Array.from(body.replace(/\s+/gu, ' ').trim());
  return line.length > 140 ? `${line.slice(0, 139).join('').trimEnd()}…` : line.join('');
}
