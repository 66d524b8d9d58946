import { type Field, type Form, sameAnswer } from '@parvis/forms';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition } from '../schema.ts';
import { encombrants } from '../starter/encombrants.ts';
import { diffDefinitions } from './diff-definitions.ts';
import { conflictKey, mergeDefinitions, settle } from './merge-definitions.ts';
import { PARTS, unitsOf } from './units.ts';

const base: Definition = {
  form: encombrants.form,
  requester: encombrants.requester,
  workflow: encombrants.workflow,
  letters: [
    ...(encombrants.letters ?? []),
    { id: 'avis', title: 'Avis', paragraphs: ['Bonjour {{demandeur}}'], signedBy: 'Le maire' },
  ],
  scenarios: [],
};

/** One change, such as a body or the owner makes, to whatever stands at a place of its list. */
type Edit = (definition: Definition) => Definition;

const withFields = (
  form: Form,
  change: (fields: readonly Field[], page: number) => readonly Field[],
): Form => ({
  pages: form.pages.map((page, index) => ({ ...page, fields: change(page.fields, index) })),
});
const withList = <T>(list: readonly T[], at: number, change: (one: T) => readonly T[]): readonly T[] =>
  list.flatMap((one, index) => (index === at % Math.max(1, list.length) ? change(one) : [one]));

const word = fc.stringMatching(/^[a-z]{3,8}$/);
const place = fc.nat(9);

const anEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, place, word).map(
    ([page, at, label]): Edit =>
      (one) => ({
        ...one,
        form: withFields(one.form, (fields, index) =>
          index === page % one.form.pages.length ? withList(fields, at, (f) => [{ ...f, label }]) : fields,
        ),
      }),
  ),
  fc.tuple(place, place, word).map(
    ([page, at, help]): Edit =>
      (one) => ({
        ...one,
        form: withFields(one.form, (fields, index) =>
          index === page % one.form.pages.length ? withList(fields, at, (f) => [{ ...f, help }]) : fields,
        ),
      }),
  ),
  fc.tuple(place, word).map(
    ([page, id]): Edit =>
      (one) => {
        const taken = one.form.pages.some(({ fields }) => fields.some((field) => field.id === `x-${id}`));
        return {
          ...one,
          form: withFields(one.form, (fields, index) =>
            index === page % one.form.pages.length && !taken
              ? [...fields, { id: `x-${id}`, type: 'text', label: id, optional: true }]
              : fields,
          ),
        };
      },
  ),
  fc.tuple(place, place).map(
    ([page, at]): Edit =>
      (one) => ({
        ...one,
        form: withFields(one.form, (fields, index) =>
          index === page % one.form.pages.length ? withList(fields, at, () => []) : fields,
        ),
      }),
  ),
  fc.tuple(place, fc.integer({ min: 1, max: 90 }), word).map(
    ([at, within, citizen]): Edit =>
      (one) => ({
        ...one,
        workflow: {
          ...one.workflow,
          statuses: withList(one.workflow.statuses, at, (s) => [{ ...s, within, citizen }]),
        },
      }),
  ),
  fc.tuple(place, word).map(
    ([at, label]): Edit =>
      (one) => ({
        ...one,
        workflow: {
          ...one.workflow,
          transitions: withList(one.workflow.transitions, at, (t) => [{ ...t, label }]),
        },
      }),
  ),
  place.map(
    (at): Edit =>
      (one) => ({
        ...one,
        workflow: { ...one.workflow, transitions: withList(one.workflow.transitions, at, () => []) },
      }),
  ),
  word.map(
    (why): Edit =>
      (one) => ({ ...one, workflow: { ...one.workflow, silence: { means: 'nothing', why } } }),
  ),
  fc.tuple(word, word).map(
    ([id, text]): Edit =>
      (one) => ({
        ...one,
        letters: [
          ...one.letters.filter((letter) => letter.id !== id),
          { id, title: text, paragraphs: [text], signedBy: 'Le maire' },
        ],
      }),
  ),
  fc.tuple(word, word).map(
    ([name, value]): Edit =>
      (one) => ({
        ...one,
        scenarios: [
          ...one.scenarios.filter((scenario) => scenario.name !== name),
          { name, answers: { description: value }, steps: [] },
        ],
      }),
  ),
);
const edited = fc
  .array(anEdit, { maxLength: 6 })
  .map((edits) => edits.reduce((definition, edit) => edit(definition), base));

/** Every property of every unit, by « part.id.property ». */
function leaves(definition: Definition): ReadonlyMap<string, unknown> {
  const all = new Map<string, unknown>();
  for (const { fields, ...page } of definition.form.pages) {
    for (const [name, value] of Object.entries(page)) all.set(`page.${page.id}.${name}`, value);
    for (const field of fields) {
      for (const [name, value] of Object.entries(field)) all.set(`field.${field.id}.${name}`, value);
      all.set(`field.${field.id}.@page`, page.id);
    }
  }
  const units = unitsOf(definition);
  for (const part of PARTS)
    for (const [id, unit] of units[part].by)
      for (const [name, value] of Object.entries(unit)) all.set(`${part}.${id}.${name}`, value);
  return all;
}

describe('merging whole procedures', () => {
  it('never loses a local change silently: it is in the merge', () => {
    fc.assert(
      fc.property(edited, edited, (shared, local) => {
        const merge = mergeDefinitions(base, shared, local);
        const [was, own, got] = [leaves(base), leaves(local), leaves(merge.definition)];
        for (const key of new Set([...was.keys(), ...own.keys()])) {
          if (sameAnswer(was.get(key), own.get(key))) continue;
          expect(got.get(key), key).toEqual(own.get(key));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes every shared change, or says that it meets one of here', () => {
    fc.assert(
      fc.property(edited, edited, (shared, local) => {
        const merge = mergeDefinitions(base, shared, local);
        const told = merge.conflicts.map(({ part, id }) => `${part}.${id}.`);
        const [was, theirs, got] = [leaves(base), leaves(shared), leaves(merge.definition)];
        for (const key of new Set([...was.keys(), ...theirs.keys()])) {
          if (sameAnswer(was.get(key), theirs.get(key)) || sameAnswer(got.get(key), theirs.get(key)))
            continue;
          expect(
            told.some((start) => key.startsWith(start)),
            `${key} is not shared, and nobody was told`,
          ).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the local one without a shared change, and the shared one without a local change', () => {
    fc.assert(
      fc.property(edited, (one) => {
        expect(mergeDefinitions(base, base, one)).toMatchObject({ definition: one, conflicts: [] });
        const merge = mergeDefinitions(base, one, base);
        expect(merge.conflicts).toEqual([]);
        expect(diffDefinitions(merge.definition, one)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('is settled by choices: the local side of all leaves nothing of here, the shared side of all leaves no conflict', () => {
    fc.assert(
      fc.property(edited, edited, (shared, local) => {
        const { conflicts, definition } = mergeDefinitions(base, shared, local);
        const all = (choice: 'local' | 'shared') =>
          settle(
            { base, shared, local },
            Object.fromEntries(conflicts.map((one) => [conflictKey(one), choice])),
          );
        const kept = all('local');
        expect(kept.open).toEqual([]);
        expect(kept.definition).toEqual(definition);
        const given = all('shared');
        expect(given.open).toEqual([]);
        const [theirs, got] = [leaves(shared), leaves(given.definition)];
        for (const { part, id, property } of conflicts) {
          if (['presence', 'type', 'order', '@page'].includes(property)) continue;
          const key = `${part}.${id}.${property}`;
          expect(got.get(key), key).toEqual(theirs.get(key));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('says in French what both changed', () => {
    const said = (definition: Definition, help: string): Definition => ({
      ...definition,
      form: withFields(definition.form, (fields) =>
        fields.map((field) => (field.id === 'photo' ? { ...field, help } : field)),
      ),
    });
    const merge = mergeDefinitions(
      base,
      said(base, 'Une photo nette.'),
      said(base, 'Photo à déposer en mairie.'),
    );
    expect(merge.conflicts.map(({ sentence }) => sentence)).toEqual([
      'La question «\u00A0Une photo\u00A0» change ici et dans le modèle partagé.',
    ]);
    expect(merge.refusal).toBeNull();
  });
});
