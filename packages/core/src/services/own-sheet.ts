// What a body says for itself of a shared service, and how that stands to the shared sheet: part by part, with what the shared
// one said when the body changed it. Pure: no I/O.

import type { ServiceContact, ServiceSheet } from '@parvis/kit';
import type { ServiceChanges, SheetPart, SheetTexts } from './catalogue.ts';

export const SHEET_PARTS: readonly SheetPart[] = ['cost', 'delay', 'need', 'contact'];

/** What one part of a sheet holds. */
export type PartOf = {
  readonly cost: Pick<ServiceSheet, 'cost'>;
  readonly delay: Pick<ServiceSheet, 'delay' | 'days'>;
  readonly need: Pick<ServiceSheet, 'need'>;
  readonly contact: Pick<ServiceSheet, 'contact'>;
};
export type OwnParts = { readonly [K in SheetPart]?: PartOf[K] };

type PartialSheet = NonNullable<ServiceChanges['sheet']>;

/** A part as one text, to be read and compared; empty where the sheet says nothing. */
export function partText(sheet: PartialSheet, part: SheetPart): string {
  switch (part) {
    case 'cost':
      return sheet.cost ?? '';
    case 'delay':
      return [sheet.delay ?? '', ...(sheet.days === undefined ? [] : [`${sheet.days}\u00A0jours`])].join(
        '\n',
      );
    case 'need':
      return (sheet.need ?? []).join('\n');
    case 'contact':
      return contactText(sheet.contact);
  }
}

function contactText(contact: ServiceContact | undefined): string {
  if (!contact) return '';
  const { name, phone, email, hours } = contact;
  return [name, phone, email, hours].filter(Boolean).join('\n');
}

/** Every part of a sheet as a text. */
export function sheetTexts(sheet: ServiceSheet): Required<SheetTexts> {
  return {
    cost: partText(sheet, 'cost'),
    delay: partText(sheet, 'delay'),
    need: partText(sheet, 'need'),
    contact: partText(sheet, 'contact'),
  };
}

/** How a body's sheet stands to the shared one in a part. */
export type Standing =
  | 'shared'
  | 'own'
  /** The shared one says something else since the body changed it. */
  | 'moved';

export function partStanding(shared: ServiceSheet, changes: ServiceChanges, part: SheetPart): Standing {
  if (!isOwn(changes, part)) return 'shared';
  const now = partText(shared, part);
  return (changes.base?.[part] ?? now) === now ? 'own' : 'moved';
}

const KEYS = {
  cost: ['cost'],
  delay: ['delay', 'days'],
  need: ['need'],
  contact: ['contact'],
} as const satisfies Readonly<Record<SheetPart, readonly (keyof PartialSheet)[]>>;

function isOwn({ sheet }: ServiceChanges, part: SheetPart): boolean {
  return sheet?.[KEYS[part][0]] !== undefined;
}

export function movedParts(shared: ServiceSheet, changes: ServiceChanges): readonly SheetPart[] {
  return SHEET_PARTS.filter((part) => partStanding(shared, changes, part) === 'moved');
}

/** Whether the body says anything itself. */
export function isAdapted({ sheet = {}, sentence, title, summary }: ServiceChanges): boolean {
  return Object.keys(sheet).length > 0 || [sentence, title, summary].some((one) => one !== undefined);
}

export interface SheetEdit {
  /** What the body says itself; a part that is left out follows the shared sheet. */
  readonly parts: OwnParts;
  /** Of parts whose shared text moved: that the body looked at the difference and keeps its own. */
  readonly kept: ReadonlySet<SheetPart>;
  readonly sentence?: string;
  readonly recipients: readonly string[];
}

/**
 * The body's changes after an edit. A part that says what the shared sheet says follows it. One whose shared text moved stays
 * to be looked at until the body says that it keeps its own: nothing is settled by saving something else.
 */
export function editedChanges(shared: ServiceSheet, before: ServiceChanges, edit: SheetEdit): ServiceChanges {
  const {
    title,
    summary,
    sheet: { cost: _c, delay: _d, days: _y, need: _n, contact: _k, ...others } = {},
  } = before;
  const own = SHEET_PARTS.filter((part) => {
    const said = edit.parts[part];
    return said !== undefined && partText(said, part) !== partText(shared, part);
  });
  const sheet = own.reduce<PartialSheet>((all, part) => ({ ...all, ...edit.parts[part] }), others);
  const base = Object.fromEntries(
    own.map((part) => {
      const waits = partStanding(shared, before, part) === 'moved' && !edit.kept.has(part);
      return [part, (waits ? before.base?.[part] : undefined) ?? partText(shared, part)];
    }),
  );
  return {
    ...(title !== undefined && { title }),
    ...(summary !== undefined && { summary }),
    ...(Object.keys(sheet).length > 0 && { sheet }),
    ...(edit.sentence && { sentence: edit.sentence }),
    ...(edit.recipients.length > 0 && { recipients: edit.recipients }),
    ...(own.length > 0 && { base }),
  };
}
