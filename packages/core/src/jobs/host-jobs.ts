// The host's own jobs, and how any job finds its tenant and site again.

import { and, eq, gte, type Tx } from '@parvis/db';
import { type Addressee, type CitizenRequest, CodedError, type MailAttachment } from '@parvis/kit';
import { checkChains } from '../audit/check-chain.ts';
import { scanLater } from '../files/scan-later.ts';
import type { House } from '../house.ts';
import { counterName } from '../http/frame.ts';
import { AGENT_JOBS } from '../identity/agent-letters.ts';
import { sendLinkMail } from '../identity/oidc/index.ts';
import { sendPasswordChanged, sendSignInMail } from '../identity/sign-in/sign-in-letter.ts';
import { sweepExpired } from '../identity/sweep.ts';
import {
  answerLetter,
  noticeLetter,
  notificationLetter,
  plainReceipt,
  receiptLetter,
  toMail,
} from '../mail/letters.ts';
import { sendTelling } from '../mail/tell.ts';
import { keepLetter, type LetterJob, letterName, letterPaper } from '../papers/letter.ts';
import { hasReceipt, receiptName, receiptPaper } from '../papers/receipt.ts';
import { PAYMENT_JOBS } from '../payments/payment-jobs.ts';
import { contextFor, type Standing } from '../plugins/context.ts';
import type { PluginSet } from '../plugins/registry.ts';
import { removeFiles, runPurge, sendAccountWarning, sendFarewell } from '../privacy/privacy-jobs.ts';
import { sendFollowUp } from '../ratings/follow-up.ts';
import { addressesOf, noticeAddresses } from '../requests/addressees.ts';
import { trackingCode } from '../requests/codes.ts';
import { requestById } from '../requests/ledger.ts';
import { schema } from '../schema.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { nightlyJobs } from './nightly-jobs.ts';
import type { Job } from './queue.ts';

const DAY = 86_400_000;

/** Runs a job in the name of the site that enqueued it: nothing ambient is left from the page that did. */
export async function runJob(house: House, job: Job): Promise<void> {
  if (job.siteId === null) {
    const work = job.owner === 'core' ? HOUSE_JOBS.get(job.name) : undefined;
    if (!work) throw unknownJob(job);
    return work(house);
  }
  const snapshot = await house.sites.byId(job.siteId);
  if (!snapshot) return; // The site is gone, and its requests with it.
  const standing: Standing = { snapshot, actor: { kind: 'system' }, now: house.now() };
  if (job.owner === 'core') {
    const work = SITE_JOBS.get(job.name);
    if (!work) throw unknownJob(job);
    return work(house, standing, job);
  }
  const work = house.plugins.byName.get(job.owner)?.jobs?.[job.name];
  if (!work) throw unknownJob(job);
  return work(contextFor(house, standing, job.owner), job.payload);
}

type SiteJob = (house: House, standing: Standing, job: Job) => Promise<void>;

/** The host's jobs of one site, by name. */
const SITE_JOBS: ReadonlyMap<string, SiteJob> = new Map<string, SiteJob>([
  ['receipt', aboutRequest(sendReceipt)],
  ['letter', aboutRequest(sendLetter)],
  ['answer', aboutRequest(sendAnswer)],
  ['notice', aboutRequest(sendNotice)],
  ['notify', aboutRequest(sendNotification)],
  [
    'follow-up',
    aboutRequest(({ house, standing, request, id }) => sendFollowUp(house, standing, request, id)),
  ],
  ['channel-message', aboutRequest(sendChannelMessage)],
  ['tell', sendTelling],
  ['citizen-sign-in', sendSignInMail],
  ['citizen-link', sendLinkMail],
  ['citizen-password-changed', sendPasswordChanged],
  ['purge', runPurge],
  ['remove-files', removeFiles],
  ['account-warning', sendAccountWarning],
  ['account-erased', sendFarewell],
  ['scan', (house, { snapshot }, job) => scanLater(house, snapshot.tenant.id, job.payload)],
  ...PAYMENT_JOBS,
  ...AGENT_JOBS,
]);

/** The host's jobs of the whole installation, by name. */
const HOUSE_JOBS: ReadonlyMap<string, (house: House) => Promise<void>> = new Map([['tidy', tidy]]);

export interface JobKind {
  /** `core` or the name of a plugin. */
  readonly owner: string;
  readonly name: string;
  /** Whether it runs for one site and its tenant, or for the whole installation. */
  readonly of: 'site' | 'house';
}

/** Every job that the installation can run. */
export function jobTable(plugins: PluginSet): readonly JobKind[] {
  return [
    ...[...HOUSE_JOBS.keys()].map((name) => ({ owner: 'core', name, of: 'house' }) as const),
    ...[...SITE_JOBS.keys()].map((name) => ({ owner: 'core', name, of: 'site' }) as const),
    ...plugins.all.flatMap(({ name: owner, jobs }) =>
      Object.keys(jobs ?? {}).map((name) => ({ owner, name, of: 'site' }) as const),
    ),
  ];
}

interface RequestJob {
  readonly house: House;
  readonly standing: Standing;
  readonly request: CitizenRequest;
  /** Of what the citizen or the agent wrote, where the job is about that. */
  readonly messageId: string | undefined;
  /** As it was enqueued. */
  readonly payload: unknown;
  readonly id: string;
}

/** A job about a request of the site's tenant; nothing where it is gone meanwhile. */
function aboutRequest(work: (job: RequestJob) => Promise<void>): SiteJob {
  return async (house, standing, job) => {
    const payload = job.payload as { readonly requestId: string; readonly messageId?: string };
    const request = await requestById(house.db.read, standing.snapshot.tenant.id, payload.requestId);
    if (request) await work({ house, standing, request, messageId: payload.messageId, payload, id: job.id });
  };
}

async function sendReceipt({ house, standing, request, id }: RequestJob): Promise<void> {
  const to = request.requester.email;
  if (!to) return;
  const { snapshot } = standing;
  const provider = house.plugins.channels.get(request.channel);
  const own = provider && contextFor(house, standing, provider.plugin.name);
  const content = own ? await provider.channel.receipt?.(own, request) : undefined;
  if (content === null) return;
  const code = trackingCode(house.config.secret, request.id);
  const letter = receiptLetter(content ?? plainReceipt(request), request, snapshot, code);
  const attachments = [
    ...(letter.attachments ?? []),
    ...(await receiptAttached(house, snapshot, request, code)),
  ];
  await house.mailer.send(toMail(house, snapshot, to, id, { ...letter, attachments }));
}

/** What confirms that a request is called off has no receipt beside it. */
async function receiptAttached(
  house: House,
  snapshot: SiteSnapshot,
  request: CitizenRequest,
  code: string,
): Promise<readonly MailAttachment[]> {
  if (request.status === 'cancelled' || !hasReceipt(request)) return [];
  const content = await receiptPaper(house, snapshot, request, code);
  return [{ name: receiptName(request), type: 'application/pdf', content }];
}

/** Draws a letter, keeps it with its request, and mails it. Run again, it keeps nothing twice. */
async function sendLetter({ house, standing, request, payload, id }: RequestJob): Promise<void> {
  const { snapshot } = standing;
  const job = payload as LetterJob;
  const { requestMessage } = schema.for(house.db.read);
  const [message] = await house.db.read
    .select()
    .from(requestMessage)
    .where(eq(requestMessage.id, job.messageId));
  if (!message?.letter || message.requestId !== request.id) return;
  const written = { ...message, letter: message.letter };
  const bytes = await letterPaper(house, snapshot, request, written);
  const name = letterName(request, written, snapshot.site.zone);
  const kept = await keepLetter(house, snapshot, job, { name, bytes, now: standing.now });
  const to = request.requester.email;
  if (!kept || !to) return;
  const code = trackingCode(house.config.secret, request.id);
  const letter = answerLetter(request, { ...message, subject: written.letter.title }, snapshot, code);
  const attachments = [{ name, type: 'application/pdf', content: bytes }];
  await house.mailer.send(toMail(house, snapshot, to, id, { ...letter, attachments }));
}

/** A message of the request's channel, as it is true when it leaves. */
async function sendChannelMessage({ house, standing, request, payload, id }: RequestJob): Promise<void> {
  const { message, by, about } = payload as {
    readonly message: string;
    readonly by: 'mail' | 'text';
    readonly about: unknown;
  };
  const { email, phone } = request.requester;
  if (by === 'mail' ? !email : !phone || !house.texter) return;
  const provider = house.plugins.channels.get(request.channel);
  const write = provider?.channel.messages?.[message];
  if (!provider || !write) return;
  const written = await write(contextFor(house, standing, provider.plugin.name), request, about);
  if (!written) return;
  const { snapshot } = standing;
  if (by === 'mail' && email) {
    const button = {
      href: `${snapshot.site.origin}/suivi/${trackingCode(house.config.secret, request.id)}`,
      text: 'Voir ma demande',
    };
    await house.mailer.send(toMail(house, snapshot, email, id, { ...written.mail, button }));
  } else if (phone) {
    const from = counterName(snapshot.site.authority);
    await house.texter?.send({ id, to: phone, from, text: written.text });
  }
}

async function sendAnswer({ house, standing, request, messageId, payload, id }: RequestJob): Promise<void> {
  const to = request.requester.email;
  const { snapshot } = standing;
  const { requestMessage } = schema.for(house.db.read);
  const [message] = await house.db.read
    .select()
    .from(requestMessage)
    .where(eq(requestMessage.id, messageId ?? ''));
  if (!to || !message || message.requestId !== request.id) return;
  const code = trackingCode(house.config.secret, request.id);
  const { subject } = payload as { readonly subject?: string };
  const letter = answerLetter(request, { ...message, ...(subject && { subject }) }, snapshot, code);
  await house.mailer.send(toMail(house, snapshot, to, id, letter));
}

async function sendNotice({ house, standing, request, messageId, id }: RequestJob): Promise<void> {
  const { snapshot } = standing;
  const letter = noticeLetter(request, snapshot, messageId !== undefined);
  const addresses = await noticeAddresses(house.db.read, snapshot, request);
  // Each with an id of its own: of a job that is run again, nobody gets two.
  for (const [index, address] of addresses.entries())
    await house.mailer.send(toMail(house, snapshot, address, index === 0 ? id : `${id}-${index}`, letter));
}

/** What a workflow tells those who work on a request. */
async function sendNotification({ house, standing, request, payload, id }: RequestJob): Promise<void> {
  const { snapshot } = standing;
  const { to, subject, text } = payload as {
    readonly to: Addressee;
    readonly subject: string;
    readonly text: string;
  };
  const letter = notificationLetter(request, snapshot, { subject, text });
  const addresses = await addressesOf(house.db.read, standing, request, to);
  // Each with an id of its own: of a job that is run again, nobody gets two.
  for (const [index, address] of addresses.entries())
    await house.mailer.send(toMail(house, snapshot, address, index === 0 ? id : `${id}-${index}`, letter));
}

async function tidy(house: House): Promise<void> {
  await house.files.sweepIncoming(house.now() - DAY);
  const nightly = await nightlyJobs(house, house.now());
  await house.db.write(async (tx) => {
    await house.jobs.enqueueAll(tx, nightly);
    await sweepExpired(tx, house.now());
    await planTidying(house, tx, house.now() + DAY);
  });
  // Last, and after the next night is planned: it is long where the log is.
  await checkChains(house);
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
