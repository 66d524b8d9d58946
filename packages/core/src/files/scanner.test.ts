// A real clamd, with signatures of our own: its own database cannot be had without a network.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clamdScanner } from './scanner.ts';

const CLAMD = '/usr/sbin/clamd';
const SENTINEL = 'PARVIS-SIGNATURE-DE-TEST';
/** The file that every scanner knows (EICAR, 2003), in two halves: this source must not be taken for it. */
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

async function freePort(): Promise<number> {
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

const needed = process.env['CI'] !== undefined;

describe.skipIf(!existsSync(CLAMD) && !needed)('clamd', () => {
  let folder: string;
  let port: number;
  let daemon: ChildProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parvis-clamd-'));
    port = await freePort();
    const hex = (text: string) => Buffer.from(text).toString('hex');
    await writeFile(
      join(folder, 'parvis.ndb'),
      `Parvis.Test-1:0:*:${hex(SENTINEL)}\nParvis.Eicar-1:0:0:${hex(EICAR)}\n`,
    );
    await writeFile(
      join(folder, 'clamd.conf'),
      `TCPSocket ${port}\nTCPAddr 127.0.0.1\nDatabaseDirectory ${folder}\nTemporaryDirectory ${folder}\nForeground yes\n`,
    );
    daemon = spawn(CLAMD, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
    for (let wait = 0; wait < 200 && !(await answers(port)); wait++) await sleep(100);
  }, 30_000);
  afterAll(async () => {
    daemon.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it('finds what it knows, anywhere in a file, and nothing in a clean one', async () => {
    const scanner = clamdScanner(`127.0.0.1:${port}`);
    expect(await scanner.scan(Buffer.from('bonjour'))).toBe('clean');
    expect(await scanner.scan(Buffer.from(EICAR))).toBe('infected');
    const deep = Buffer.concat([Buffer.alloc(3_000_000, 'a'), Buffer.from(SENTINEL), Buffer.alloc(1_000)]);
    expect(await scanner.scan(deep)).toBe('infected');
    expect(await Promise.all(Array.from({ length: 5 }, () => scanner.scan(Buffer.alloc(100_000))))).toEqual(
      Array.from({ length: 5 }, () => 'clean'),
    );
  });
});

describe('a scanner that is away', () => {
  it('is waited for', async () => {
    expect(await clamdScanner(`127.0.0.1:${await freePort()}`).scan(Buffer.from('bonjour'))).toBe('waiting');
  });
});
