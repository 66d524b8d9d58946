// A paper given to a browser: one person’s is a download, one for everybody opens at once, to be printed.

import type { CitizenRequest } from '@parvis/kit';
import { attachmentNamed } from '../files/download.ts';
import type { House } from '../house.ts';
import { notFound } from '../http/error-pages.ts';
import type { SiteVisit } from '../http/visit.ts';
import { hasReceipt, receiptName, receiptPaper } from './receipt.ts';

export function paperAnswer(c: SiteVisit, bytes: Buffer, name: string, how: 'keep' | 'open'): Response {
  const saved = attachmentNamed(name);
  return c.body(Uint8Array.from(bytes), 200, {
    'content-type': 'application/pdf',
    'content-disposition': how === 'open' ? saved.replace('attachment', 'inline') : saved,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  });
}

/** The receipt of a request, for whoever may see it: that is for the caller to know. */
export async function receiptAnswer(
  house: House,
  c: SiteVisit,
  request: CitizenRequest,
  code: string | null,
): Promise<Response> {
  if (!hasReceipt(request)) throw notFound();
  const bytes = await receiptPaper(house, c.get('snapshot'), request, code);
  return paperAnswer(c, bytes, receiptName(request), 'keep');
}
