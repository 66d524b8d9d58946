// What an outside server answers: a whole .ics file, or the events of a CalDAV collection in a time (RFC 4791, 7.8). Bounded in
// size and time; no redirect is followed, for it could lead inside.

import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { openLookup } from '@parvis/kit/open-internet';
import { mayReadPrivate, type OutsideAddress, refusalOf } from './outside-address.ts';
import type { OutsideProblem } from './tables.ts';
import { utcText } from './write-calendar.ts';

const PATIENCE = 15_000;
const MOST_BYTES = 5_000_000;

/** Why it could not be read, as the agent is told. */
export class OutsideFailure extends Error {
  readonly problem: OutsideProblem;

  constructor(problem: OutsideProblem, options: ErrorOptions = {}) {
    super(`an outside calendar could not be read: ${problem}`, options);
    this.problem = problem;
  }
}

export interface OutsideReading {
  /** iCalendar objects. */
  readonly files: readonly string[];
  /** What the server says that it is, to ask again whether it changed. */
  readonly mark: string | null;
}

export interface ReadSpan {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly until: number;
}

/** Null where nothing changed since `mark`. @throws OutsideFailure */
export function readOutside(
  address: OutsideAddress,
  span: ReadSpan,
  mark: string | null,
): Promise<OutsideReading | null> {
  return address.kind === 'ics' ? readFile(address, mark) : readCollection(address, span, mark);
}

async function readFile(address: OutsideAddress, mark: string | null): Promise<OutsideReading | null> {
  const answer = await ask(address, 'GET', mark === null ? {} : { 'if-none-match': mark });
  if (answer.status === 304) return null;
  return { files: [answer.text], mark: answer.etag };
}

/** The ctag says in one small question whether anything changed; servers without one are read each time. */
async function readCollection(
  address: OutsideAddress,
  span: ReadSpan,
  mark: string | null,
): Promise<OutsideReading | null> {
  const ctag = await ctagOf(address);
  if (ctag !== null && ctag === mark) return null;
  const answer = await ask(address, 'REPORT', { depth: '1' }, eventsBetween(span));
  return { files: textsNamed(await parsed(answer.text), 'calendar-data'), mark: ctag };
}

async function ctagOf(address: OutsideAddress): Promise<string | null> {
  const answer = await ask(
    address,
    'PROPFIND',
    { depth: '0' },
    '<?xml version="1.0"?><propfind xmlns="DAV:" xmlns:CS="http://calendarserver.org/ns/"><prop><CS:getctag/></prop></propfind>',
  );
  const [ctag] = textsNamed(await parsed(answer.text), 'getctag');
  return ctag === undefined || ctag === '' ? null : ctag;
}

function eventsBetween({ from, until }: ReadSpan): string {
  return (
    '<?xml version="1.0"?><C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">' +
    '<prop><C:calendar-data/></prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">' +
    `<C:time-range start="${utcText(from)}" end="${utcText(until)}"/>` +
    '</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>'
  );
}

/** @throws OutsideFailure for anything but the answer of a WebDAV server */
async function parsed(text: string): Promise<object> {
  const { XMLParser } = await import('fast-xml-parser');
  const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: true, parseTagValue: false });
  try {
    const tree: unknown = parser.parse(text);
    if (typeof tree === 'object' && tree !== null && 'multistatus' in tree) return tree;
  } catch (cause) {
    throw new OutsideFailure('not-a-calendar', { cause });
  }
  throw new OutsideFailure('not-a-calendar');
}

/** The texts of every element of a name, wherever it is. */
function textsNamed(tree: unknown, name: string): readonly string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]: readonly [string, unknown]) => {
    if (key !== name) return textsNamed(value, name);
    return [value].flat().flatMap((one) => (typeof one === 'string' && one !== '' ? [one] : []));
  });
}

interface OutsideAnswer {
  readonly status: number;
  readonly etag: string | null;
  readonly text: string;
}

/** @throws OutsideFailure unless the status is a success or 304 */
async function ask(
  { url, login, password }: OutsideAddress,
  method: 'GET' | 'PROPFIND' | 'REPORT',
  more: Readonly<Record<string, string>>,
  body?: string,
): Promise<OutsideAnswer> {
  const allowPrivate = mayReadPrivate();
  if (refusalOf(url, allowPrivate) !== null) throw new OutsideFailure('address');
  const headers = {
    'user-agent': 'Parvis',
    accept: 'text/calendar, application/xml',
    ...(body !== undefined && { 'content-type': 'application/xml; charset=utf-8' }),
    ...(login !== '' && {
      authorization: `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`,
    }),
    ...more,
  };
  const send = new URL(url).protocol === 'https:' ? httpsRequest : httpRequest;
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = send(url, {
      method,
      headers,
      agent: false,
      signal,
      ...(!allowPrivate && { lookup: openLookup }),
    });
    request.on('error', reject);
    request.on('response', resolve);
    request.end(body);
  }).catch((cause: unknown) => {
    throw new OutsideFailure('silent', { cause });
  });
  const { statusCode: status = 0, headers: given } = answer;
  const problem = problemOf(status);
  if (problem !== null) {
    answer.destroy();
    throw new OutsideFailure(problem);
  }
  return { status, etag: given.etag ?? null, text: await textOf(answer) };
}

function problemOf(status: number): OutsideProblem | null {
  if ((status >= 200 && status < 300) || status === 304) return null;
  if (status === 401 || status === 403) return 'refused';
  // A redirection too: the agent copies the address that it leads to.
  if (status >= 300 && status < 500) return 'missing';
  return 'silent';
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_BYTES) throw new OutsideFailure('too-big');
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof OutsideFailure) throw cause;
    throw new OutsideFailure('silent', { cause });
  } finally {
    answer.destroy();
  }
  return Buffer.concat(chunks).toString('utf8');
}
