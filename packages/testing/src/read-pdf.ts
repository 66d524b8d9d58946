// A PDF as a screen reader takes it: in the order of its tree of tags, not of what is drawn. Read by a library that did not
// write it.

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  readonly title: string | undefined;
  readonly lang: string | undefined;
  /** It says of itself that it is tagged. */
  readonly marked: boolean;
  readonly pages: number;
  /** What is read, in order: its tag, those around it, and its text. */
  readonly spoken: readonly Spoken[];
  /** All that is read, a line each, with ordinary spaces. */
  readonly text: string;
}

export interface Spoken {
  readonly tag: string;
  /** From the outermost: `Document`, `Table`, `TR`, `TH`. */
  readonly inside: readonly string[];
  readonly text: string;
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>;
type Tree = Awaited<ReturnType<Page['getStructTree']>>;
type Node = Tree['children'][number];

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const { info } = await pdf.getMetadata();
  const mark = await pdf.getMarkInfo();
  const spoken: Spoken[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1)
    spoken.push(...(await pageSpoken(await pdf.getPage(number))));
  const pages = pdf.numPages;
  await task.destroy();
  return {
    title: 'Title' in info ? String(info.Title) : undefined,
    lang: 'Language' in info ? String(info.Language) : undefined,
    marked: mark !== null && 'Marked' in mark && mark.Marked,
    pages,
    spoken,
    text: spoken.map(({ text }) => text).join('\n'),
  };
}

async function pageSpoken(page: Page): Promise<readonly Spoken[]> {
  const texts = await markedTexts(page);
  const tree: Tree | null = await page.getStructTree();
  const found: Spoken[] = [];
  const walk = (node: Node | Tree, inside: readonly string[]): void => {
    if (!('children' in node)) return;
    const own = node.children.flatMap((child) =>
      'id' in child && child.type === 'content' ? [texts.get(child.id) ?? ''] : [],
    );
    if (own.length > 0) found.push({ tag: node.role, inside, text: own.join(' ').trim() });
    for (const child of node.children) walk(child, [...inside, node.role]);
  };
  if (tree) walk(tree, []);
  return found;
}

/** The text of each piece of marked content of a page, by its id. What is marked as decoration has none. */
async function markedTexts(page: Page): Promise<ReadonlyMap<string, string>> {
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const texts = new Map<string, string>();
  const open: (string | null)[] = [];
  for (const item of items) {
    if ('str' in item) {
      const id = open.findLast((one) => one !== null);
      if (id) texts.set(id, (texts.get(id) ?? '') + item.str + (item.hasEOL ? ' ' : ''));
    } else if (item.type.startsWith('begin')) open.push(item.id ?? null);
    else open.pop();
  }
  return texts;
}
