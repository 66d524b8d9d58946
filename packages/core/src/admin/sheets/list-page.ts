// The sheets of a body: those that follow the shared text, those it adapted, those whose shared text moved, those it switched off.

import type { DeskCtx } from '@parvis/kit';
import { counterName } from '../../http/frame.ts';
import { isAdapted, movedParts } from '../../services/own-sheet.ts';
import type { KeptSheet } from '../../services/sheets.ts';
import { addressOf, ownSheets, ownSite } from './visit.ts';

export async function sheetsPage(ctx: DeskCtx): Promise<Response> {
  const site = await ownSite(ctx);
  const sheets = await ownSheets(ctx, site);
  const moved = sheets.filter((one) => movedParts(one.row.sheet, one.changes).length > 0);
  return ctx.page(
    'desk-sheets',
    {
      site: site.name,
      moved: moved.map((one) => ({ href: addressOf(one), text: one.row.title })),
      rows: sheets.map((one) => [
        { href: addressOf(one), text: one.row.title },
        one.operator ? counterName(one.operator) : 'Chaque mairie',
        onSite(one),
        textWords(one),
      ]),
    },
    { title: 'Fiches des démarches' },
  );
}

function onSite({ offered, operator, row }: KeptSheet): string {
  if (!operator && row.authorityId === null) return 'Sur les sites des communes';
  return offered ? 'Proposée' : 'Pas proposée';
}

function textWords({ row, changes, shares }: KeptSheet): string {
  if (movedParts(row.sheet, changes).length > 0) return 'Le texte partagé a changé';
  if (isAdapted(changes)) return 'Adaptée';
  return shares ? 'Tenue par vous' : 'Comme partagée';
}
