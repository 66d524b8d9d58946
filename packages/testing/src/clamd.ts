// A real clamd, with signatures of our own: its own database cannot be had without a network.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const CLAMD = '/usr/sbin/clamd';

/** Found anywhere in a file. */
export const VIRUS_MARK = 'PARVIS-SIGNATURE-DE-TEST';
/** The file that every scanner knows (EICAR, 2003), in two halves: this source must not be taken for it. */
export const EICAR: string = [
  'X5O!P%@AP[4\\PZX54(P^)7CC)7}$',
  'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*',
].join('');

/** Whether tests with clamd can be left out: where it is not installed, unless `CI` is set. */
export const withoutClamd: boolean = !existsSync(CLAMD) && process.env['CI'] === undefined;

export interface Clamd {
  /** `host:port`, for `PARVIS_CLAMD`. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts one that finds `VIRUS_MARK` and `EICAR`, and nothing else. */
export async function startClamd(): Promise<Clamd> {
  const folder = await mkdtemp(join(tmpdir(), 'parvis-clamd-'));
  const port = await freePort();
  const hex = (text: string) => Buffer.from(text).toString('hex');
  await writeFile(
    join(folder, 'parvis.ndb'),
    `Parvis.Test-1:0:*:${hex(VIRUS_MARK)}\nParvis.Eicar-1:0:0:${hex(EICAR)}\n`,
  );
  await writeFile(
    join(folder, 'clamd.conf'),
    `TCPSocket ${port}\nTCPAddr 127.0.0.1\nDatabaseDirectory ${folder}\nTemporaryDirectory ${folder}\nForeground yes\n`,
  );
  const daemon = spawn(CLAMD, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  for (let wait = 0; wait < 200 && !(await answers(port)); wait++) await sleep(100);
  return {
    address: `127.0.0.1:${port}`,
    async stop() {
      daemon.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('close', () => socket.destroy());
    setTimeout(() => socket.end(), 200).unref();
  });
}
