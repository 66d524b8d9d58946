// The inbox taken away whole, through a server in a process of its own: what it holds in memory for 100,000 requests against
// 10,000, and how fast they come.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openInstallation } from '@parvis/cli';
import installation from '../parvis.config.ts';
import { addRequests, DESK, signedAgent } from './server/many-requests.ts';
import { stopped, withDemoData } from './server/run.ts';

const FEW = 10_000;
const MANY = 100_000;
const FORMATS = ['csv', 'json'] as const;
type Format = (typeof FORMATS)[number];
/** Lines of a whole file that are no request: its headings, or its brackets. */
const BESIDE: Readonly<Record<Format, number>> = { csv: 1, json: 2 };
/** Times that the reader of 100,000 stops, and milliseconds for which nothing is taken then. */
const PAUSES = 20;
const PAUSE = 50;
/** Growth that is taken for none: less than what two measures of the same differ by. */
const NOTHING = 2 ** 20;
const MEMORY_GOAL = 1.5;
const RATE_GOAL = 5_000;

interface Exported {
  /** Bytes. */
  readonly growth: number;
  /** Requests a second, while nothing is measured and nobody stops. */
  readonly rate: number;
}

export default function exports() {
  return withDemoData(async (data) => {
    const few = await measured(data, 0, FEW);
    const many = await measured(data, FEW, MANY);
    const ratios = FORMATS.map((format) => ({
      format,
      ratio: Math.max(NOTHING, many[format].growth) / Math.max(NOTHING, few[format].growth),
    }));
    const value = round2(Math.max(...ratios.map(({ ratio }) => ratio)));
    const rate = Math.round(Math.min(...FORMATS.map((format) => many[format].rate)));
    const megabytes = ({ growth }: Exported) => (growth / 2 ** 20).toFixed(1);
    return [
      {
        name: 'exports-memory',
        value,
        unit: `of what ${FEW} requests take`,
        goal: MEMORY_GOAL,
        better: 'lower',
        pass: value <= MEMORY_GOAL,
        detail: `the worse of CSV and JSON: most that the server holds beyond what it held before, after collections of garbage every 20 ms, while a reader that stops ${PAUSES} times takes ${MANY} requests, against ${MANY / FEW} times ${FEW}: ${FORMATS.map((format) => `${format} ${megabytes(many[format])} MiB against ${megabytes(few[format])}`).join(', ')}`,
      },
      {
        name: 'exports-rate',
        value: rate,
        unit: 'requests/s',
        goal: RATE_GOAL,
        better: 'higher',
        pass: rate >= RATE_GOAL,
        detail: `the slower of CSV and JSON, ${MANY} requests on SQLite over a socket: ${FORMATS.map((format) => `${format} ${Math.round(many[format].rate)}`).join(', ')}`,
      },
    ] as const;
  });
}

/** Adds requests numbered `from` up to `to`, then takes all of them away, on a server that was just started. */
async function measured(data: string, from: number, to: number): Promise<Record<Format, Exported>> {
  const { host } = await openInstallation(installation, { PARVIS_DATA: data });
  await addRequests(host, from, to);
  const cookie = await signedAgent(host, from === 0 ? 'secretary' : 'case-worker');
  await host.close();
  const path = fileURLToPath(new URL('server/measured.ts', import.meta.url));
  const child = fork(path, [data], { execArgv: ['--import', 'tsx', '--expose-gc'] });
  const answer = async (): Promise<number> => {
    const [message] = (await once(child, 'message')) as [number];
    return message;
  };
  try {
    const port = await answer();
    const all = (format: Format) => open(port, cookie, format);
    // What is made once, whatever is asked for, is not growth. Of the many, the reader hangs up on the way.
    for (const format of FORMATS) await taken(await all(format), FEW);
    const exported = async (format: Format): Promise<Exported> => {
      child.send('begin');
      // As many requests and pauses, however large the file.
      for (let rows = 0; rows < MANY; rows += to) await taken(await all(format), undefined, MANY / PAUSES);
      child.send('end');
      const growth = await answer();
      const begun = performance.now();
      const lines = await taken(await all(format));
      const rate = to / ((performance.now() - begun) / 1000);
      if (lines !== to + BESIDE[format]) throw new Error(`${lines} lines of ${format} for ${to} requests`);
      return { growth, rate };
    };
    return { csv: await exported('csv'), json: await exported('json') };
  } finally {
    await stopped(child);
  }
}

async function open(port: number, cookie: string, format: Format): Promise<IncomingMessage> {
  const outgoing = request({
    port,
    host: '127.0.0.1',
    path: `/agent/demandes/export.${format}?etat=toutes`,
    headers: { host: DESK, cookie },
    agent: false,
  });
  outgoing.end();
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  if (incoming.statusCode !== 200) throw new Error(`the export is answered by ${incoming.statusCode}`);
  return incoming;
}

/** Reads a body, with pauses after so many lines; counts its lines, and hangs up once there were so many. */
async function taken(
  incoming: IncomingMessage,
  most = Number.POSITIVE_INFINITY,
  pauseEvery = Number.POSITIVE_INFINITY,
): Promise<number> {
  let lines = 0;
  let next = pauseEvery;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
    if (lines >= next) {
      next += pauseEvery;
      await setTimeout(PAUSE);
    }
    if (lines > most) break;
  }
  return lines;
}

const NEWLINE = 0x0a;

const round2 = (value: number): number => Math.round(value * 100) / 100;
