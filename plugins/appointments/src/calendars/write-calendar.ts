// Lines of iCalendar files (RFC 5545, 3.1): escaped, folded at 75 octets, ended by CRLF.

import { wallClock } from '../french.ts';

/** Octets of a line, without its end. */
const LONGEST = 75;

/** A property whose value is as it stands: a time, an address, a word of the standard. */
export interface ContentLine {
  readonly name: string;
  readonly value: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The whole file. Ready components, such as a VTIMEZONE, are lines that end in CRLF but for the last. */
export function calendarText(lines: readonly (ContentLine | string)[]): string {
  const all = lines.flatMap((line) => (typeof line === 'string' ? line.split('\r\n') : fold(written(line))));
  return `${all.join('\r\n')}\r\n`;
}

function written({ name, value, parameters = {} }: ContentLine): string {
  const all = Object.entries(parameters).map(([key, text]) => `;${key}=${parameterText(text)}`);
  return `${name}${all.join('')}:${value}`;
}

/** A value of the type TEXT (3.3.11). */
export function textLine(name: string, text: string): ContentLine {
  const value = text
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r?\n/g, '\\n')
    .replaceAll(CONTROLS, '');
  return { name, value };
}

/** On the clock of a zone, whose VTIMEZONE must be in the file. */
export function timeLine(name: string, instant: number, zone: string): ContentLine {
  const value = plain(wallClock(instant, zone).toPlainDateTime().toString({ smallestUnit: 'second' }));
  return { name, value, parameters: { TZID: zone } };
}

/** `20261201T080000Z` */
export function utcText(instant: number): string {
  return `${plain(wallClock(instant, 'UTC').toPlainDateTime().toString({ smallestUnit: 'second' }))}Z`;
}

const plain = (time: string) => time.replaceAll(/[-:]/g, '');

/** What the standard forbids: every control character but a tab. */
const CONTROLS = /[^\P{Cc}\t]/gu;

/** Always quoted; a quotation mark cannot be written there (3.2). */
function parameterText(text: string): string {
  const clean = text
    .replaceAll(/[\n\t]/g, ' ')
    .replaceAll(CONTROLS, '')
    .replaceAll('"', '\u2019');
  return /[:;,]/.test(clean) || clean.includes(' ') ? `"${clean}"` : clean;
}

/** Between characters, never inside of one; a line that goes on begins with a space. */
function fold(line: string): readonly string[] {
  const folded: string[] = [];
  let current = '';
  let octets = 0;
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (octets + size > LONGEST) {
      folded.push(current);
      current = ' ';
      octets = 1;
    }
    current += sign;
    octets += size;
  }
  return [...folded, current];
}
