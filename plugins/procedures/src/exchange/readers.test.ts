// Forms of other software, from small files written by hand in the shape of their exports.

import { readdir, readFile } from 'node:fs/promises';
import { visibleFields } from '@parvis/forms';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../check-definition.ts';
import { djangoRule } from './django-condition.ts';
import type { Imported } from './imported.ts';
import { fromFile } from './procedure-file.ts';
import { readOpenForms } from './read-open-forms.ts';
import { readPublik } from './read-publik.ts';

const SAMPLES = new URL('./samples/', import.meta.url);

async function openForms(): Promise<Uint8Array> {
  const folder = new URL('open-forms/', SAMPLES);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const files = await Promise.all(
    names.map(async (name) => [name, new Uint8Array(await readFile(new URL(name, folder)))] as const),
  );
  return zipSync(Object.fromEntries(files));
}

function works({ procedure }: Imported) {
  const { letters = [], scenarios = [] } = procedure;
  return checkDefinition({ ...procedure, letters, scenarios });
}

const asked = ({ procedure }: Imported, page: number, answers: Parameters<typeof visibleFields>[2]) => {
  const found = procedure.form.pages[page];
  return found ? visibleFields(procedure.form, found.id, answers).map(({ id }) => id) : [];
};

describe('a form of Publik', () => {
  it('keeps its pages, questions, answers and conditions, and can be published', async () => {
    const read = readPublik(await readFile(new URL('broyage.wcs', SAMPLES), 'utf8'));
    works(read);
    const { slug, title, form, requester } = read.procedure;
    expect([slug, title]).toEqual(['broyage-de-branches', 'Faire broyer ses branches']);
    expect(form.pages.map((page) => page.fields.map(({ type }) => type))).toEqual([
      ['info', 'choice', 'textarea', 'text'],
      ['text', 'text', 'email', 'phone'],
    ]);
    expect(requester).toEqual({ name: ['prenom', 'nom'], email: 'courriel', phone: 'telephone' });
    expect(asked(read, 0, { quantite: 'de-2-a-5-m' })).toContain('acces');
    expect(asked(read, 0, { quantite: 'moins-de-2-m' })).not.toContain('acces');
  });

  it('says in French what could not be carried', async () => {
    const { report } = readPublik(await readFile(new URL('broyage.wcs', SAMPLES), 'utf8'));
    const said = report.join('\n');
    for (const part of [
      'source de données',
      'Calcul du prix',
      'form_user_is_anonymous',
      'vérifications en fin de la page',
      'préremplissage de «\u00A0Prénom\u00A0»',
      'Demande simple avec planification',
      'delai_relance',
      'sens du silence',
    ])
      expect(said).toContain(part);
  });

  it.each([
    ['<!DOCTYPE x [<!ENTITY a "b">]><formdef><name>&a;</name></formdef>', 'document type'],
    ['<formdef><name>x</name>', 'well-formed'],
    ['<workflow><name>x</name></workflow>', '<formdef>'],
    ['<formdef><name>Vide</name><fields/></formdef>', 'no question'],
  ])('is refused where it is none: %s', (text, why) => {
    expect(() => readPublik(text)).toThrow(expect.objectContaining({ code: 'PARVIS_PROCEDURE_FILE' }));
    expect(() => readPublik(text)).toThrow(why);
  });
});

describe('a condition of Publik', () => {
  const field = (name: string) =>
    name === 'age'
      ? ({ id: 'age', type: 'number', label: 'Âge' } as const)
      : name === 'nom'
        ? ({ id: 'nom', type: 'text', label: 'Nom' } as const)
        : undefined;

  it.each([
    [
      'form_var_age >= 18 and not form_var_nom == "Bob"',
      { and: [{ '>=': [{ var: 'age' }, 18] }, { '!': [{ '===': [{ var: 'nom' }, 'Bob'] }] }] },
    ],
    ['form_var_nom', { '!!': { var: 'nom' } }],
    [
      '"a" in form_var_nom or form_var_age != 3',
      { or: [{ in: ['a', { var: 'nom' }] }, { '!==': [{ var: 'age' }, 3] }] },
    ],
  ])('%s is a rule', (text, rule) => {
    expect(djangoRule(text, field)).toEqual(rule);
  });

  it.each(['form_var_nom|upper == "BOB"', 'form_var_inconnu == 1', 'form_var_age >', '', '"a" == "b"'])(
    '%s is more than a rule can say',
    (text) => {
      expect(djangoRule(text, field)).toBeNull();
    },
  );
});

describe('a form of Open Forms', () => {
  it('keeps its steps, questions and logic, and can be published', async () => {
    const read = readOpenForms(await openForms());
    works(read);
    expect(read.procedure.form.pages.map(({ title }) => title)).toEqual(['Le matériel', 'Vous']);
    expect(asked(read, 0, { qui: 'association' })).toContain('association');
    expect(asked(read, 0, { qui: 'habitant' })).not.toContain('association');
    expect(asked(read, 0, { qui: 'habitant', livraison: true })).toContain('lieu');
    expect(read.report.join('\n')).toContain('Signature');
    expect(read.report.join('\n')).toContain('variable');
  });

  it('is refused where it is none', () => {
    for (const bytes of [
      zipSync({ 'autre.json': new Uint8Array([91, 93]) }),
      new Uint8Array([0x50, 0x4b, 3, 4, 9]),
    ])
      expect(() => readOpenForms(bytes)).toThrow(expect.objectContaining({ code: 'PARVIS_PROCEDURE_FILE' }));
  });
});

describe('a file of Parvis', () => {
  const refused = (value: unknown, code: string) =>
    expect(() => fromFile(value)).toThrow(expect.objectContaining({ code }));

  it('is refused with a code where it is of another kind, newer, or hollow', () => {
    refused([], 'PARVIS_PROCEDURE_FILE');
    refused({ format: 'parvis-procedure', version: 2 }, 'PARVIS_PROCEDURE_FORMAT');
    const base = { format: 'parvis-procedure', version: 1, slug: 'essai', title: 'Essai' };
    refused({ ...base, slug: '../essai' }, 'PARVIS_PROCEDURE_FILE');
    refused({ ...base, form: {}, workflow: {}, requester: {} }, 'PARVIS_PROCEDURE_FILE');
    refused({ ...base, form: { pages: [] }, workflow: {}, requester: {} }, 'PARVIS_FORM_EMPTY');
    refused(
      {
        ...base,
        form: { pages: [{ id: 'a', title: 'A', fields: [{ block: 'x', version: 1, as: 'x' }] }] },
        workflow: {},
        requester: {},
      },
      'PARVIS_FORM_UNKNOWN_BLOCK',
    );
  });
});
