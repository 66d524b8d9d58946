import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Answers, Field } from '../field.ts';
import { defineForm, type Form, type FormPage } from '../form.ts';
import { sameAnswer } from '../known-facts.ts';
import { diffForms } from './diff-forms.ts';
import { toParts } from './form-parts.ts';
import { mergeForms } from './merge-forms.ts';
import { moveAnswers } from './move-answers.ts';

const clock = { today: '2026-11-24' };

const base: Form = {
  pages: [
    {
      id: 'who',
      title: 'Vous',
      fields: [
        { id: 'name', label: 'Nom', type: 'text' },
        { id: 'mail', label: 'Courriel', type: 'email' },
      ],
    },
    { id: 'what', title: 'Votre demande', fields: [{ id: 'text', label: 'Message', type: 'textarea' }] },
  ],
};
const edit = (change: (pages: FormPage[]) => void): Form => {
  const pages = structuredClone(base.pages) as FormPage[];
  change(pages);
  return { pages };
};
const setField = (page: FormPage | undefined, id: string, more: object): FormPage => {
  if (!page) throw new Error('no such page');
  return {
    ...page,
    fields: page.fields.map((one) => (one.id === id ? ({ ...one, ...more } as Field) : one)),
  };
};

describe('diffForms', () => {
  it('says in French what was added, removed, moved and changed', () => {
    const after: Form = {
      pages: [
        {
          id: 'who',
          title: 'Vous',
          fields: [
            { id: 'phone', label: 'Téléphone', type: 'phone' },
            { id: 'name', label: 'Nom de famille', type: 'text', optional: true, maxLength: 50 },
          ],
        },
        {
          id: 'what',
          title: 'Votre question',
          fields: [{ id: 'text', label: 'Message', type: 'textarea' }],
        },
      ],
    };
    expect(diffForms(base, after).map((one) => one.sentence)).toEqual([
      'La page «\u00A0Votre demande\u00A0» change\u00A0: son titre.',
      'La question «\u00A0Courriel\u00A0» est retirée.',
      'La question «\u00A0Téléphone\u00A0» est ajoutée.',
      'La question «\u00A0Nom\u00A0» devient facultative et s’intitule désormais «\u00A0Nom de famille\u00A0» et change\u00A0: ses limites.',
    ]);
    expect(diffForms(base, base)).toEqual([]);
  });

  it('sees a question that moves to another page, and another order', () => {
    const moved = edit((pages) => {
      const [who, what] = pages;
      if (!who || !what) throw new Error('no pages');
      pages.splice(
        0,
        2,
        { ...what, fields: [...what.fields, ...who.fields.slice(1)] },
        { ...who, fields: who.fields.slice(0, 1) },
      );
    });
    expect(diffForms(base, moved)).toMatchObject([
      { what: 'page', kind: 'reordered' },
      {
        id: 'mail',
        properties: ['@page'],
        sentence: 'La question «\u00A0Courriel\u00A0» passe à la page «\u00A0Votre demande\u00A0».',
      },
    ]);
  });
});

describe('mergeForms', () => {
  it('takes both sides’ changes where they do not meet', () => {
    const shared = edit((pages) => {
      pages[0] = setField(pages[0], 'mail', { help: 'Pour vous répondre.' });
      pages.push({ id: 'last', title: 'Accord', fields: [{ id: 'ok', label: 'D’accord', type: 'tick' }] });
    });
    const local = edit((pages) => {
      pages[0] = setField(pages[0], 'mail', { label: 'Adresse électronique' });
      pages.splice(1, 0, {
        id: 'hall',
        title: 'Salle',
        fields: [{ id: 'room', label: 'Salle', type: 'text' }],
      });
    });
    const { form, conflicts, origins, refusal } = mergeForms(base, shared, local);
    expect(conflicts).toEqual([]);
    expect(refusal).toBeNull();
    expect(form.pages.map((page) => page.id)).toEqual(['who', 'hall', 'what', 'last']);
    expect(form.pages[0]?.fields[1]).toMatchObject({
      label: 'Adresse électronique',
      help: 'Pour vous répondre.',
    });
    expect(origins).toContainEqual({ what: 'field', id: 'mail', property: 'help', from: 'shared' });
    expect(origins).toContainEqual({ what: 'field', id: 'mail', property: 'label', from: 'local' });
    expect(origins).toContainEqual({ what: 'page', id: 'hall', property: 'presence', from: 'local' });
  });

  it('keeps the local text and says so where both changed it', () => {
    const shared = edit((pages) => {
      pages[0] = setField(pages[0], 'name', { label: 'Nom complet' });
    });
    const local = edit((pages) => {
      pages[0] = setField(pages[0], 'name', { label: 'Votre nom' });
    });
    expect(mergeForms(base, shared, local)).toMatchObject({
      form: local,
      conflicts: [
        {
          what: 'field',
          id: 'name',
          property: 'label',
          base: 'Nom',
          shared: 'Nom complet',
          local: 'Votre nom',
          sentence: 'La question «\u00A0Votre nom\u00A0» change ici et dans le modèle partagé.',
        },
      ],
    });
  });

  it('keeps a page that the shared form dropped for a question that was added to it here', () => {
    const shared = edit((pages) => pages.splice(1, 1));
    const local = edit((pages) => {
      const [, what] = pages;
      if (what)
        pages[1] = { ...what, fields: [...what.fields, { id: 'room', label: 'Salle', type: 'text' }] };
    });
    const { form, conflicts } = mergeForms(base, shared, local);
    expect(form.pages[1]).toMatchObject({ id: 'what', fields: [{ id: 'room' }] });
    expect(conflicts).toMatchObject([{ id: 'room', property: '@page' }]);
  });

  it('says why the merged form could not be published', () => {
    const shared = edit((pages) => {
      pages[0] = { id: 'who', title: 'Vous', fields: [{ id: 'name', label: 'Nom', type: 'text' }] };
    });
    const local = edit((pages) => {
      pages[1] = setField(pages[1], 'text', { when: { '!!': { var: 'mail' } } });
    });
    expect(mergeForms(base, shared, local).refusal?.code).toBe('PARVIS_FORM_UNKNOWN_FIELD');
  });
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
/** Forms that share ids, so that any two are versions of each other. */
const anyForm: fc.Arbitrary<Form> = fc
  .record({
    fields: fc.shuffledSubarray(ids),
    pages: fc.shuffledSubarray(['p', 'q', 'r'], { minLength: 1 }),
    homes: fc.array(fc.nat(2), { minLength: 6, maxLength: 6 }),
    labels: fc.array(fc.constantFrom('Un', 'Deux', 'Trois'), { minLength: 6, maxLength: 6 }),
    types: fc.array(fc.constantFrom('text', 'textarea', 'number', 'yes-no', 'date'), {
      minLength: 6,
      maxLength: 6,
    }),
    optional: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    titles: fc.array(fc.constantFrom('Page', 'Autre page'), { minLength: 3, maxLength: 3 }),
  })
  .map(({ fields, pages, homes, labels, types, optional, titles }) =>
    defineForm({
      pages: pages.map((id, rank) => ({
        id,
        title: titles[rank] ?? '',
        fields: fields
          .map((one) => ids.indexOf(one))
          .filter((at) => (homes[at] ?? 0) % pages.length === rank)
          .map((at) => ({
            id: ids[at] ?? '',
            label: labels[at] ?? '',
            type: types[at],
            ...(optional[at] && { optional: true }),
          })) as unknown as Field[],
      })),
    }),
  );

/** What one side changed since the base, as [what, id, property, value]. */
function changes(from: Form, to: Form) {
  const [old, fresh] = [toParts(from), toParts(to)];
  return (['pages', 'fields'] as const).flatMap((units) =>
    [...new Set([...old[units].keys(), ...fresh[units].keys()])].flatMap((id) => {
      const [was, is] = [old[units].get(id), fresh[units].get(id)];
      const names = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
      return names
        .filter((name) => !sameAnswer(was?.[name], is?.[name]))
        .map((name) => ({ units, id, name, value: is?.[name], gone: !is }));
    }),
  );
}

describe('for any forms', () => {
  const runs = { numRuns: 500 };

  it('a merge with nothing new from the shared form gives the local one', () => {
    fc.assert(
      fc.property(anyForm, anyForm, (from, local) => {
        const merge = mergeForms(from, from, local);
        expect(merge.form).toEqual(local);
        expect(merge.conflicts).toEqual([]);
      }),
      runs,
    );
  });

  it('a merge with nothing changed here gives the shared one', () => {
    fc.assert(
      fc.property(anyForm, anyForm, (from, shared) => {
        const merge = mergeForms(from, shared, from);
        expect(merge.form).toEqual(shared);
        expect(merge.conflicts).toEqual([]);
      }),
      runs,
    );
  });

  it('every change of either side is in the merged form or in a conflict', () => {
    fc.assert(
      fc.property(anyForm, anyForm, anyForm, (from, shared, local) => {
        const { form, conflicts } = mergeForms(from, shared, local);
        const merged = toParts(form);
        const told = new Set(conflicts.map(({ what, id }) => `${what} ${id}`));
        for (const side of [shared, local]) {
          for (const { units, id, name, value, gone } of changes(from, side)) {
            const unit = merged[units].get(id);
            const there = gone ? unit === undefined : unit !== undefined && sameAnswer(unit[name], value);
            const what = units === 'pages' ? 'page' : 'field';
            // A page that is kept for a question on it is told at that question.
            const kept = gone && units === 'pages' && conflicts.some((one) => one.property === '@page');
            expect(there || told.has(`${what} ${id}`) || kept, `${what} ${id} ${name}`).toBe(true);
          }
        }
      }),
      runs,
    );
  });

  it('there is a difference exactly where forms differ', () => {
    fc.assert(
      fc.property(anyForm, anyForm, (before, after) => {
        expect(diffForms(before, after).length === 0).toBe(sameAnswer(before, after));
        for (const { sentence } of diffForms(before, after)) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
      }),
      runs,
    );
  });

  it('answers that move to another version are all there, and right', () => {
    const anyAnswers = fc.dictionary(
      fc.constantFrom(...ids, 'gone'),
      fc.constantFrom<Answer>('texte', 'a\nb', 3, 2.5, true, '2020-01-01', '1er'),
    );
    fc.assert(
      fc.property(anyForm, anyForm, anyAnswers, (from, to, answers) => {
        const moved = moveAnswers(answers, from, to, clock);
        const back: Answers = {
          ...moved.answers,
          ...Object.fromEntries(moved.aside.map((one) => [one.fieldId, one.answer])),
        };
        expect(back).toEqual({ ...answers });
        expect(Object.keys(moved.answers).length + moved.aside.length).toBe(Object.keys(answers).length);
      }),
      runs,
    );
  });
});

describe('moveAnswers', () => {
  it('sets aside what the new version does not ask, asks otherwise or would refuse, readable', () => {
    const was = defineForm({
      pages: [
        {
          id: 'p',
          title: 'P',
          fields: [
            { id: 'a', label: 'Reste', type: 'text' },
            { id: 'b', label: 'Disparaît', type: 'date' },
            { id: 'c', label: 'Change', type: 'text' },
            { id: 'd', label: 'Rétrécit', type: 'number' },
          ],
        },
      ],
    });
    const is = defineForm({
      pages: [
        {
          id: 'p',
          title: 'P',
          fields: [
            { id: 'a', label: 'Reste', type: 'text' },
            { id: 'c', label: 'Change', type: 'yes-no' },
            { id: 'd', label: 'Rétrécit', type: 'number', max: 5 },
          ],
        },
      ],
    });
    expect(moveAnswers({ a: 'x', b: '2020-01-01', c: 'oui', d: 12 }, was, is, clock)).toEqual({
      answers: { a: 'x' },
      aside: [
        {
          fieldId: 'b',
          label: 'Disparaît',
          answer: '2020-01-01',
          text: '1er janvier 2020',
          why: 'not-asked',
        },
        { fieldId: 'c', label: 'Change', answer: 'oui', text: 'oui', why: 'other-type' },
        { fieldId: 'd', label: 'Rétrécit', answer: 12, text: '12', why: 'refused' },
      ],
    });
  });
});
