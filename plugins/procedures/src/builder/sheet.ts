// The entry of the catalogue that leads to a procedure: read when a plan begins, written when it is published.

import type { CatalogueEntry, TxCtx } from '@parvis/kit';
import type { Sheet } from './tables.ts';

const EMPTY: Sheet = {
  summary: '',
  theme: '',
  keywords: [],
  who: '',
  need: [],
  cost: 'Gratuit',
  delay: '',
  level: 'commune',
};

/**
 * What the catalogue says of a procedure; nothing yet where it is in none. Of one that is only copied, what must be said anew is
 * left out: what it is for, for whom, on what law.
 */
export async function sheetOf(tx: TxCtx, procedure: string | null, copied: boolean): Promise<Sheet> {
  const entry = procedure === null ? undefined : entryFor(await tx.catalogue.all(), procedure);
  if (!entry) return EMPTY;
  const { summary, theme, keywords, level, sheet } = entry;
  const { who, need, cost, delay, legal } = sheet;
  if (copied) return { ...EMPTY, theme, need, cost, delay, level };
  return { summary, theme, keywords, who, need, cost, delay, ...(legal && { legal }), level };
}

function entryFor(entries: readonly CatalogueEntry[], procedure: string): CatalogueEntry | undefined {
  return entries.find(({ channels }) =>
    channels.some(({ kind, procedure: named }) => kind === 'form' && named === procedure),
  );
}

export interface Published {
  readonly slug: string;
  readonly title: string;
  readonly sheet: Sheet;
  /** The one body whose site shows it; null: all. */
  readonly authorityId: string | null;
}

/** Puts the procedure in the catalogue, or says there what its sheet says. */
export async function writeEntry(tx: TxCtx, { slug, title, sheet, authorityId }: Published): Promise<void> {
  const { who, need, cost, delay, legal, level, summary, theme, keywords } = sheet;
  const said = { title, summary, theme, keywords, level };
  const entry = entryFor(await tx.catalogue.all(), slug);
  if (!entry) {
    await tx.catalogue.add({
      ...said,
      slug,
      authorityId,
      official: null,
      featured: false,
      sheet: { who, need, cost, delay, ...(legal && { legal }) },
      channels: [{ kind: 'form', procedure: slug }, { kind: 'counter' }, { kind: 'phone' }],
    });
    return;
  }
  const { legal: _legal, ...kept } = entry.sheet;
  const fresh = { ...said, sheet: { ...kept, who, need, cost, delay, ...(legal && { legal }) } };
  const same = JSON.stringify(pick(entry)) === JSON.stringify(fresh);
  if (!same) await tx.catalogue.update(entry.id, fresh);
}

function pick({ title, summary, theme, keywords, level, sheet }: CatalogueEntry) {
  const { legal, ...rest } = sheet;
  return { title, summary, theme, keywords, level, sheet: { ...rest, ...(legal && { legal }) } };
}

/** What lacks before it may be shown to citizens, as questions of the sheet's page. */
export function missingIn({ summary, theme, who, delay, cost }: Sheet): readonly string[] {
  return [
    ...(summary ? [] : ['le résumé']),
    ...(theme ? [] : ['le thème']),
    ...(who ? [] : ['pour qui']),
    ...(cost ? [] : ['le prix']),
    ...(delay ? [] : ['le délai']),
  ];
}
