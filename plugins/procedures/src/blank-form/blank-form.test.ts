// The printed form asks everything that the form asks, in words and boxes, and says where to hand it in.

import type { Field, Form } from '@parvis/forms';
import type { PaperBlock, Service } from '@parvis/kit';
import { describeEachHost, openTown } from '@parvis/testing';
import { readPdf } from '@parvis/testing/pdf';
import { describe, expect, it } from 'vitest';
import { procedures } from '../index.ts';
import { starterProcedures } from '../starter/index.ts';
import { blankPaper } from './blank-form.ts';
import { paperQuestions } from './paper-question.ts';

const SITE = 'le-favril.localhost';

function textOf(blocks: readonly PaperBlock[]): string {
  return JSON.stringify(blocks);
}

function onPaper(field: Field, all: readonly Field[] = [field]): readonly PaperBlock[] {
  return paperQuestions(field, all);
}

describe('a question on paper', () => {
  it('says a condition in words', () => {
    const first: Field = { id: 'chien', type: 'yes-no', label: 'Avez-vous un chien\u202F?' };
    const then: Field = {
      id: 'nom',
      type: 'text',
      label: 'Son nom',
      when: { '===': [{ var: 'chien' }, true] },
    };
    expect(textOf(onPaper(then, [first, then]))).toMatch(
      /À remplir seulement si «.Avez-vous un chien.\?.» est «.Oui.»\./,
    );
  });

  it('has a box for each answer of a choice, and a line for another', () => {
    const field: Field = {
      id: 'jour',
      type: 'choice',
      label: 'Quel jour\u202F?',
      options: [{ value: 'lundi', label: 'Lundi', help: 'le matin' }],
      other: 'Un autre jour',
    };
    expect(onPaper(field)).toEqual([
      {
        kind: 'question',
        label: 'Quel jour\u202F?',
        hints: ['Cochez une seule case.'],
        answers: [
          { kind: 'tick', text: 'Lundi', help: 'le matin' },
          { kind: 'tick', text: 'Un autre jour', line: true },
        ],
      },
    ]);
  });

  it('has a square for each figure of a date, and asks no address of who has none', () => {
    expect(textOf(onPaper({ id: 'd', type: 'date', label: 'Né le' }))).toContain('[2,2,4]');
    expect(textOf(onPaper({ id: 'e', type: 'email', label: 'Courriel' }))).toContain('(si vous en avez une)');
  });

  it('asks nothing that is calculated or hidden, and repeats what is repeated', () => {
    expect(onPaper({ id: 'c', type: 'computed', label: 'Total', rule: 1 })).toEqual([]);
    expect(onPaper({ id: 'h', type: 'hidden', label: 'Caché' })).toEqual([]);
    const children: Field = {
      id: 'enfants',
      type: 'repeat',
      label: 'Vos enfants',
      one: 'Enfant',
      fields: [{ id: 'prenom', type: 'text', label: 'Prénom' }],
    };
    expect(textOf(onPaper(children)).match(/"label":"Prénom"/g)).toHaveLength(2);
    expect(textOf(onPaper({ ...children, max: 1 })).match(/"label":"Prénom"/g)).toHaveLength(1);
  });

  it('says in each block which question hangs on which, and prints what is declared beside the place to sign', () => {
    const animals: Field = {
      id: 'animaux',
      type: 'repeat',
      label: 'Vos animaux',
      one: 'Animal',
      max: 1,
      fields: [
        { id: 'puce', type: 'yes-no', label: 'A-t-il une puce\u202F?' },
        { id: 'numero', type: 'text', label: 'Son numéro', when: { '===': [{ var: 'puce' }, true] } },
      ],
    };
    expect(textOf(onPaper(animals))).toMatch(/À remplir seulement si «.A-t-il une puce.\?.» est «.Oui.»\./);
    const mail: Field = { id: 'm', type: 'email', label: 'Courriel' };
    const sign: Field = { id: 's', type: 'signature', label: 'Je certifie que tout est exact.', email: 'm' };
    const { blocks } = blankPaper(
      service,
      {
        pages: [
          { id: 'a', title: 'Vous', fields: [mail] },
          { id: 'b', title: 'Signer en ligne', fields: [sign] },
        ],
      },
      'https://exemple.fr/donnees-personnelles',
    );
    expect(textOf(blocks)).not.toContain('Signer en ligne');
    expect(textOf(blocks)).toMatch(/Date et signature.*Je certifie que tout est exact\..*frame/);
  });

  it('asks every question of every ready procedure', () => {
    for (const { slug, form } of starterProcedures) {
      const text = textOf(
        blankPaper(service, { pages: form.pages }, 'https://exemple.fr/donnees-personnelles').blocks,
      );
      for (const label of labelsOf(form)) expect(text, slug).toContain(JSON.stringify(label).slice(1, -1));
    }
  });
});

function labelsOf({ pages }: Form): readonly string[] {
  const fields = pages.flatMap((page) => page.fields);
  return fields
    .filter(({ type }) => !['computed', 'hidden', 'password'].includes(type))
    .map(({ label }) => label);
}

const service: Service = {
  id: 's',
  slug: 'essai',
  title: 'Essai',
  official: null,
  summary: '',
  theme: '',
  keywords: [],
  featured: false,
  sheet: { who: 'Tout le monde', need: ['une pièce d’identité'], cost: 'Gratuit', delay: 'Un jour' },
  channels: [],
  operator: {
    id: 'o',
    kind: 'commune',
    name: 'Le Favril',
    siren: '212801484',
    insee: '28148',
    contact: { address: [], hours: [] },
    privacy: null,
  },
};

describeEachHost('the form on paper', (open) => {
  it('is offered at the counter, readable in order, and says where to bring it and what becomes of it', async () => {
    const host = await open({ plugins: [procedures] });
    const town = await openTown(host);
    const visitor = host.visit(SITE);
    const page = await visitor.get('/demarches/cantine');
    const href = /href="([^"]+papier\.pdf)"/.exec(page.html)?.[1] ?? '';
    const answer = await visitor.get(href);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const read = await readPdf(answer.bytes);
    expect(read).toMatchObject({ title: 'Inscrire un enfant à la cantine', lang: 'fr-FR', marked: true });
    const headings = read.spoken
      .filter(({ tag }) => /^H\d$/.test(tag))
      .map(({ tag, text }) => `${tag} ${text}`);
    expect(headings[0]).toBe('H1 Inscrire un enfant à la cantine');
    expect(headings).toContain('H2 Les repas');
    expect(headings).toContain('H3 Classe');
    expect(headings.indexOf('H3 Classe')).toBeGreaterThan(headings.indexOf('H2 Son école'));
    expect(read.spoken.some(({ text, inside }) => text === 'Vendredi' && inside.includes('LBody'))).toBe(
      true,
    );
    expect(read.text).toMatch(
      /À remplir seulement si « Votre enfant a-t-il une allergie alimentaire \? » est « Oui »\./,
    );
    const { contact } = town.authority('Favril');
    for (const words of [
      'Mairie du Favril',
      ...contact.address,
      '/donnees-personnelles',
      'CNIL',
      'Signature',
    ])
      expect(read.text).toContain(words);
  });

  it('is not offered where the service is not asked for with a form', async () => {
    const host = await open({ plugins: [procedures] });
    await openTown(host);
    const visitor = host.visit(SITE);
    expect((await visitor.get('/demarches/carte-identite')).html).not.toContain('papier.pdf');
    expect((await visitor.get('/demarches/carte-identite/commencer/papier.pdf')).path).toBe(
      '/demarches/carte-identite',
    );
  });
});
