import type { AssignAction } from '../../workflow/actions/assign.ts';
import type { Carrying } from './carrying.ts';

export const assign: Carrying<AssignAction> = {
  async changes({ tx: { actor, requests }, one: { request }, step }, { to }) {
    if (typeof to === 'object') return { assigneeId: await requests.leastBusy(request.id, to.role) };
    // What an agent of another body makes happen does not give them the request.
    const isTaken = to === 'me' && actor.kind === 'agent' && step.transition?.by.kind === 'agent';
    return { assigneeId: isTaken ? actor.id : null };
  },
};
