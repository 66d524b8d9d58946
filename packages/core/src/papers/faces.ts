// The faces that papers are set in, read once: they are embedded whole of what a paper uses of them.

import { readFile } from 'node:fs/promises';
import { create, type Font } from 'fontkit';

export type FaceName = 'text' | 'bold' | 'display';

export interface Face {
  /** Opened: its tables are parsed once for all papers. */
  readonly font: Font;
  /** The text with nothing that the face cannot draw: a letter loses its accent before it is lost. */
  drawable(text: string): string;
}

export type Faces = Readonly<Record<FaceName, Face>>;

const FILES: Readonly<Record<FaceName, string>> = {
  text: 'atkinson-hyperlegible-next-regular.ttf',
  bold: 'atkinson-hyperlegible-next-bold.ttf',
  display: 'young-serif.ttf',
};

let read: Promise<Faces> | undefined;

export function openFaces(): Promise<Faces> {
  read ??= readFaces();
  return read;
}

async function readFaces(): Promise<Faces> {
  const [text, bold, display] = await Promise.all([face('text'), face('bold'), face('display')]);
  return { text, bold, display };
}

async function face(name: FaceName): Promise<Face> {
  const font = create(await readFile(new URL(`fonts/${FILES[name]}`, import.meta.url)));
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${FILES[name]} holds more than one face`);
  return { font, drawable: (text) => drawable(font, text) };
}

/** Spaces and hyphens of French typography that the faces lack, and what stands for them: the width differs, never the break. */
const STAND_INS: Readonly<Record<string, string>> = { '\u202F': '\u00A0', '\u2011': '-', '\u2212': '–' };

function drawable(font: Font, text: string): string {
  const has = (sign: string) => font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0);
  return Array.from(text.normalize('NFC').replace(/[\t\u2028\u2029]/g, ' '), (sign) => {
    if (sign === '\n' || has(sign)) return sign;
    const plain = STAND_INS[sign] ?? sign.normalize('NFKD').replace(/\p{M}/gu, '');
    return plain !== '' && Array.from(plain).every(has) ? plain : '?';
  }).join('');
}
