// The same questions several times over. Adding and removing a block sends the page, so that no script is needed.

import type { ControlItem } from '../control.ts';
import type { Field, ItemAnswers, Items, RepeatField } from '../field.ts';
import type { Input } from '../input.ts';
import type { DrawContext, Kind, Problem, Reading } from '../kind.ts';
import { kindOf } from '../kind-of.ts';
import { controlId, partId, partName } from '../naming.ts';
import { isRecord, ownEntry } from '../own.ts';
import { count, named, problem, quoted } from '../sentences.ts';
import { checkParts, drawParts, type Part, partOf, readParts, typedParts } from './composite.ts';

const DEFAULT_MAX = 10;
/** Blocks at most, whatever a form says. */
export const MOST_ITEMS = 50;

export function leastItems({ min, optional }: RepeatField): number {
  return min ?? (optional ? 0 : 1);
}

function mostItems({ max = DEFAULT_MAX }: RepeatField): number {
  return Math.min(max, MOST_ITEMS);
}

function partsOf(field: RepeatField, rank: number): readonly Part[] {
  return field.fields.map((one) => partOf(field.id, `${rank}--${one.id}`, one.id, one));
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

/** The ranks, on the page that was sent, of the blocks that remain; one more for a new block. */
function ranksLeft(field: RepeatField, input: Input): readonly number[] {
  const sent = Array.from({ length: sentCount(field, input) }, (_, index) => index + 1);
  const dropped = input.get(partName(field.id, 'drop'));
  if (dropped !== undefined) return sent.filter((rank) => String(rank) !== dropped);
  const adds = input.get(partName(field.id, 'add')) !== undefined && sent.length < mostItems(field);
  return adds ? [...sent, sent.length + 1] : sent;
}

export const repeat: Kind<RepeatField> = {
  parts: [],
  typed(field, input) {
    if (input.get(partName(field.id, 'count')) === undefined) return {};
    const ranks = ranksLeft(field, input);
    const typed = ranks.flatMap((rank, index) => {
      const here = partName(field.id, `${rank}--`);
      const there = partName(field.id, `${index + 1}--`);
      return Object.entries(typedParts(partsOf(field, rank), input)).map(
        ([name, value]) => [there + name.slice(here.length), value] as const,
      );
    });
    return { ...Object.fromEntries(typed), [partName(field.id, 'count')]: String(ranks.length) };
  },
  read(field, input, context): Reading {
    const least = leastItems(field);
    const ranks = ranksLeft(field, input);
    const readings = ranks.map((rank) => readParts(partsOf(field, rank), input, context, undefined));
    const filled = readings.filter(({ given }) => given);
    if (filled.length === 0 && (least === 0 || field.optional || ranks.length === 0)) return {};
    // Empty blocks beyond those that are needed were only opened: the first ones are missed, the others left.
    let missed = Math.max(0, least - filled.length);
    const judged = readings.filter(({ given }) => given || missed-- > 0);
    const problems = judged.flatMap((reading) => reading.problems);
    if (problems[0]) return { problem: problems[0], more: problems.slice(1) };
    if (filled.length < least) return { problem: tooFew(field, least) };
    return { answer: { items: filled.map(({ values }) => values as ItemAnswers) } };
  },
  check: checkItems,
  text(field, answer) {
    if (!isItems(answer)) return [];
    return answer.items.map((item, index) => {
      const told = field.fields.flatMap((one) => {
        const value = ownEntry(item, one.id);
        return value === undefined ? [] : [[kindOf(one).text(one, value)].flat().join(', ')];
      });
      return `${field.one} ${index + 1}\u00A0: ${told.join(' · ')}`;
    });
  },
  control(field, context) {
    const items = isItems(context.answer) ? context.answer.items : [];
    const shown = shownCount(field, context, items.length);
    return {
      kind: 'repeat',
      value: '',
      count: { name: partName(field.id, 'count'), value: String(shown) },
      items: Array.from({ length: shown }, (_, index) =>
        drawItem(field, index + 1, shown, items[index], context),
      ),
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

function shownCount(field: RepeatField, { typed }: DrawContext, held: number): number {
  const sent = ownEntry(typed, partName(field.id, 'count'));
  const wanted = typeof sent === 'string' && /^\d{1,2}$/.test(sent) ? Number(sent) : held;
  return Math.min(Math.max(wanted, leastItems(field)), mostItems(field));
}

function drawItem(
  field: RepeatField,
  rank: number,
  shown: number,
  item: ItemAnswers | undefined,
  context: DrawContext,
): ControlItem {
  const title = `${field.one} ${rank}`;
  return {
    title,
    controls: drawParts(partsOf(field, rank), item, context),
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

function isItems(value: unknown): value is Items {
  const items = isRecord(value) ? ownEntry(value, 'items') : undefined;
  return Array.isArray(items) && items.every(isRecord);
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
    const wrong = checkParts(partsOf(field, index + 1), item, today);
    if (wrong) return wrong;
  }
  return undefined;
}

function tooFew(field: RepeatField, least: number): Problem {
  return problem(field, 'too-few', `Remplissez au moins ${count(least, 'bloc')} pour ${named(field)}.`);
}

/** What a block cannot hold, by its first such field. */
export function unfitForBlock(fields: readonly Field[]): Field | undefined {
  const unfit: ReadonlySet<Field['type']> = new Set(['file', 'repeat', 'computed', 'hidden', 'password']);
  return fields.find((one) => unfit.has(one.type) || one.when !== undefined);
}
