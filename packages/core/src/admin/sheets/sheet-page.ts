// « La fiche, pour ma commune »: the shared text beside each box, and what the body says instead.

import { type FieldError, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { aName } from '@parvis/territory';
import { capital } from '@parvis/theming';
import { seal } from '../../config.ts';
import type { House } from '../../house.ts';
import { counterName, hoursLine } from '../../http/frame.ts';
import type { SheetPart } from '../../services/catalogue.ts';
import { editedChanges, partStanding, partText, SHEET_PARTS, sheetTexts } from '../../services/own-sheet.ts';
import { withArticle } from '../../services/service-pages.ts';
import { adaptService, type KeptSheet } from '../../services/sheets.ts';
import { localDay } from '../../sites/opening-hours.ts';
import {
  choiceFields,
  ownFields,
  ownTyped,
  partFields,
  readSheet,
  sharedFields,
  sheetTyped,
} from './sheet-form.ts';
import { addressOf, HOME, type OpenSheet, openSheet } from './visit.ts';

const PART_TITLES: Readonly<Record<SheetPart, string>> = {
  cost: 'Le coût',
  delay: 'Le délai',
  need: 'À avoir sous la main',
  contact: 'Qui contacter',
};

export interface State {
  /** Which of the two forms came back. */
  readonly form?: 'own' | 'shared';
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly saved?: boolean;
  /** The shared text changed while the page was open. */
  readonly moved?: boolean;
}

export async function sheetPage(
  house: House,
  ctx: DeskCtx,
  slug: string,
  state: State = {},
): Promise<Response> {
  const open = await openSheet(ctx, slug);
  const { kept, site } = open;
  const { row, changes, operator, offered, shares } = kept;
  const { form = 'own', errors = [], saved = false, moved = false } = state;
  const returned = (name: 'own' | 'shared', typed: Typed) =>
    form === name ? { typed: state.typed ?? typed, errors } : { typed };
  const ownState = returned('own', {
    ...(shares ? {} : sheetTyped(changes.sheet ?? {})),
    ...ownTyped(changes),
  });
  const here = operator !== null;
  return ctx.page(
    'desk-sheet',
    {
      back: HOME,
      action: addressOf(kept),
      title: row.title,
      site: site.name,
      shown: here && offered ? `/demarches/${row.slug}` : null,
      operator: operator ? withArticle(operator) : 'la mairie de chaque commune',
      mine: operator?.id === ctx.actor.authority.id,
      offered,
      here,
      form: howItWorks(house, ctx, kept),
      version: versionOf(house, kept),
      errors,
      saved,
      moved,
      own: here ? toControls(ownFields(placeWords(ctx)), ownState) : [],
      parts: shares
        ? []
        : SHEET_PARTS.map((part) => {
            const standing = partStanding(row.sheet, changes, part);
            return {
              title: PART_TITLES[part],
              standing,
              controls: toControls(partFields(part), ownState),
              choice: toControls(choiceFields(part, standing), ownState),
              shared: sharedWords(kept, part),
              before: standing === 'moved' ? linesOf(changes.base?.[part] ?? '') : null,
            };
          }),
      shared: shares ? toControls(sharedFields(), returned('shared', sheetTyped(row.sheet))) : [],
    },
    { title: `Fiche\u00A0: ${row.title}`, status: errors.length > 0 || moved ? 422 : 200 },
  );
}

/** « Au Favril », « À Pontgouin ». */
function placeWords({ actor: { authority } }: DeskCtx): string {
  return authority.kind === 'commune' ? capital(aName(authority.name)) : 'Chez nous';
}

/** What the shared sheet says of a part, as a reader sees it. */
function sharedWords({ row, operator }: KeptSheet, part: SheetPart): readonly string[] {
  if (part !== 'contact' || row.sheet.contact || !operator) return linesOf(partText(row.sheet, part));
  const { phone, email, hours } = operator.contact;
  return [
    counterName(operator),
    ...(phone ? [phone] : []),
    ...(email ? [email] : []),
    ...(hours.length > 0 ? [hoursLine(operator.contact)] : []),
  ];
}

const linesOf = (text: string): readonly string[] => text.split('\n').filter(Boolean);

/** Where the channel of the service lets agents change its questions, its delays, its letters. */
function howItWorks(house: House, ctx: DeskCtx, { row }: KeptSheet): string | null {
  for (const settings of row.channels) {
    const provider = house.plugins.channels.get(settings.kind);
    const menu = provider?.plugin.desk?.menu;
    if (menu && !ctx.actor.permissions.has(menu.permission)) continue;
    const href = provider?.channel.settings?.(settings);
    if (href) return href;
  }
  return null;
}

/** Names the shared sheet that was on the screen: nothing is settled against another. */
export function versionOf({ config }: House, { row }: KeptSheet): string {
  return seal(config.secret, 'sheet', JSON.stringify([row.id, sheetTexts(row.sheet)]));
}

export async function saveSheet(house: House, ctx: DeskCtx, slug: string): Promise<Response> {
  const { kept, site } = await openSheet(ctx, slug);
  if (!kept.operator) throw notHere(kept);
  const { row, changes, shares } = kept;
  const body = await ctx.body();
  const fields = [
    ...ownFields(''),
    ...(shares
      ? []
      : SHEET_PARTS.flatMap((part) => [
          ...partFields(part),
          ...choiceFields(part, partStanding(row.sheet, changes, part)),
        ])),
  ];
  const read = readSheet(fields, body, localDay(ctx.site.zone, ctx.now));
  if (!read.ok) return sheetPage(house, ctx, slug, { form: 'own', ...read });
  if (body.get('partage') !== versionOf(house, kept))
    return sheetPage(house, ctx, slug, { form: 'own', typed: read.typed, moved: true });
  const { parts, back, kept: held, sentence, recipients } = read.sheet;
  const edit = {
    parts: Object.fromEntries(
      Object.entries(parts).filter(([part]) => ![...back].some((one) => one === part)),
    ),
    kept: held,
    sentence,
    recipients,
  };
  await ctx.write(async (tx) => {
    const said = editedChanges(row.sheet, changes, edit);
    await adaptService(tx.tx, site.id, row.id, { offered: kept.offered, changes: said });
    await tx.record('sheet-adapted', {
      kind: 'service',
      id: row.id,
      details: { service: row.slug, site: site.name, changes: JSON.stringify(said) },
    });
  });
  return ctx.seeOther(`${addressOf(kept)}?garde=1`);
}

export async function saveSwitch(ctx: DeskCtx, slug: string): Promise<Response> {
  const { kept, site }: OpenSheet = await openSheet(ctx, slug);
  if (!kept.operator) throw notHere(kept);
  const { row, changes } = kept;
  const offered = (await ctx.body()).get('offre') === 'oui';
  await ctx.write(async (tx) => {
    await adaptService(tx.tx, site.id, row.id, { offered, changes });
    const subject = { kind: 'service', id: row.id, details: { service: row.slug, site: site.name } };
    if (offered) await tx.record('service-switched-on', subject);
    else await tx.record('service-switched-off', subject);
  });
  return ctx.seeOther(addressOf(kept));
}

function notHere(kept: KeptSheet): PageError {
  return new PageError(
    404,
    'Votre site ne propose pas cette démarche',
    'Les mairies la proposent sur leurs sites. Vous en tenez le texte partagé.',
    [{ href: addressOf(kept), text: 'Voir la fiche' }],
  );
}
