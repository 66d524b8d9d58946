// A small XML document as a tree. No DTD is read: entities other than the five of XML are refused by the parser.

import { SaxesParser } from 'saxes';
import { unreadable } from './record.ts';

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Its own text, trimmed. */
  readonly text: string;
}

interface Open {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  text: string;
}

const DEEPEST = 64;

/** @throws CodedError PARVIS_PROCEDURE_FILE */
export function parsedXml(text: string): XmlNode {
  const parser = new SaxesParser();
  const document: Open = { name: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [document];
  parser.on('error', (error) => {
    throw unreadable(`The file is no well-formed XML: ${error.message}.`);
  });
  parser.on('doctype', () => {
    throw unreadable('The file declares a document type, which no export of Publik does.');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length > DEEPEST) throw unreadable('The file is nested too deep.');
    open.push({ name, attributes, children: [], text: '' });
  });
  const add = (more: string): void => {
    const last = open.at(-1);
    if (last) last.text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const node = open.pop();
    if (node) open.at(-1)?.children.push({ ...node, text: node.text.trim() });
  });
  parser.write(text).close();
  const [root] = document.children;
  if (!root) throw unreadable('The file holds no XML element.');
  return root;
}

export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((one) => one.name === name);
}

/** The text of a child, or nothing. */
export function textOf(node: XmlNode | undefined, name: string): string {
  return childOf(node, name)?.text ?? '';
}
