// Sending: the request, its answers and its files, and the end of the draft, in one transaction.

import { type Answers, filesIn } from '@parvis/forms';
import type { PageCtx, Requester } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { changesOf, standAt } from './case/stand.ts';
import { type Draft, serviceOf } from './drafts.ts';
import { type RequesterFields, tables } from './schema.ts';
import { startCase } from './workflow/engine.ts';

/** Opens the request of a draft whose answers are right; returns its tracking code. */
export async function submit(page: PageCtx, draft: Draft): Promise<string> {
  const service = serviceOf(page);
  return page.write(async (tx) => {
    const { submission, draft: drafts } = tables.for(tx.tx);
    const started = startCase(draft.workflow, { now: tx.now, zone: tx.site.zone });
    const { request, code, fresh } = await tx.requests.open({
      service,
      channel: 'form',
      title: service.title,
      requester: requesterOf(draft.requester, draft.answers),
      once: draft.id,
      changes: changesOf(draft.workflow, started, tx.now, tx.site.zone),
    });
    if (fresh) {
      await tx.tx.insert(submission).values({
        requestId: request.id,
        tenantId: tx.tenant.id,
        versionId: draft.versionId,
        answers: draft.answers,
        state: started.state,
        work: started.work,
      });
      await standAt(tx, request, { workflow: draft.workflow, answers: draft.answers }, started);
      await tx.files.attach(
        filesIn(draft.answers).map((file) => file.id),
        request.id,
      );
    }
    await tx.tx.delete(drafts).where(tx.own(drafts, eq(drafts.id, draft.id)));
    return code;
  });
}

/** The person as the answers say. A form that asks no name is answered to « Anonyme ». */
function requesterOf({ name, email, phone }: RequesterFields, answers: Answers): Requester {
  const text = (id: string | undefined): string => {
    const answer = id === undefined ? undefined : answers[id];
    return typeof answer === 'string' ? answer.trim() : '';
  };
  return {
    name: name.map(text).filter(Boolean).join(' ') || 'Anonyme',
    ...(text(email) && { email: text(email) }),
    ...(text(phone) && { phone: text(phone) }),
  };
}
