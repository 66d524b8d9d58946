// What is printed for someone whose request an agent wrote down: its reference, and the code that opens its page.

import type { ChannelKind, DeskCtx } from '@parvis/kit';
import { phone } from '@parvis/theming';
import { notFound } from '../../http/error-pages.ts';
import { counterName } from '../../http/frame.ts';
import type { SiteSnapshot } from '../../sites/snapshot.ts';

export const INTAKE_CHANNELS = [
  { kind: 'counter', label: 'Au guichet' },
  { kind: 'phone', label: 'Par téléphone' },
  { kind: 'paper', label: 'Sur papier' },
] as const;

/** By which an agent may have written it down. */
export function isIntake(channel: ChannelKind): boolean {
  return INTAKE_CHANNELS.some(({ kind }) => kind === channel);
}

/** The code opens the request to whoever holds it: it is shown to who may write requests down, for what came that way. */
export async function intakeSlip(ctx: DeskCtx, snapshot: SiteSnapshot, id: string): Promise<Response> {
  ctx.demand('requests.open');
  const found = await ctx.requestFor(id);
  if (!found?.mayAct || !isIntake(found.request.channel)) throw notFound();
  const { request } = found;
  const operator = snapshot.authorities.get(request.operatorId);
  const code = ctx.requests.codeOf(id);
  return ctx.page(
    'desk-intake-slip',
    {
      back: `/agent/demandes/${id}`,
      another: '/agent/demandes/nouvelle',
      mailed: request.requester.email ?? null,
      facts: [
        { label: 'Demande', text: request.title },
        { label: 'Pour', text: request.requester.name },
        { label: 'Référence', text: request.reference },
        { label: 'Code de suivi', text: code },
        { label: 'Traitée par', text: operator ? counterName(operator) : '' },
        ...(operator?.contact.phone
          ? [{ label: 'Téléphone', text: [], links: [phone(operator.contact.phone)] }]
          : []),
      ],
      receivedAt: request.openedAt,
      track: ctx.url('/suivi'),
    },
    { title: `Récépissé ${request.reference}` },
  );
}
