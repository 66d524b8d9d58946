// The things of a plan that have a page of their own: whether one is there, and how it is put back where a colleague took it
// away while somebody was writing on its page.

import type { Field, Rule } from '@parvis/forms';
import type { Definition } from '../schema.ts';
import { quoted } from '../workflow/actions/kind.ts';
import { formFault } from './faults.ts';
import { placed, stepPath, withSteps } from './field-place.ts';
import { fieldAt, fieldsOf, withField } from './outline.ts';
import { withProperties } from './question-boxes.ts';

export interface Thing {
  /** « Cette question » */
  readonly what: string;
  /** « retirée », « retiré » */
  readonly taken: string;
  readonly isIn: (definition: Definition, name: string) => boolean;
  /** The procedure with the thing back as it was seen; null where there is nowhere to put it. */
  readonly putBack: (now: Definition, seen: Definition, name: string) => PutBack | null;
}

export interface PutBack {
  readonly definition: Definition;
  /** By which the thing goes: another place, where the one that was meant is gone. */
  readonly name: string;
  /** What is not as it was, in a sentence. */
  readonly note: string | null;
}

/** What is always there: the sheet, silence, who asks. */
export const ALWAYS: Thing = { what: '', taken: '', isIn: () => true, putBack: () => null };

export const QUESTION: Thing = {
  what: 'Cette question',
  taken: 'retirée',
  isIn: (definition, path) => placed(definition, path) !== null,
  putBack(now, seen, path) {
    const was = placed(seen, path);
    if (!was) return null;
    const { field, page, within, step } = was;
    if (step) return backOnStep(now, seen, path);
    if (within && fieldAt(now.form, within.id)?.field.type === 'repeat')
      return working(path, field, (one) => intoBlock(now, seen, within.id, one));
    // A block that is gone too comes back with what is in it.
    const outer: Field = within ?? field;
    const home = now.form.pages.find(({ id }) => id === page?.id) ?? neighbour(now, seen, page?.id);
    if (!home || fieldAt(now.form, outer.id)) return null;
    const notes = [
      ...(within
        ? [`Le bloc ${quoted(within.label)} n’est plus là non plus\u00A0: il reviendrait avec elle.`]
        : []),
      ...(home.id === page?.id
        ? []
        : [`Sa page n’est plus là non plus\u00A0: elle irait sur la page ${quoted(home.title)}.`]),
    ];
    const back = working(path, outer, (one) => ({
      ...now,
      form: {
        pages: now.form.pages.map((other) =>
          other === home ? { ...other, fields: inserted(other.fields, one, page?.fields ?? []) } : other,
        ),
      },
    }));
    return { ...back, note: [...notes, ...(back.note === null ? [] : [back.note])].join(' ') || null };
  },
};

export const PAGE: Thing = {
  what: 'Cette page',
  taken: 'retirée',
  isIn: ({ form }, id) => form.pages.some((one) => one.id === id),
  putBack(now, seen, id) {
    const was = seen.form.pages.find((one) => one.id === id);
    if (!was) return null;
    const there = new Set(fieldsOf(now.form).map((field) => field.id));
    const fields = was.fields.filter((field) => !there.has(field.id));
    const page = { ...was, fields: [...fields] };
    const into = (one: typeof was): Definition => ({
      ...now,
      form: { pages: inserted(now.form.pages, one, seen.form.pages) },
    });
    const whole = into(page);
    if (formFault(whole) === null) return { definition: whole, name: id, note: withQuestions(fields) };
    const { when: _when, ...bare } = page;
    const note = `${withQuestions(fields) ?? ''} Ses conditions sont à refaire.`.trim();
    return { definition: into({ ...bare, fields: fields.map(unconditioned) }), name: id, note };
  },
};

export const STATUS: Thing = {
  what: 'Cet état',
  taken: 'retiré',
  isIn: ({ workflow }, id) => workflow.statuses.some((one) => one.id === id),
  putBack(now, seen, id) {
    const was = seen.workflow.statuses.find((one) => one.id === id);
    if (!was) return null;
    const statuses = inserted(now.workflow.statuses, was, seen.workflow.statuses);
    return { definition: { ...now, workflow: { ...now.workflow, statuses } }, name: id, note: null };
  },
};

export const STEP: Thing = {
  what: 'Cette étape',
  taken: 'retirée',
  isIn: ({ workflow }, id) => workflow.transitions.some((one) => one.id === id),
  putBack(now, seen, id) {
    const was = seen.workflow.transitions.find((one) => one.id === id);
    if (!was) return null;
    const transitions = inserted(now.workflow.transitions, was, seen.workflow.transitions);
    return { definition: { ...now, workflow: { ...now.workflow, transitions } }, name: id, note: null };
  },
};

export const LETTER: Thing = {
  what: 'Cette lettre',
  taken: 'retirée',
  isIn: ({ letters }, id) => letters.some((one) => one.id === id),
  putBack(now, seen, id) {
    const was = seen.letters.find((one) => one.id === id);
    return was
      ? { definition: { ...now, letters: inserted(now.letters, was, seen.letters) }, name: id, note: null }
      : null;
  },
};

/** Where a new question goes: a page (`lieu`), a block (`lieu enfants`), a step (`:refuser`). */
export const PLACE: Thing = {
  what: 'L’endroit où elle allait',
  taken: 'retiré',
  isIn(definition, name) {
    const asked = stepPath(name);
    if (asked) return STEP.isIn(definition, asked[1]);
    const [page, block] = name.split(' ');
    const found = definition.form.pages.find(({ id }) => id === page);
    return block === undefined
      ? found !== undefined
      : (found?.fields.some(({ id }) => id === block) ?? false);
  },
  putBack(now, seen, name) {
    const asked = stepPath(name);
    if (asked) {
      const back = STEP.putBack(now, seen, asked[1]);
      return back && { ...back, name, note: 'L’étape reviendrait avec elle.' };
    }
    const [page = ''] = name.split(' ');
    const home = now.form.pages.find(({ id }) => id === page) ?? neighbour(now, seen, page);
    return home
      ? { definition: now, name: home.id, note: `Elle irait à la fin de la page ${quoted(home.title)}.` }
      : null;
  },
};

/** The thing under this name, or a new one that is always possible. */
export const orNew = (thing: Thing, newName: string): Thing => ({
  ...thing,
  isIn: (definition, name) => name === newName || thing.isIn(definition, name),
});

function backOnStep(now: Definition, seen: Definition, path: string): PutBack | null {
  const was = placed(seen, path);
  if (!was?.step) return null;
  const { field, step } = was;
  if (!STEP.isIn(now, step.id)) {
    const back = STEP.putBack(now, seen, step.id);
    return (
      back && {
        ...back,
        name: path,
        note: 'Son étape n’est plus là non plus\u00A0: elle reviendrait avec elle.',
      }
    );
  }
  const definition = withSteps(now, (one) =>
    one.id === step.id ? { ...one, asks: inserted(one.asks ?? [], field, step.asks ?? []) } : one,
  );
  return { definition, name: path, note: null };
}

function intoBlock(now: Definition, seen: Definition, blockId: string, field: Field): Definition {
  const [block, before] = [now, seen].map(({ form }) => fieldAt(form, blockId)?.field);
  if (block?.type !== 'repeat') return now;
  const fields = inserted(block.fields, field, before?.type === 'repeat' ? before.fields : []);
  return { ...now, form: withField(now.form, blockId, { ...block, fields }) };
}

/** With its conditions where they still work, else without. */
function working(name: string, field: Field, into: (field: Field) => Definition): PutBack {
  const whole = into(field);
  if (formFault(whole) === null) return { definition: whole, name, note: null };
  return { definition: into(unconditioned(field)), name, note: 'Sa condition est à refaire.' };
}

/** Without what it reads of others. */
function unconditioned(field: Field): Field {
  return withProperties(field, {
    when: undefined,
    ...(field.type === 'computed' && { rule: null satisfies Rule | null }),
  });
}

function withQuestions(fields: readonly Field[]): string | null {
  if (fields.length === 0) return null;
  return fields.length === 1
    ? 'Sa question reviendrait avec elle.'
    : `Ses ${fields.length} questions reviendraient avec elle.`;
}

/** The page before the one that is gone, or else the first, where somebody can still answer. */
function neighbour({ form }: Definition, seen: Definition, pageId: string | undefined) {
  const rank = seen.form.pages.findIndex(({ id }) => id === pageId);
  const before = seen.form.pages.slice(0, Math.max(rank, 0)).map(({ id }) => id);
  const open = form.pages.filter(({ stop }) => !stop);
  return open.findLast(({ id }) => before.includes(id)) ?? open[0] ?? form.pages[0];
}

/** The list with something put back after what came before it. */
function inserted<T extends { readonly id: string }>(
  list: readonly T[],
  one: T,
  seen: readonly T[],
): readonly T[] {
  const before = seen
    .slice(
      0,
      Math.max(
        0,
        seen.findIndex(({ id }) => id === one.id),
      ),
    )
    .map(({ id }) => id);
  const at = list.findLastIndex(({ id }) => before.includes(id)) + 1;
  return [...list.slice(0, at), one, ...list.slice(at)];
}
