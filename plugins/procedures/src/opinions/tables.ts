// The opinions that workflows ask other bodies for, and what they answered.

import { defineTables } from '@parvis/kit/data';
import type { Verdict } from '../workflow/actions/opinion.ts';

export const opinionTables = defineTables((kit) => {
  const opinion = kit.table(
    'procedures_opinion',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      requestId: kit.text('request_id').notNull(),
      /** Id of the body that is asked. */
      authorityId: kit.text('authority_id').notNull(),
      question: kit.text('question').notNull(),
      askedAt: kit.instant('asked_at').notNull(),
      /** The first instant at which it is too late. */
      until: kit.instant('until').notNull(),
      /** Under which name the case notes it. */
      into: kit.text('noted_as'),
      /** The citizen is told. */
      shown: kit.boolean('shown').notNull(),
      /** Null while it is waited for. */
      verdict: kit.text('verdict').$type<Verdict>(),
      text: kit.text('text'),
      answeredAt: kit.instant('answered_at'),
      /** As the operator reads it: « Jeanne Martin, mairie du Favril ». */
      answeredBy: kit.text('answered_by'),
      agentId: kit.text('agent_id'),
    },
    (t) => [kit.index('procedures_opinion_request').on(t.requestId, t.askedAt)],
  );
  return { opinion };
});
