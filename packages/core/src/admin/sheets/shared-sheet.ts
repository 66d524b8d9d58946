// The shared sheet of a service, changed by the body that keeps it for all the others.

import { type DeskCtx, PageError } from '@parvis/kit';
import type { House } from '../../house.ts';
import { changeSharedSheet } from '../../services/sheets.ts';
import { localDay } from '../../sites/opening-hours.ts';
import { readSheet, sharedFields } from './sheet-form.ts';
import { sheetPage, versionOf } from './sheet-page.ts';
import { addressOf, openSheet } from './visit.ts';

export async function saveSharedSheet(house: House, ctx: DeskCtx, slug: string): Promise<Response> {
  const { kept } = await openSheet(ctx, slug);
  if (!kept.shares) {
    throw new PageError(
      403,
      'Vous ne tenez pas ce texte',
      'La collectivité qui regroupe les communes le tient pour toutes. Vous pouvez l’adapter pour votre site.',
      [{ href: addressOf(kept), text: 'Adapter la fiche' }],
    );
  }
  const body = await ctx.body();
  const fields = sharedFields();
  const read = readSheet(fields, body, localDay(ctx.site.zone, ctx.now));
  if (!read.ok) return sheetPage(house, ctx, slug, { form: 'shared', ...read });
  if (body.get('partage') !== versionOf(house, kept))
    return sheetPage(house, ctx, slug, { form: 'shared', typed: read.typed, moved: true });
  const { row } = kept;
  const { days: _days, contact: _contact, opinion: _opinion, ...rest } = row.sheet;
  const { opinion } = read.sheet;
  const { cost, delay, need, contact } = read.sheet.parts;
  const sheet = { ...rest, need: [], ...cost, ...delay, ...need, ...contact, ...(opinion && { opinion }) };
  await ctx.write(async (tx) => {
    await changeSharedSheet(tx.tx, ctx.tenant.id, row.id, sheet);
    const details = { service: row.slug, sheet: JSON.stringify(sheet) };
    await tx.record('sheet-changed', { kind: 'service', id: row.id, details });
  });
  return ctx.seeOther(`${addressOf(kept)}?garde=1`);
}
