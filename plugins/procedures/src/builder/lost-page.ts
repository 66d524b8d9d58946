// Where the whole draft is gone (published, or thrown away) or a thing of it that cannot be put back: what was written is shown,
// to be copied.

import { type DeskCtx, PageError } from '@parvis/kit';
import { WORKSHOP } from './plans.ts';

const LONGEST = 20_000;

/** Does what a form asks; where what it is about is not found, shows what was written with the reason. */
export async function keepingTexts(page: DeskCtx, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PageError) || error.status !== 404) throw error;
    const texts = await writtenOn(page);
    if (texts.length === 0) throw error;
    return page.page(
      'desk-builder-lost',
      { title: error.title, text: error.message, next: error.next, texts, workshop: WORKSHOP },
      { title: error.title, status: 409 },
    );
  }
}

/** The texts of the boxes that the page named. */
async function writtenOn(
  page: DeskCtx,
): Promise<readonly { readonly label: string; readonly text: string }[]> {
  const body = await page.body();
  return namesIn(body.get('cases')).flatMap(([id, label]) => {
    const text = (body.get(id) ?? '').trim();
    return text === '' ? [] : [{ label, text: text.slice(0, LONGEST) }];
  });
}

function namesIn(cases: string | undefined): readonly (readonly [string, string])[] {
  if (!cases || cases.length > LONGEST) return [];
  try {
    const list: unknown = JSON.parse(cases);
    if (!Array.isArray(list)) return [];
    return list.flatMap((one: unknown): (readonly [string, string])[] => {
      const [id, label]: readonly unknown[] = Array.isArray(one) ? one : [];
      return typeof id === 'string' && typeof label === 'string' ? [[id, label]] : [];
    });
  } catch {
    return [];
  }
}
