// What the process needs around it: its secret, a way for mails, room on the disk, and no work left undone.

import { readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { countDistinct, eq, isNotNull } from '@parvis/db';
import type { Check } from '@parvis/kit';
import type { Config } from '../config.ts';
import type { House } from '../house.ts';
import { schema } from '../schema.ts';

const LEAST_SECRET = 32;
/** Below it, uploads and the database may soon find no room. */
const LEAST_ROOM = 1024 ** 3;

export async function checkSecret({
  data,
  secret,
}: Pick<Config, 'data' | 'secret'>): Promise<readonly Check[]> {
  const path = join(data, 'secret');
  const kept = await readFile(path, 'utf8').catch(() => null);
  const isKeptHere = kept?.trim() === secret;
  const long = secret.length >= LEAST_SECRET;
  const checks: Check[] = [
    {
      name: 'secret',
      ok: long,
      text: long
        ? `It has ${secret.length} characters and comes from ${isKeptHere ? path : 'the environment'}.`
        : `It has ${secret.length} characters and needs ${LEAST_SECRET}: make one with openssl rand -base64 32.`,
    },
  ];
  // Windows has no modes.
  if (kept !== null && process.platform !== 'win32') {
    const mode = (await stat(path)).mode & 0o777;
    const isOwn = (mode & 0o077) === 0;
    const octal = mode.toString(8).padStart(3, '0');
    checks.push({
      name: 'secret file',
      ok: isOwn,
      text: isOwn
        ? `Its owner alone reads ${path}.`
        : `Others may read ${path} (${octal}): run chmod 600 on it.`,
    });
  }
  return checks;
}

/** A demonstration may keep its mails; anyone else would wait for them in vain. */
export async function checkMail({ db, mailer, config }: House): Promise<readonly Check[]> {
  const { site } = schema.for(db.read);
  if (mailer.kind === 'mailbox') {
    const real = await db.read.$count(site, eq(site.demo, false));
    const text =
      real === 0
        ? 'Mails are kept in the database: every site is a demonstration.'
        : 'Mails are kept in the database and reach nobody: set PARVIS_SMTP_URL.';
    return [{ name: 'mail', ok: real === 0, text }];
  }
  const named = !config.mailFrom.endsWith('@localhost');
  const text = named
    ? `Mails leave by SMTP, from ${config.mailFrom} where a body has no address of its own.`
    : 'Mails leave by SMTP from an address at localhost: set PARVIS_MAIL_FROM.';
  return [{ name: 'mail', ok: named, text }];
}

export async function checkDisk(
  { data }: Pick<Config, 'data'>,
  least = LEAST_ROOM,
): Promise<readonly Check[]> {
  const { bavail, bsize } = await statfs(data);
  const room = bavail * bsize;
  const said = `${(room / 1024 ** 3).toFixed(1)} GiB are free under ${data}`;
  const text =
    room >= least ? `${said}.` : `${said}, fewer than ${(least / 1024 ** 3).toFixed(1)}: make room.`;
  return [{ name: 'disk', ok: room >= least, text }];
}

export async function checkFailedJobs({ db }: House): Promise<readonly Check[]> {
  const { job } = schema.for(db.read);
  const failed = await db.read.$count(job, isNotNull(job.failedAt));
  if (failed === 0) return [{ name: 'jobs', ok: true, text: 'No job was given up.' }];
  const kinds = await db.read
    .select({ owner: job.owner, name: job.name, count: countDistinct(job.id) })
    .from(job)
    .where(isNotNull(job.failedAt))
    .groupBy(job.owner, job.name);
  const which = kinds.map(({ owner, name, count }) => `${owner}.${name} (${count})`).sort();
  return [
    {
      name: 'jobs',
      ok: false,
      text: `${failed} jobs were given up: ${which.join(', ')}. The reason is in the table job.`,
    },
  ];
}
