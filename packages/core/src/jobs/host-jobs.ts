// The host's own jobs, and how any job finds its tenant and site again.

import { and, eq, gte, inArray, type Tx } from '@parvis/db';
import { type CitizenRequest, CodedError } from '@parvis/kit';
import { looseFiles } from '../files/store.ts';
import type { House } from '../house.ts';
import { answerLetter, noticeLetter, plainReceipt, receiptLetter, toMail } from '../mail/letters.ts';
import { contextFor, type Standing } from '../plugins/context.ts';
import { trackingCode } from '../requests/codes.ts';
import { requestById } from '../requests/ledger.ts';
import { schema } from '../schema.ts';
import type { Job } from './queue.ts';

/** Days after which files of abandoned forms are deleted: well after the draft that they were sent for. */
const LOOSE_DAYS = 120;
const DAY = 86_400_000;

/** Runs a job in the name of the site that enqueued it: nothing ambient is left from the page that did. */
export async function runJob(house: House, job: Job): Promise<void> {
  if (job.siteId === null) return runHouseJob(house, job);
  const snapshot = await house.sites.byId(job.siteId);
  if (!snapshot) return; // The site is gone, and its requests with it.
  const standing: Standing = { snapshot, actor: { kind: 'system' }, now: Date.now() };
  if (job.owner === 'core') return runSiteJob(house, standing, job);
  const work = house.plugins.byName.get(job.owner)?.jobs?.[job.name];
  if (!work) throw unknownJob(job);
  return work(contextFor(house, standing, job.owner), job.payload);
}

async function runSiteJob(house: House, standing: Standing, job: Job): Promise<void> {
  const payload = job.payload as { readonly requestId: string; readonly messageId?: string };
  const { snapshot } = standing;
  const request = await requestById(house.db.read, snapshot.tenant.id, payload.requestId);
  if (!request) return;
  switch (job.name) {
    case 'receipt':
      return sendReceipt(house, standing, request, job.id);
    case 'answer':
      return sendAnswer(house, standing, request, payload.messageId ?? '', job.id);
    case 'notice': {
      const to = snapshot.authorities.get(request.operatorId)?.contact.email;
      if (!to) return;
      return house.mailer.send(
        toMail(house, snapshot, to, job.id, noticeLetter(request, snapshot, payload.messageId !== undefined)),
      );
    }
    default:
      throw unknownJob(job);
  }
}

async function sendReceipt(
  house: House,
  standing: Standing,
  request: CitizenRequest,
  id: string,
): Promise<void> {
  const to = request.requester.email;
  if (!to) return;
  const { snapshot } = standing;
  const provider = house.plugins.channels.get(request.channel);
  const own = provider && contextFor(house, standing, provider.plugin.name);
  const content = own ? await provider.channel.receipt?.(own, request) : undefined;
  const code = trackingCode(house.config.secret, request.id);
  await house.mailer.send(
    toMail(house, snapshot, to, id, receiptLetter(content ?? plainReceipt(request), request, snapshot, code)),
  );
}

async function sendAnswer(
  house: House,
  { snapshot }: Standing,
  request: CitizenRequest,
  messageId: string,
  id: string,
): Promise<void> {
  const to = request.requester.email;
  const { requestMessage } = schema.for(house.db.read);
  const [message] = await house.db.read.select().from(requestMessage).where(eq(requestMessage.id, messageId));
  if (!to || !message || message.requestId !== request.id) return;
  const code = trackingCode(house.config.secret, request.id);
  await house.mailer.send(toMail(house, snapshot, to, id, answerLetter(request, message, snapshot, code)));
}

async function runHouseJob(house: House, job: Job): Promise<void> {
  if (job.owner !== 'core' || job.name !== 'tidy') throw unknownJob(job);
  await house.files.sweepIncoming(Date.now() - DAY);
  const files = await looseFiles(house.db.read, Date.now() - LOOSE_DAYS * DAY);
  await Promise.all(files.map((file) => house.files.remove(file.tenantId, file.id)));
  await house.db.write(async (tx) => {
    const { file } = schema.for(tx);
    const ids = files.map(({ id }) => id);
    if (ids.length > 0) await tx.delete(file).where(inArray(file.id, ids));
    await planTidying(house, tx, Date.now() + DAY);
  });
}

/** Plans the next daily tidying, unless one is planned already. */
export async function planTidying(house: House, tx: Tx, dueAt: number): Promise<void> {
  const { job } = schema.for(tx);
  const [planned] = await tx
    .select({ id: job.id })
    .from(job)
    .where(and(eq(job.owner, 'core'), eq(job.name, 'tidy'), gte(job.dueAt, dueAt - DAY / 2)))
    .limit(1);
  if (!planned)
    await house.jobs.enqueue(tx, { owner: 'core', name: 'tidy', siteId: null, payload: {}, dueAt });
}

function unknownJob(job: Job): CodedError {
  return new CodedError(
    'PARVIS_JOB_UNKNOWN',
    `Nobody runs the job "${job.owner}.${job.name}".`,
    'A plugin may have been removed, or renamed a job that was waiting.',
  );
}
