// A paper in the hand of a public body: its letterhead, whom it is for, what it says, who signs, how to reach it.

import type { Authority, Paper, PaperFact } from '@parvis/kit';
import { type Brand, brandTokens, fr, monogramShapes, phone as phoneWords, toBrand } from '@parvis/theming';
import { counterName } from '../http/frame.ts';
import { type DrawnBlock, drawBlock } from './draw-block.ts';
import type { Sheet } from './sheet.ts';

const NBSP = '\u00A0';

/** Whose paper it is. */
export interface Letterhead {
  readonly author: Authority;
  readonly brand: Brand;
  /** Said at the top: a demonstration binds nobody. */
  readonly demo: boolean;
}

export interface LetterPaper extends Omit<Paper, 'blocks'> {
  readonly blocks: readonly DrawnBlock[];
  /** Lines of the addressee, where the window of an envelope is. */
  readonly recipient?: readonly string[];
  /** « Le Favril, le mardi 24 novembre 2026 ». */
  readonly placeAndDate?: string;
  readonly references?: readonly PaperFact[];
  /** « Le maire ». */
  readonly signedBy?: string;
  /** The last paragraph: how to check this paper, and whom to ask. */
  readonly closing?: string;
  /** At the bottom of each page, beside its number. */
  readonly footer: string;
  /** Epoch milliseconds: of what it tells. */
  readonly at: number;
}

export interface Inks {
  readonly text: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
  /** Of the sign of the body: the band in its frame, and its letter. */
  readonly band: string;
  readonly letter: string;
}

/** Where the window of a DL envelope begins, in points from the left of the page: 105 mm. */
const WINDOW = 298;

export async function drawPaper(letterhead: Letterhead, paper: LetterPaper): Promise<Buffer> {
  const { author, brand } = letterhead;
  const inks = inksOf(brand);
  const size = paper.large ? 14 : 11;
  // What draws is loaded with the first paper: a process that draws none starts without it.
  const { newSheet } = await import('./sheet.ts');
  const sheet = await newSheet({ title: paper.title, author: counterName(author), at: paper.at });
  drawLetterhead(sheet, letterhead, inks);
  drawAddressee(sheet, paper, inks);
  sheet.write('H1', fr(paper.title), { face: 'display', size: size + 8, ink: inks.text });
  sheet.y += size * 0.8;
  for (const block of paper.blocks) drawBlock(sheet, block, { size, inks });
  if (paper.signedBy) drawSignature(sheet, paper.signedBy, size, inks);
  if (paper.closing) {
    sheet.y += 12;
    sheet.room(40);
    sheet.write('P', fr(paper.closing), { size: size - 1.5, ink: inks.soft });
  }
  return sheet.end((pdf, page, of, words) => {
    const y = pdf.page.height - 48;
    const { left, width } = sheet;
    pdf
      .moveTo(left, y - 8)
      .lineTo(left + width, y - 8)
      .lineWidth(0.5)
      .strokeColor(inks.line)
      .stroke();
    pdf.font('text').fontSize(9).fillColor(inks.soft);
    pdf.text(words(paper.footer), left, y, {
      width: width - 90,
      lineBreak: true,
      height: 24,
      ellipsis: true,
    });
    pdf.text(words(`Page ${page} sur ${of}`), left + width - 90, y, { width: 90, align: 'right' });
  });
}

const inksByBrand = new WeakMap<Brand, Inks>();

/** Each is readable on the page's off-white, so more so on white paper. */
function inksOf(brand: Brand): Inks {
  const known = inksByBrand.get(brand);
  if (known) return known;
  const { light } = brandTokens(toBrand(brand));
  const inks: Inks = {
    text: light.ink,
    soft: light['ink-soft'],
    line: light['line-strong'],
    accent: light.accent,
    band: light.second,
    letter: light['accent-ink'],
  };
  // Working them out costs as much as drawing the paper.
  inksByBrand.set(brand, inks);
  return inks;
}

const SIGN = 46;

function drawLetterhead(sheet: Sheet, { author, demo }: Letterhead, inks: Inks): void {
  const { address, phone, email } = author.contact;
  const top = sheet.y;
  const shapes = monogramShapes(author.name);
  sheet.decorate((pdf) => {
    pdf
      .save()
      .translate(sheet.left, top)
      .scale(SIGN / 64);
    pdf.path(shapes.outline).fill(inks.accent);
    pdf.path(shapes.foot).fill(inks.band);
    pdf.font('display').fontSize(32).fillColor(inks.letter);
    pdf.text(shapes.initial, 0, 43, { width: 64, align: 'center', lineBreak: false, baseline: 'alphabetic' });
    pdf.restore();
  });
  const x = sheet.left + SIGN + 14;
  const width = sheet.width - SIGN - 14;
  sheet.y = top + 1;
  sheet.write('P', counterName(author), { face: 'display', size: 19, ink: inks.text, x, width });
  const reach = [
    address.join(', '),
    [phone ? `Tél.${NBSP}${phoneWords(phone).text}` : '', email ?? ''].filter(Boolean).join(` · `),
  ].filter(Boolean);
  sheet.write('P', reach.join('\n'), { size: 9.5, ink: inks.soft, x, width });
  const under = Math.max(sheet.y, top + SIGN) + 8;
  sheet.decorate((pdf) => {
    pdf.rect(sheet.left, under, sheet.width, 2.5).fill(inks.accent);
  });
  sheet.y = under + 10;
  if (demo) {
    sheet.write('P', `Démonstration${NBSP}: ce document n’engage personne.`, { size: 9.5, ink: inks.soft });
  }
  sheet.y += 14;
}

function drawAddressee(sheet: Sheet, paper: LetterPaper, inks: Inks): void {
  const { recipient = [], placeAndDate, references = [] } = paper;
  const x = WINDOW;
  const width = sheet.left + sheet.width - x;
  if (recipient.length > 0) {
    // 45 mm from the top, where the window is.
    sheet.y = Math.max(sheet.y, 142);
    sheet.write('P', recipient.join('\n'), { size: 11.5, ink: inks.text, x, width });
    sheet.y += 16;
  }
  const beside = sheet.y;
  for (const { label, value } of references) {
    sheet.write('P', fr(`${label}${NBSP}: ${value}`), {
      size: 10,
      ink: inks.soft,
      width: x - sheet.left - 12,
    });
  }
  const below = sheet.y;
  if (placeAndDate) {
    sheet.y = beside;
    sheet.write('P', placeAndDate, { size: 11, ink: inks.text, x, width });
  }
  if (references.length > 0 || placeAndDate) sheet.y = Math.max(sheet.y, below) + 22;
}

function drawSignature(sheet: Sheet, signedBy: string, size: number, inks: Inks): void {
  sheet.y += size;
  sheet.room(size * 5);
  sheet.write('P', fr(signedBy), {
    face: 'bold',
    size,
    ink: inks.text,
    x: WINDOW,
    width: sheet.left + sheet.width - WINDOW,
  });
  sheet.y += size;
}
