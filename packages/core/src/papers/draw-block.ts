// What papers are made of, drawn and tagged one by one: headings, paragraphs, tables, lists, questions to answer by hand.

import type { PaperAnswer, PaperBlock, PaperFact, PaperQuestion } from '@parvis/kit';
import { fr } from '@parvis/theming';
import type { Inks } from './draw-paper.ts';
import type { Element, Sheet, Type } from './sheet.ts';

export interface BlockStyle {
  /** Points. */
  readonly size: number;
  readonly inks: Inks;
}

/** The host says of a counter what it knows, before it is drawn. */
export type DrawnBlock = Exclude<PaperBlock, { readonly kind: 'counter' }>;

export function drawBlock(sheet: Sheet, block: DrawnBlock, style: BlockStyle): void {
  const { size, inks } = style;
  switch (block.kind) {
    case 'heading': {
      const type: Type = { face: 'display', size: size + 4, ink: inks.accent };
      sheet.y += size * 0.7;
      // Never alone at the bottom of a page.
      sheet.room(sheet.heightOf(block.text, type) + size * 7);
      sheet.write('H2', fr(block.text), type);
      sheet.y += size * 0.4;
      return;
    }
    case 'text': {
      const type: Type = { face: block.bold ? 'bold' : 'text', size, ink: inks.text };
      sheet.room(Math.min(sheet.heightOf(block.text, type), size * 4));
      sheet.write('P', fr(block.text), type);
      sheet.y += size * 0.65;
      return;
    }
    case 'facts':
      return drawFacts(sheet, block.rows, style);
    case 'list':
      return drawList(sheet, block.items, style);
    case 'question':
      return drawQuestion(sheet, block, style);
  }
}

function drawFacts(sheet: Sheet, rows: readonly PaperFact[], { size, inks }: BlockStyle): void {
  const first = Math.min(sheet.width * 0.34, 170);
  const pad = size * 0.45;
  const table = sheet.element('Table');
  const rule = () =>
    sheet.decorate((pdf) => {
      pdf
        .moveTo(sheet.left, sheet.y)
        .lineTo(sheet.left + sheet.width, sheet.y)
        .lineWidth(0.6)
        .strokeColor(inks.line)
        .stroke();
    });
  for (const { label, value } of rows) {
    const head: Type = { face: 'bold', size, ink: inks.text, width: first - 10 };
    const data: Type = { size, ink: inks.text, x: sheet.left + first, width: sheet.width - first };
    const height = Math.max(sheet.heightOf(fr(label), head), sheet.heightOf(fr(value), data));
    sheet.room(height + 2 * pad);
    rule();
    const row = sheet.element('TR', table);
    const top = sheet.y + pad;
    for (const [tag, text, type] of [
      ['TH', label, head],
      ['TD', value, data],
    ] as const) {
      sheet.y = top;
      const cell = sheet.element(tag, row, tag === 'TH' ? { scope: 'Row' } : {});
      sheet.write('P', fr(text), type, cell);
      cell.end();
    }
    row.end();
    sheet.y = top + height + pad;
  }
  rule();
  table.end();
  sheet.y += size;
}

function drawList(sheet: Sheet, items: readonly string[], { size, inks }: BlockStyle): void {
  const list = sheet.element('L');
  for (const item of items) {
    const body: Type = { size, ink: inks.text, x: sheet.left + 16, width: sheet.width - 16 };
    sheet.room(sheet.heightOf(fr(item), body));
    const entry = sheet.element('LI', list);
    const top = sheet.y;
    sheet.write('Lbl', '•', { size, ink: inks.accent, width: 12 }, entry);
    sheet.y = top;
    sheet.write('LBody', fr(item), body, entry);
    entry.end();
    sheet.y += size * 0.25;
  }
  list.end();
  sheet.y += size * 0.5;
}

function drawQuestion(sheet: Sheet, { label, hints = [], answers }: PaperQuestion, style: BlockStyle): void {
  const { size, inks } = style;
  const name: Type = { face: 'bold', size, ink: inks.text };
  const hint: Type = { size: size - 2, ink: inks.soft };
  const head = [
    label ? sheet.heightOf(fr(label), name) : 0,
    ...hints.map((text) => sheet.heightOf(fr(text), hint)),
  ].reduce((sum, height) => sum + height, size * 0.4);
  const rooms = answers.map((answer) => heightOf(sheet, answer, style));
  const whole = rooms.reduce((sum, height) => sum + height, head);
  // Kept whole, unless that would leave half a page empty.
  sheet.room(whole < HALF_PAGE ? whole : head + (rooms[0] ?? 0));
  if (label) sheet.write('H3', fr(label), name);
  for (const text of hints) sheet.write('P', fr(text), hint);
  sheet.y += size * 0.4;
  const ticks = answers.some(({ kind }) => kind === 'tick') ? sheet.element('L') : undefined;
  for (const answer of answers) {
    sheet.room(heightOf(sheet, answer, style));
    drawAnswer(sheet, answer, style, ticks);
  }
  ticks?.end();
  sheet.y += size * 0.9;
}

/** Points. */
const HALF_PAGE = 350;

/** The side of a square to tick, in sizes of the type. */
const BOX = 1.15;
/** The height of a frame to sign in, in sizes of the type. */
const FRAME = 6;
/** Between two lines to write on, in sizes of the type: 28 points at 14, room for a hand that trembles. */
const LINE = 2;
/** Sides of a square for one sign, in sizes of the type. */
const SQUARE = 1.5;

function tickTypes(sheet: Sheet, { size, inks }: BlockStyle) {
  const x = sheet.left + size * BOX + 10;
  const width = sheet.width - size * BOX - 10;
  return {
    text: { size, ink: inks.text, x, width } satisfies Type,
    help: { size: size - 2, ink: inks.soft, x, width } satisfies Type,
  };
}

function heightOf(sheet: Sheet, answer: PaperAnswer, style: BlockStyle): number {
  const { size, inks } = style;
  switch (answer.kind) {
    case 'tick': {
      const { text, help } = tickTypes(sheet, style);
      const words =
        sheet.heightOf(fr(answer.text), text) + (answer.help ? sheet.heightOf(fr(answer.help), help) : 0);
      return Math.max(words, size * BOX) + size * 0.35 + (answer.line ? size * LINE : 0);
    }
    case 'lines':
      return nameHeight(sheet, answer.name, size, inks) + answer.lines * size * LINE;
    case 'frame':
      return size * (FRAME + 0.4);
    case 'squares':
      return nameHeight(sheet, answer.name, size, inks) + size * (SQUARE + 0.5);
  }
}

function nameHeight(sheet: Sheet, name: string | undefined, size: number, inks: Inks): number {
  return name ? sheet.heightOf(fr(name), { size: size - 1, ink: inks.text }) : 0;
}

function drawAnswer(sheet: Sheet, answer: PaperAnswer, style: BlockStyle, ticks: Element | undefined): void {
  const { size, inks } = style;
  if (answer.kind === 'tick') return drawTick(sheet, answer, style, ticks);
  if (answer.kind === 'frame') return drawFrame(sheet, size, inks);
  if (answer.name) sheet.write('P', fr(answer.name), { size: size - 1, ink: inks.text });
  if (answer.kind === 'lines') {
    for (let line = 0; line < answer.lines; line += 1) {
      sheet.y += size * LINE;
      drawWritingLine(sheet, sheet.left, sheet.width, inks);
    }
    sheet.y += size * 0.2;
    return;
  }
  drawSquares(sheet, answer.groups, size, inks);
}

function drawTick(
  sheet: Sheet,
  { text, help, line }: Extract<PaperAnswer, { kind: 'tick' }>,
  style: BlockStyle,
  ticks: Element | undefined,
): void {
  const { size, inks } = style;
  const top = sheet.y;
  sheet.decorate((pdf) => {
    pdf
      .rect(sheet.left + 1, top + 1, size * BOX, size * BOX)
      .lineWidth(1.2)
      .strokeColor(inks.text)
      .stroke();
  });
  const types = tickTypes(sheet, style);
  const entry = sheet.element('LI', ticks);
  const body = sheet.element('LBody', entry);
  sheet.y = top + size * 0.1;
  sheet.write('P', fr(text), types.text, body);
  if (help) sheet.write('P', fr(help), types.help, body);
  body.end();
  entry.end();
  if (line) {
    sheet.y += size * LINE * 0.8;
    drawWritingLine(sheet, types.text.x, types.text.width, inks);
  }
  sheet.y = Math.max(sheet.y, top + size * BOX) + size * 0.35;
}

function drawWritingLine(sheet: Sheet, x: number, width: number, inks: Inks): void {
  const { y } = sheet;
  sheet.decorate((pdf) => {
    pdf
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.8)
      .strokeColor(inks.line)
      .stroke();
  });
}

function drawFrame(sheet: Sheet, size: number, inks: Inks): void {
  const { y } = sheet;
  sheet.decorate((pdf) => {
    pdf
      .rect(sheet.left, y, sheet.width / 2, size * FRAME)
      .lineWidth(0.8)
      .strokeColor(inks.line)
      .stroke();
  });
  sheet.y = y + size * (FRAME + 0.4);
}

function drawSquares(sheet: Sheet, groups: readonly number[], size: number, inks: Inks): void {
  const signs = groups.reduce((sum, group) => sum + group, 0);
  const gap = size * 0.8;
  // A long number still fits between the margins.
  const side = Math.min(size * SQUARE, (sheet.width - gap * (groups.length - 1)) / signs);
  const top = sheet.y + 2;
  sheet.decorate((pdf) => {
    let x = sheet.left + 1;
    for (const group of groups) {
      for (let sign = 0; sign < group; sign += 1) {
        pdf.rect(x, top, side, size * SQUARE);
        x += side;
      }
      x += gap;
    }
    pdf.lineWidth(0.8).strokeColor(inks.line).stroke();
  });
  sheet.y = top + size * (SQUARE + 0.4);
}
