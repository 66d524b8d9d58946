import type { AssignAction } from '../../workflow/actions/assign.ts';
import type { Carrying } from './carrying.ts';

export const assign: Carrying<AssignAction> = {
  async changes({ tx: { actor, requests }, one: { request } }, { to }) {
    if (typeof to === 'object') return { assigneeId: await requests.leastBusy(request.id, to.role) };
    return { assigneeId: to === 'me' && actor.kind === 'agent' ? actor.id : null };
  },
};
