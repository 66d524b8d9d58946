// What PayFiP's web service answers, read without asking where a field stands: prefixes and wrappers differ from one operation to
// the next.

import { SaxesParser } from 'saxes';

export type Answer =
  /** The fields of the answer, by their names without prefix. */
  | { readonly kind: 'ok'; readonly fields: Readonly<Record<string, string>> }
  /** `FonctionnelleErreur`: what was asked is wrong, or not known yet. The code is PayFiP's: P1, P5, T2… */
  | { readonly kind: 'refused'; readonly code: string; readonly text: string }
  /** Any other fault: `TechDysfonctionnementErreur`, `TechIndisponibiliteErreur`, `TechProtocolaireErreur`. */
  | { readonly kind: 'fault'; readonly text: string };

const DEEPEST = 32;

/** @throws Error for what is no SOAP answer */
export function readAnswer(xml: string): Answer {
  const fields: Record<string, string> = {};
  const seen = new Set<string>();
  const open: { readonly name: string; text: string; leaf: boolean }[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('a document type was declared');
  });
  parser.on('opentag', ({ name }) => {
    const parent = open.at(-1);
    if (parent) parent.leaf = false;
    if (open.length >= DEEPEST) throw new Error('nested too deep');
    const local = name.slice(name.indexOf(':') + 1);
    seen.add(local);
    open.push({ name: local, text: '', leaf: true });
  });
  const add = (more: string): void => {
    const last = open.at(-1);
    if (last) last.text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const closed = open.pop();
    // The first of a name counts: nothing that follows can put another in its place.
    if (closed?.leaf && !Object.hasOwn(fields, closed.name)) fields[closed.name] = closed.text.trim();
  });
  parser.write(xml).close();
  if (!seen.has('Envelope')) throw new Error('no SOAP envelope');
  if (!seen.has('Fault')) return { kind: 'ok', fields };
  const text = fields['descriptif'] || fields['libelle'] || fields['message'] || fields['faultstring'] || '';
  const code = fields['code'] ?? '';
  return seen.has('FonctionnelleErreur') && code !== ''
    ? { kind: 'refused', code, text }
    : { kind: 'fault', text };
}
