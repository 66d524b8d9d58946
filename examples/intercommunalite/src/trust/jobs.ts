// Every kind of job, run for a site of tenant A with the ids of tenant B.

import { schema } from '@parvis/core';
import { exchange } from './exchange.ts';
import type { Place, PlaceKey } from './places.ts';
import { sessionFor } from './seeding.ts';
import type { World } from './world.ts';

/** What stands for a field of a payload: what the seeding remembers under a kind, one or all, or a text that is no one's. */
type Field = { readonly kind: string; readonly all?: true } | { readonly text: string };

const FIELDS: Readonly<Record<string, Field>> = {
  requestId: { kind: 'request' },
  resourceId: { kind: 'resource' },
  // An instant that no plan is for.
  at: { text: '0' },
  workshopId: { kind: 'workshop' },
  messageId: { kind: 'message' },
  citizenId: { kind: 'citizen' },
  agentId: { kind: 'agent' },
  email: { kind: 'email' },
  fileId: { kind: 'file' },
  ids: { kind: 'file', all: true },
  paymentId: { kind: 'payment' },
  again: { text: '' },
  news: { text: 'password-changed' },
  // Locked in the vault: nobody but the host makes one.
  locked: { text: '' },
  to: { text: 'operator' },
  subject: { text: 'Un sujet' },
  text: { text: 'Un texte' },
  message: { text: 'reminder' },
  by: { text: 'mail' },
  about: { text: '' },
  sequence: { text: '0' },
  unasked: { text: '' },
  // Of no body of this tenant.
  operatorId: { text: 'ailleurs' },
  // Nothing is sent to another software here: an id of B's that is no delivery.
  deliveryId: { kind: 'request' },
  // The same name at every tenant: it means that of the tenant which runs the job.
  slug: { text: 'encombrants' },
};

/** The fields of jobs that the seeding does not cause. */
const SELDOM: Readonly<Record<string, readonly string[]>> = {
  'core.tidy': [],
  'core.follow-up': ['requestId'],
  'core.payment-check': ['paymentId', 'again'],
  'procedures.paid': ['requestId'],
  'core.citizen-link': ['locked'],
  'core.tell': ['locked'],
  'core.channel-message': ['requestId', 'message', 'by', 'about'],
  'appointments.offer-earlier': [],
  'appointments.ants': ['requestId'],
  'appointments.outside': ['resourceId', 'at'],
  'appointments.calendars': [],
  'appointments.measure': [],
  'appointments.workshop-offer': ['workshopId'],
  'appointments.workshop-offer-ended': ['requestId'],
  'procedures.clock': ['requestId'],
  'procedures.opinions': ['requestId', 'unasked'],
  'procedures.deliver': ['deliveryId'],
  'procedures.move-open': ['slug', 'operatorId'],
  'procedures.update': ['slug'],
  'core.letter': ['requestId', 'messageId', 'fileId'],
  'core.purge': [],
  'core.notify': ['requestId', 'to', 'subject', 'text'],
  'core.remove-files': ['ids'],
  'core.account-warning': ['citizenId'],
  'core.account-erased': ['to'],
  'core.scan': ['fileId'],
  'core.agent-news': ['agentId', 'news'],
};

/** The jobs, and the fields of payloads, that nothing is known of, as sentences that say what to add. */
export function unknownJobs({ host, payloads }: World): readonly string[] {
  return host.jobs().flatMap(({ owner, name }) => {
    const job = `${owner}.${name}`;
    const fields = payloads.get(job) ?? SELDOM[job];
    if (!fields)
      return [
        `The seeding never causes the job ${job}: do what causes it in trust/seed.ts, or say its fields in SELDOM of trust/jobs.ts.`,
      ];
    return [...fields].flatMap((field) =>
      field in FIELDS
        ? []
        : [`The job ${job} is given "${field}": say what it names in FIELDS of trust/jobs.ts.`],
    );
  });
}

/** Runs each kind of job of a site for the things of B, in the name of a site of A; returns how many ran. */
export async function jobsOnForeignData({ host, places }: World): Promise<number> {
  const { a1, b1 } = places;
  const most = Math.max(...[...b1.values.values()].map(({ length }) => length));
  await host.house.db.write(async (tx) => {
    // Those of the whole installation are given nothing, and serve every tenant.
    const ofSites = host.jobs().filter(({ of }) => of === 'site');
    const jobs = ofSites.flatMap(({ owner, name }) =>
      Array.from({ length: most }, (_, index) => ({
        owner,
        name,
        siteId: a1.siteId,
        payload: payloadOf(b1, index),
        dueAt: Date.now() - 1,
      })),
    );
    await host.house.jobs.enqueueAll(tx, jobs);
  });
  return host.drain();
}

/** Every field that any job is given, filled with what is B's. */
function payloadOf({ values }: Place, index: number): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(FIELDS).map(([field, is]) => {
      if ('text' in is) return [field, is.text];
      const texts = values.get(is.kind)?.map(({ text }) => text) ?? [];
      return [field, is.all ? texts : (texts[index] ?? texts[0])];
    }),
  );
}

export async function mailsOf({ host }: Pick<World, 'host'>) {
  const { read } = host.house.db;
  return read.select().from(schema.for(read).mail);
}

/** What the files of a place hold, as its own agent downloads them: the sentinels in them. */
export async function filesOf({ host, book, places }: World, key: PlaceKey): Promise<string> {
  const { host: site, staff, values } = places[key];
  const { id, authorityId } = staff.commune;
  const cookie = `agent=${await sessionFor(host, 'agent', id, { authorityId })}`;
  const found: string[] = [];
  for (const { text } of values.get('file') ?? []) {
    const { text: answer } = await exchange(host, `http://${site}/agent/fichiers/${text}`, { cookie });
    found.push(...book.in(answer).map(({ what }) => what));
  }
  return found.join('\n');
}
