// What agents note about a request, for each other: those of the operator, and those of the commune who read along.

import { fieldSet } from '@parvis/forms';
import type { CitizenRequest, DeskCtx } from '@parvis/kit';

export const NOTE = fieldSet([
  {
    id: 'note',
    type: 'textarea',
    label: 'Votre note',
    help: 'Les agents qui voient cette demande la lisent. L’usager ne la voit pas sur le site, mais il a le droit de la demander\u00A0: restez factuel.',
    maxLength: 4_000,
  },
]);

/** Whoever sees the request and answers requests somewhere may add one. */
export function mayNote({ actor }: DeskCtx): boolean {
  return actor.permissions.has('requests.answer');
}

export async function addNote(ctx: DeskCtx, request: CitizenRequest, body: string): Promise<void> {
  await ctx.write(async (tx) => {
    await tx.requests.remark(request.id, body);
    await tx.record('note-added', { kind: 'request', id: request.id, citizenId: request.citizenId });
  });
}
