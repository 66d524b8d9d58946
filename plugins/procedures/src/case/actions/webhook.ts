import { planDelivery } from '../../webhooks/deliver.ts';
import type { WebhookAction } from '../../workflow/actions/webhook.ts';
import type { Carrying } from './carrying.ts';

export const webhook: Carrying<WebhookAction> = {
  after: ({ tx, one: { request }, step }, action) =>
    planDelivery(tx, request, {
      webhook: action.to,
      fields: action.fields ?? [],
      transition: step.transition?.id ?? null,
      status: step.status.id,
    }),
};
