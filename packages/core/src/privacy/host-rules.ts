// What the host itself keeps about people.

import type { RetentionRule } from '@parvis/kit';
import { partialUploadsRule } from '../files/uploads/retention.ts';
import type { House } from '../house.ts';
import { paymentsRule } from '../payments/retention.ts';
import { followUpsRule, ratingsRule } from '../ratings/retention.ts';
import { accountRule, codesRule, sessionsRule } from './account-rules.ts';
import { agentsRule, auditRule, jobsRule, limitsRule, mailboxRule } from './machine-rules.ts';
import { requestsRule, uploadsRule } from './request-rules.ts';

export function hostRules(house: House): readonly RetentionRule[] {
  return [
    requestsRule(house),
    uploadsRule(house),
    partialUploadsRule(house),
    followUpsRule,
    ratingsRule,
    paymentsRule,
    accountRule,
    sessionsRule,
    codesRule,
    agentsRule,
    auditRule,
    limitsRule,
    jobsRule,
    mailboxRule,
  ];
}

/** Tables of the host that hold nothing about people, each with the reason. */
export const HOST_IMPERSONAL: Readonly<Record<string, string>> = {
  tenant: 'names a group of public bodies',
  authority: 'public bodies, with the contacts that the law has them publish',
  site: 'settings of a website',
  site_host: 'names of hosts',
  service: 'the public catalogue',
  service_adaptation: 'the public catalogue',
  responsibility: 'which public body operates what',
  answer_template: 'texts that a public body answers with',
  payment_account: 'by which number a public body is known to a payment service',
};
