// A real CalDAV server on loopback: Debian's Radicale, with one user and an empty store. It must be there in CI.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = '/usr/bin/radicale';
const LOGIN = 'ada';
const PASSWORD = 'mot de passe d’application';

export interface Radicale {
  /** Of the user's calendar. */
  readonly url: string;
  readonly login: string;
  readonly password: string;
  /** Puts an event there, or another in its place. */
  put(uid: string, event: string): Promise<void>;
  remove(uid: string): Promise<void>;
  close(): Promise<void>;
}

/** Tests of it are skipped where it is not installed, but never in CI. */
export const mayUseRadicale = existsSync(PROGRAM) || process.env['CI'] !== undefined;

export async function radicale(): Promise<Radicale> {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-radicale-'));
  const users = join(folder, 'users');
  await writeFile(users, `${LOGIN}:${PASSWORD}\n`);
  const config = join(folder, 'config');
  const port = await freePort();
  await writeFile(
    config,
    `[server]\nhosts = 127.0.0.1:${port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = ${users}\nhtpasswd_encryption = plain\ndelay = 0\n` +
      `[storage]\nfilesystem_folder = ${join(folder, 'store')}\n[logging]\nlevel = error\n`,
  );
  const server = spawn(PROGRAM, ['--config', config], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/${LOGIN}/agenda/`;
  const send = async (method: string, address: string, body?: string): Promise<void> => {
    const answer = await fetch(address, {
      method,
      headers: { authorization: `Basic ${Buffer.from(`${LOGIN}:${PASSWORD}`).toString('base64')}` },
      ...(body !== undefined && { body }),
    });
    if (!answer.ok) throw new Error(`${method} is answered ${answer.status}: ${await answer.text()}`);
  };
  await untilListening(server, port);
  await send(
    'MKCALENDAR',
    url,
    '<?xml version="1.0"?><C:mkcalendar xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><set><prop><displayname>Agenda</displayname></prop></set></C:mkcalendar>',
  );
  return {
    url,
    login: LOGIN,
    password: PASSWORD,
    put: (uid, event) => send('PUT', `${url}${uid}.ics`, event),
    remove: (uid) => send('DELETE', `${url}${uid}.ics`),
    async close() {
      await stopped(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilListening(server: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (server.exitCode !== null) throw new Error(`radicale ended with ${server.exitCode}`);
    try {
      await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('radicale does not answer');
}

function stopped(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null) return resolve();
    server.on('exit', () => resolve());
    server.kill('SIGKILL');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
