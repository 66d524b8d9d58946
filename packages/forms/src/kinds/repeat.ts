// The same questions several times over. Adding and removing a block sends the page, so that no script is needed.

import type { ControlItem } from '../control.ts';
import type { Answer, Field, ItemAnswers, Items, RepeatField } from '../field.ts';
import type { Input } from '../input.ts';
import type { DrawContext, Kind, Problem, Reading } from '../kind.ts';
import { kindOf } from '../kind-of.ts';
import { controlId, partId, partName } from '../naming.ts';
import { ownEntry } from '../own.ts';
import { count, named, problem, quoted } from '../sentences.ts';
import { checkParts, typedParts } from './composite.ts';
import { askedIn, drawItem, holdsMore, holdsSome, ITEM_KEY, isItems, partsOf, readItem } from './item.ts';

const DEFAULT_MAX = 10;
/** Blocks at most, whatever a form says. */
export const MOST_ITEMS = 50;

export function leastItems({ min, optional }: RepeatField): number {
  return min ?? (optional ? 0 : 1);
}

function mostItems({ max = DEFAULT_MAX }: RepeatField): number {
  return Math.min(max, MOST_ITEMS);
}

/** Whether one of the field's buttons sent the page: then nothing is judged yet. */
export function isReshaped(field: RepeatField, input: Input): boolean {
  return (
    input.get(partName(field.id, 'add')) !== undefined || input.get(partName(field.id, 'drop')) !== undefined
  );
}

/** How many blocks were on the page that was sent. */
function sentCount(field: RepeatField, input: Input): number {
  const sent = input.get(partName(field.id, 'count')) ?? '';
  return /^\d{1,2}$/.test(sent) ? Math.min(Number(sent), mostItems(field)) : 0;
}

/** A block on the page that was sent. */
interface SentItem {
  /** From 1, on that page; one more than there were for a new block. */
  readonly rank: number;
  /** Which block it is, whatever is added or removed around it. */
  readonly key: string;
}

/** The blocks that remain, and a new one where it was asked for. */
function itemsLeft(field: RepeatField, input: Input): readonly SentItem[] {
  const sent = keyed(
    Array.from({ length: sentCount(field, input) }, (_, index) => ({
      rank: index + 1,
      told: input.get(partName(field.id, `key--${index + 1}`)),
    })),
  );
  const dropped = input.get(partName(field.id, 'drop'));
  if (dropped !== undefined) return sent.filter(({ rank }) => String(rank) !== dropped);
  const adds = input.get(partName(field.id, 'add')) !== undefined && sent.length < mostItems(field);
  return adds ? [...sent, { rank: sent.length + 1, key: nextKey(keysIn(sent)) }] : sent;
}

/** With a key each: one that is no key, or another block's already, is replaced. */
function keyed(
  sent: readonly { readonly rank: number; readonly told: string | undefined }[],
): readonly SentItem[] {
  const told = sent.map((one) => (one.told !== undefined && ITEM_KEY.test(one.told) ? one.told : null));
  const taken = new Set(told.filter((key) => key !== null));
  return sent.map(({ rank }, index) => {
    const own = told[index] ?? null;
    if (own !== null && told.indexOf(own) === index) return { rank, key: own };
    const key = nextKey(taken);
    taken.add(key);
    return { rank, key };
  });
}

function keysIn(items: readonly SentItem[]): ReadonlySet<string> {
  return new Set(items.map(({ key }) => key));
}

function nextKey(taken: ReadonlySet<string>): string {
  return String(Math.max(0, ...[...taken].map(Number)) + 1);
}

/** The answers of a block so far. */
function heldFor(answer: Answer | undefined, key: string): ItemAnswers | undefined {
  return isItems(answer) ? answer.items[keysOf(answer).indexOf(key)] : undefined;
}

/** Of blocks that were kept without keys, their ranks. */
function keysOf({ items, keys }: Items): readonly string[] {
  return keys ?? items.map((_, index) => String(index + 1));
}

export const repeat: Kind<RepeatField> = {
  parts: [],
  typed(field, input) {
    if (input.get(partName(field.id, 'count')) === undefined) return {};
    const left = itemsLeft(field, input);
    const typed = left.flatMap(({ rank, key }, index) => {
      const here = partName(field.id, `${rank}--`);
      const there = partName(field.id, `${index + 1}--`);
      const boxes = Object.entries(typedParts(partsOf(field, rank), input)).map(
        ([name, value]) => [there + name.slice(here.length), value] as const,
      );
      return [...boxes, [partName(field.id, `key--${index + 1}`), key] as const];
    });
    return { ...Object.fromEntries(typed), [partName(field.id, 'count')]: String(left.length) };
  },
  read(field, input, context): Reading {
    const least = leastItems(field);
    const left = itemsLeft(field, input);
    const readings = left.map((sent) => ({
      ...readItem(field, sent.rank, input, context, heldFor(context.previous, sent.key)),
      key: sent.key,
    }));
    const filled = readings.filter(({ given }) => given);
    if (filled.length === 0 && (least === 0 || field.optional || left.length === 0)) return {};
    // Empty blocks beyond those that are needed were only opened: the first ones are missed, the others left.
    let missed = Math.max(0, least - filled.length);
    const judged = readings.filter(({ given }) => given || missed-- > 0);
    const problems = judged.flatMap((reading) => reading.problems);
    const answer = filled.length > 0 ? itemsOf(filled) : undefined;
    // Files were received, and conditions hang on what is right: neither may be asked for again.
    const right = filled.filter(({ values }) => holdsSome(field, values));
    const kept = holdsMore(field) && right.length > 0 ? itemsOf(right) : undefined;
    if (problems[0]) return { answer: kept, problem: problems[0], more: problems.slice(1) };
    if (filled.length < least) return { answer: kept, problem: tooFew(field, least) };
    return { answer, ...(judged.some(({ revealed }) => revealed) && { revealed: true }) };
  },
  check: checkItems,
  text(field, answer) {
    if (!isItems(answer)) return [];
    return answer.items.map((item, index) => {
      const { counted } = askedIn(field, item);
      const told = field.fields.flatMap((one) => {
        const value = ownEntry(counted, one.id);
        return value === undefined ? [] : [[kindOf(one).text(one, value)].flat().join(', ')];
      });
      return `${field.one} ${index + 1}\u00A0: ${told.join(' · ')}`;
    });
  },
  control(field, context) {
    const held = isItems(context.answer) ? context.answer : { items: [] };
    const shown = shownCount(field, context, held.items.length);
    const keys = shownKeys(field, context, keysOf(held), shown);
    return {
      kind: 'repeat',
      value: '',
      count: { name: partName(field.id, 'count'), value: String(shown) },
      items: keys.map((key, index) => drawBlock(field, { rank: index + 1, key }, shown, held, context)),
      ...(shown < mostItems(field) && {
        add: {
          id: partId(field.id, 'add', false),
          name: partName(field.id, 'add'),
          value: 'oui',
          text: `Ajouter ${quoted(field.one)}`,
        },
      }),
    };
  },
};

function itemsOf(readings: readonly { readonly values: ItemAnswers; readonly key: string }[]): Items {
  return { items: readings.map(({ values }) => values), keys: readings.map(({ key }) => key) };
}

/** The keys that were sent, or those that are held; new ones for the rest. */
function shownKeys(
  field: RepeatField,
  { typed }: DrawContext,
  held: readonly string[],
  shown: number,
): readonly string[] {
  const keys: string[] = [];
  for (let rank = 1; rank <= shown; rank++) {
    const sent = ownEntry(typed, partName(field.id, `key--${rank}`));
    keys.push(typeof sent === 'string' ? sent : (held[rank - 1] ?? nextKey(new Set([...held, ...keys]))));
  }
  return keys;
}

function shownCount(field: RepeatField, { typed }: DrawContext, held: number): number {
  const sent = ownEntry(typed, partName(field.id, 'count'));
  const wanted = typeof sent === 'string' && /^\d{1,2}$/.test(sent) ? Number(sent) : held;
  return Math.min(Math.max(wanted, leastItems(field)), mostItems(field));
}

function drawBlock(
  field: RepeatField,
  { rank, key }: SentItem,
  shown: number,
  held: Items,
  context: DrawContext,
): ControlItem {
  const title = `${field.one} ${rank}`;
  return {
    title,
    key: { name: partName(field.id, `key--${rank}`), value: key },
    controls: drawItem(field, rank, heldFor(held, key), context),
    ...(shown > leastItems(field) && {
      drop: {
        id: `${controlId(field.id)}--${rank}--drop`,
        name: partName(field.id, 'drop'),
        value: String(rank),
        text: `Retirer ${quoted(title)}`,
      },
    }),
  };
}

function checkItems(field: RepeatField, answer: unknown, today: string): Problem | undefined {
  if (!isItems(answer)) return problem(field, 'invalid', `Réécrivez ${named(field)}.`);
  const { items } = answer;
  const most = mostItems(field);
  if (items.length < leastItems(field)) return tooFew(field, leastItems(field));
  if (items.length > most) {
    return problem(field, 'too-many', `Gardez ${count(most, 'bloc')} au plus pour ${named(field)}.`);
  }
  const known = new Set(field.fields.map((one) => one.id));
  for (const [index, item] of items.entries()) {
    if (Object.keys(item).some((id) => !known.has(id))) {
      return problem(field, 'invalid', `Réécrivez ${named(field)}.`);
    }
    const { asked } = askedIn(field, item);
    const parts = partsOf(field, index + 1).filter(({ key }) => asked.has(key));
    const wrong = checkParts(parts, item, today);
    if (wrong) return wrong;
  }
  return undefined;
}

function tooFew(field: RepeatField, least: number): Problem {
  return problem(field, 'too-few', `Remplissez au moins ${count(least, 'bloc')} pour ${named(field)}.`);
}

/** What a block cannot hold, by its first such field. */
export function unfitForBlock(fields: readonly Field[]): Field | undefined {
  const unfit: ReadonlySet<Field['type']> = new Set([
    'repeat',
    'computed',
    'signature',
    'hidden',
    'password',
  ]);
  return fields.find((one) => unfit.has(one.type));
}
