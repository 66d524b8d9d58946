// A sheet of paper being drawn: A4, tagged as it goes, so that what is read by ear comes in the order of what is seen
// (ISO 14289-1, PDF/UA). What only decorates is marked as such.

import type { Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { type FaceName, openFaces } from './faces.ts';

// What the library has and its types do not name.
declare global {
  namespace PDFKit.Mixins {
    interface StructureElementOptions {
      /** What a header of a table is the header of. */
      readonly scope?: 'Row' | 'Column';
    }
    interface PDFFont {
      /** A font that is open already. */
      registerFont(name: string, src: Font): this;
    }
  }
}
const PDF_UA = { subset: 'PDF/UA' };

type Pdf = InstanceType<typeof PDFDocument>;
/** An element of the tree that a screen reader walks. */
export type Element = ReturnType<Pdf['struct']>;

/** Points: 72 an inch. */
const MARGIN = { top: 44, left: 62, right: 62, bottom: 84 } as const;

export interface SheetOptions {
  readonly title: string;
  readonly author: string;
  /** Epoch milliseconds: of what the paper tells, so that drawing it again gives the same bytes. */
  readonly at: number;
}

export interface Type {
  readonly face?: FaceName;
  /** Points. */
  readonly size: number;
  readonly ink: string;
  readonly x?: number;
  readonly width?: number;
  readonly align?: 'left' | 'right';
}

export interface Sheet {
  readonly pdf: Pdf;
  readonly root: Element;
  readonly left: number;
  readonly width: number;
  /** Where the next thing goes, from the top of the page. */
  y: number;
  element(type: string, parent?: Element, options?: { readonly scope?: 'Row' }): Element;
  /** Writes under an element of its own, and moves down. */
  write(tag: string, text: string, type: Type, parent?: Element): void;
  /** Height that a text will take. */
  heightOf(text: string, type: Type): number;
  /** Goes to a new page unless so much fits on this one. */
  room(height: number): void;
  /** Draws what is not to be read. */
  decorate(draw: (pdf: Pdf) => void): void;
  /** Ends the paper; `foot` draws the bottom of each page, which is not read again on every one. */
  end(foot: (pdf: Pdf, page: number, of: number, words: (text: string) => string) => void): Promise<Buffer>;
}

export async function newSheet({ title, author, at }: SheetOptions): Promise<Sheet> {
  const faces = await openFaces();
  const options: PDFKit.PDFDocumentOptions = {
    size: 'A4',
    margins: MARGIN,
    bufferPages: true,
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    lang: 'fr-FR',
    displayTitle: true,
    info: {
      Title: inXml(title),
      Author: inXml(author),
      Producer: 'Parvis',
      Creator: 'Parvis',
      CreationDate: new Date(at),
    },
  };
  const pdf = new PDFDocument(Object.assign(options, PDF_UA));
  for (const [name, { font }] of Object.entries(faces)) pdf.registerFont(name, font);
  const written = bytesOf(pdf);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const set = ({ face = 'text', size, ink, width, align = 'left' }: Type) => {
    pdf.font(face).fontSize(size).fillColor(ink);
    return { width: width ?? sheet.width, align, lineGap: size * 0.22 };
  };
  const sheet: Sheet = {
    pdf,
    root,
    left: MARGIN.left,
    width: pdf.page.width - MARGIN.left - MARGIN.right,
    y: MARGIN.top,
    element(type, parent = root, options = {}) {
      const made = pdf.struct(type, { ...options });
      parent.add(made);
      return made;
    },
    write(tag, text, type, parent = root) {
      const options = set(type);
      const words = faces[type.face ?? 'text'].drawable(text);
      const draw = () => pdf.text(words, type.x ?? sheet.left, sheet.y, options);
      parent.add(pdf.struct(tag, {}, draw));
      sheet.y = pdf.y;
    },
    heightOf(text, type) {
      const options = set(type);
      return pdf.heightOfString(faces[type.face ?? 'text'].drawable(text), options);
    },
    room(height) {
      if (sheet.y + height <= pdf.page.height - MARGIN.bottom) return;
      pdf.addPage();
      sheet.y = MARGIN.top;
    },
    decorate(draw) {
      artifact(pdf, 'Layout', () => draw(pdf));
    },
    async end(foot) {
      root.end();
      const { start, count } = pdf.bufferedPageRange();
      for (let index = 0; index < count; index += 1) {
        pdf.switchToPage(start + index);
        // Below the margin, where text would otherwise open one more page.
        pdf.page.margins.bottom = 0;
        artifact(pdf, 'Pagination', () => foot(pdf, index + 1, count, (text) => faces.text.drawable(text)));
      }
      pdf.end();
      return written;
    },
  };
  return sheet;
}

function artifact(pdf: Pdf, type: 'Layout' | 'Pagination', draw: () => void): void {
  pdf.markContent('Artifact', { type });
  draw();
  pdf.endMarkedContent();
}

/** The library writes these as they are into the document's XML. */
function inXml(text: string): string {
  return text.replaceAll('&', 'et').replace(/[<>]/g, '').replaceAll('\u202F', '\u00A0');
}

async function bytesOf(pdf: Pdf): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
}
