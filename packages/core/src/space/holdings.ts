// What is in an account, on all sites of its tenant: what was said on its requests, and the files sent with them.

import { and, desc, eq, type Reader } from '@parvis/db';
import { schema } from '../schema.ts';

export interface AccountMessage {
  readonly requestId: string;
  readonly title: string;
  readonly at: number;
  readonly from: 'citizen' | 'agent';
  readonly author: string;
  readonly body: string;
}

const MOST_MESSAGES = 500;
const MOST_DOCUMENTS = 500;

/** Newest first. */
export async function messagesOf(
  reader: Reader,
  tenantId: string,
  citizenId: string,
): Promise<readonly AccountMessage[]> {
  const { request, requestMessage } = schema.for(reader);
  return reader
    .select({
      requestId: request.id,
      title: request.title,
      at: requestMessage.at,
      from: requestMessage.from,
      author: requestMessage.author,
      body: requestMessage.body,
    })
    .from(requestMessage)
    .innerJoin(request, eq(request.id, requestMessage.requestId))
    .where(and(eq(request.tenantId, tenantId), eq(request.citizenId, citizenId)))
    .orderBy(desc(requestMessage.at), desc(requestMessage.id))
    .limit(MOST_MESSAGES);
}

/** The files of its requests, newest first; one of them where `id` is given. */
export async function documentsOf(reader: Reader, tenantId: string, citizenId: string, id?: string) {
  const { request, file } = schema.for(reader);
  return reader
    .select({ file, requestId: request.id, title: request.title, reference: request.reference })
    .from(file)
    .innerJoin(request, eq(request.id, file.requestId))
    .where(
      and(
        eq(request.tenantId, tenantId),
        eq(request.citizenId, citizenId),
        id === undefined ? undefined : eq(file.id, id),
      ),
    )
    .orderBy(desc(file.keptAt), desc(file.id))
    .limit(MOST_DOCUMENTS);
}
