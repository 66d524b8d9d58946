// The server is killed without warning in the middle of 2,000 submissions: every one that was acknowledged is there, none is
// there twice, and none by half.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openDb } from '@parvis/db';
import { everyRow } from '@parvis/db/testing';
import { procedures, publishProcedure } from '@parvis/plugin-procedures';
import { openTown, startHost, type TestHost } from '@parvis/testing';
import { afterEach, expect, it } from 'vitest';

const SUBMISSIONS = 2_000;
const AT_ONCE = 40;
const KILLED_AFTER = 700;
const SITE = 'le-favril.localhost';
const FORM = '/demarches/encombrants/commencer';
const SECRET = 'un secret d’au moins trente-deux signes';

/** What a browser sends when the last button is pressed. */
interface Sending {
  readonly from: string;
  readonly cookie: string;
  readonly body: string;
}

let child: ChildProcess | undefined;
let folder: string | undefined;
afterEach(async () => {
  child?.kill('SIGKILL');
  if (folder) await rm(folder, { recursive: true, force: true });
});

it('kill -9 in the middle of 2,000 submissions loses none that was acknowledged', async () => {
  const data = await mkdtemp(join(tmpdir(), 'parvis-durable-'));
  folder = data;
  const sendings = await ready(data);

  const first = await serve(data);
  const acknowledged = new Map<Sending, string>();
  await sendAll(first, sendings, (sending, code) => {
    acknowledged.set(sending, code);
    if (acknowledged.size === KILLED_AFTER) child?.kill('SIGKILL');
  });
  expect(acknowledged.size).toBeGreaterThanOrEqual(KILLED_AFTER);
  expect(acknowledged.size).toBeLessThan(SUBMISSIONS);
  const afterwards = await stored(data);
  expect(afterwards.halves).toBe(0);
  expect(afterwards.requests).toBeGreaterThanOrEqual(acknowledged.size);

  // People press again: those who had no answer, and some of those who had one.
  const second = await serve(data);
  const again = [
    ...sendings.filter((one) => !acknowledged.has(one)),
    ...[...acknowledged.keys()].slice(0, 100),
  ];
  await sendAll(second, again, (sending, code) => {
    expect(acknowledged.get(sending) ?? code).toBe(code);
    acknowledged.set(sending, code);
  });
  expect(acknowledged.size).toBe(SUBMISSIONS);
  expect(new Set(acknowledged.values()).size).toBe(SUBMISSIONS);
  for (const code of [...acknowledged.values()].slice(0, 50))
    expect((await send(second, { method: 'GET', path: `/suivi/${code}` })).status).toBe(200);
  child?.kill('SIGKILL');
  expect(await stored(data)).toEqual({ requests: SUBMISSIONS, halves: 0 });
}, 240_000);

/** A form of one page, filled by 2,000 people up to the last button. */
async function ready(data: string): Promise<readonly Sending[]> {
  const host = await startHost({ plugins: [procedures], config: { data, secret: SECRET, trustProxy: true } });
  try {
    await openTown(host);
    await host.inside(SITE, 'procedures', (tx) =>
      publishProcedure(tx, {
        slug: 'encombrants',
        title: 'Une page',
        requester: { name: ['nom'] },
        form: {
          pages: [
            {
              id: 'tout',
              title: 'Une seule question',
              fields: [{ id: 'nom', type: 'text', label: 'Nom', maxLength: 50 }],
            },
          ],
        },
        workflow: {
          statuses: [
            { id: 'recue', label: 'Reçue', kind: 'received', citizen: 'Reçue.' },
            { id: 'faite', label: 'Faite', kind: 'done', citizen: 'Faite.' },
          ],
          transitions: [{ id: 'faire', label: 'Faire', from: ['recue'], to: 'faite', by: { kind: 'agent' } }],
          silence: { means: 'nothing', why: 'Pour un essai.' },
        },
      }),
    );
    const people = Array.from({ length: SUBMISSIONS }, (_, n) => n);
    const sendings: Sending[] = [];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let n = people.pop(); n !== undefined; n = people.pop()) sendings.push(await filled(host, n));
      }),
    );
    return sendings;
  } finally {
    await host.close();
  }
}

async function filled(host: TestHost, n: number): Promise<Sending> {
  const from = `10.1.${n >> 8}.${n & 255}`;
  const visitor = host.visit(SITE, { 'x-forwarded-for': from });
  const check = await visitor.submit(await visitor.get(FORM), { nom: `Personne ${n}` });
  const [, form = ''] = /<form action="[^"]*\/envoi"[^>]*>([\s\S]*?)<\/form>/.exec(check.html) ?? [];
  const hidden = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value] as [string, string],
  );
  return {
    from,
    cookie: `visiteur=${visitor.cookie('visiteur')}`,
    body: new URLSearchParams(hidden).toString(),
  };
}

async function serve(data: string): Promise<number> {
  const script = fileURLToPath(new URL('testing-server.ts', import.meta.url));
  child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, PARVIS_DATA: data, PARVIS_SECRET: SECRET },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('the server has no output');
  const [line] = await once(createInterface(child.stdout), 'line');
  return Number(line);
}

/** Presses every last button, many at a time; tells of each that was acknowledged. */
async function sendAll(
  port: number,
  sendings: readonly Sending[],
  acknowledged: (sending: Sending, code: string) => void,
): Promise<void> {
  const left = [...sendings];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let one = left.pop(); one; one = left.pop()) {
        const answer = await send(port, { method: 'POST', path: `${FORM}/envoi`, ...one }).catch(() => null);
        const code = /^\/suivi\/([A-Z0-9-]+)/.exec(answer?.location ?? '')?.[1];
        if (code) acknowledged(one, code);
      }
    }),
  );
}

interface Sent extends Partial<Sending> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

function send(port: number, { method, path, from, cookie, body }: Sent) {
  return new Promise<{ readonly status: number; readonly location: string }>((resolve, reject) => {
    const headers = {
      host: SITE,
      ...(from && { 'x-forwarded-for': from }),
      ...(cookie && { cookie }),
      ...(body && {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        'sec-fetch-site': 'same-origin',
      }),
    };
    const sent = request({ port, host: '127.0.0.1', method, path, headers }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? '' }),
      );
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** What the database holds: requests, and those that lack their timeline, their answers or their line in the audit log. */
async function stored(data: string): Promise<{ readonly requests: number; readonly halves: number }> {
  const db = await openDb({ file: join(data, 'parvis.db') });
  try {
    const rows = await everyRow(db);
    const idsIn = (table: string, column: string) =>
      new Set((rows.get(table) ?? []).map((row) => String(row[column])));
    const parts = [
      idsIn('request_entry', 'request_id'),
      idsIn('procedures_submission', 'request_id'),
      idsIn('audit', 'subject_id'),
    ];
    const requests = [...idsIn('request', 'id')];
    const halves = requests.filter((id) => parts.some((part) => !part.has(id)));
    // Nothing of a request that is not there, either.
    const orphans = [...(parts[1] ?? [])].filter((id) => !requests.includes(id));
    return { requests: requests.length, halves: halves.length + orphans.length };
  } finally {
    await db.close();
  }
}
