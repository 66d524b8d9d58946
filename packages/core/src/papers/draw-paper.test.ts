// A paper is read back by another library, in the order in which a screen reader says it.

import type { Authority } from '@parvis/kit';
import { readPdf } from '@parvis/testing/pdf';
import { describe, expect, it } from 'vitest';
import { drawPaper, type LetterPaper } from './draw-paper.ts';
import { footerOf, placeOf, withCounter } from './letterhead.ts';

const author: Authority = {
  id: 'favril',
  kind: 'commune',
  name: 'Le Favril',
  siren: '212801484',
  insee: '28148',
  contact: {
    address: ['3 place de l’Église', '28190 Le Favril'],
    phone: '0261914801',
    hours: [{ day: 1, from: '09:00', to: '12:00' }],
  },
  privacy: null,
};
const letterhead = { author, brand: { primary: '#3a5a78', secondary: '#d8b04a' }, demo: false };

const paper = (more: Partial<LetterPaper> = {}): LetterPaper => ({
  title: 'Réponse à votre demande',
  recipient: ['Jeanne Łukasz'],
  placeAndDate: 'Le Favril, le mardi 24 novembre 2026',
  references: [{ label: 'Référence', value: '26-KXTM-97WD' }],
  blocks: [
    { kind: 'text', text: 'Avez-vous une question\u202F? Appelez-nous.' },
    { kind: 'heading', text: 'À joindre' },
    { kind: 'list', items: ['un justificatif', 'une photo'] },
    { kind: 'facts', rows: [{ label: 'Coût', value: 'Gratuit' }] },
  ],
  signedBy: 'Le maire',
  closing: 'Pour nous joindre : 02 61 91 48 01.',
  footer: footerOf(author, 'Référence 26-KXTM-97WD'),
  at: 1_795_600_800_000,
  ...more,
});

describe('a paper', () => {
  it('says its title and language, and is read in order, each part under its tag', async () => {
    const read = await readPdf(await drawPaper(letterhead, paper()));
    expect(read).toMatchObject({ title: 'Réponse à votre demande', lang: 'fr-FR', marked: true, pages: 1 });
    expect(read.spoken.map(({ tag, inside, text }) => [[...inside.slice(2), tag].join(' '), text])).toEqual([
      ['P', 'Mairie du Favril'],
      ['P', '3 place de l’Église, 28190 Le Favril Tél. 02 61 91 48 01'],
      ['P', 'Jeanne Łukasz'],
      ['P', 'Référence : 26-KXTM-97WD'],
      ['P', 'Le Favril, le mardi 24 novembre 2026'],
      ['H1', 'Réponse à votre demande'],
      ['P', 'Avez-vous une question ? Appelez-nous.'],
      ['H2', 'À joindre'],
      ['L LI Lbl', '•'],
      ['L LI LBody', 'un justificatif'],
      ['L LI Lbl', '•'],
      ['L LI LBody', 'une photo'],
      ['Table TR TH P', 'Coût'],
      ['Table TR TD P', 'Gratuit'],
      ['P', 'Le maire'],
      ['P', 'Pour nous joindre : 02 61 91 48 01.'],
    ]);
  });

  it('has the same bytes when it is drawn again', async () => {
    const [one, other] = [await drawPaper(letterhead, paper()), await drawPaper(letterhead, paper())];
    expect(one.equals(other)).toBe(true);
    expect((await drawPaper(letterhead, paper({ signedBy: 'La maire' }))).equals(one)).toBe(false);
  });

  it('goes on over as many pages as it needs, loses nothing, and repeats nothing', async () => {
    const words = Array.from({ length: 120 }, (_, index) => `Alinéa ${index}, qui dit ce qu’il a à dire.`);
    const blocks = words.map((text) => ({ kind: 'text', text }) as const);
    const read = await readPdf(await drawPaper(letterhead, paper({ blocks })));
    expect(read.pages).toBeGreaterThan(2);
    expect(read.spoken.map(({ text }) => text).filter((text) => text.startsWith('Alinéa'))).toEqual(words);
  });

  it('flows a paragraph that is longer than a page', async () => {
    const words = Array.from({ length: 1_500 }, (_, index) => `mot${index}`);
    const read = await readPdf(
      await drawPaper(letterhead, paper({ blocks: [{ kind: 'text', text: words.join(' ') }] })),
    );
    expect(read.text.match(/mot\d+/g)).toEqual(words);
    expect(read.text).toContain('Pour nous joindre');
  });

  it('draws what its faces lack as near as they can, and writes no broken description', async () => {
    const read = await readPdf(
      await drawPaper(
        letterhead,
        paper({ title: 'Café & <thé>', blocks: [{ kind: 'text', text: 'Nguyễn Văn 李 ‑ ok' }] }),
      ),
    );
    expect(read.title).toBe('Café et thé');
    expect(read.text).toContain('Nguyen Văn ? - ok');
  });

  it('says that a demonstration binds nobody', async () => {
    const read = await readPdf(await drawPaper({ ...letterhead, demo: true }, paper()));
    expect(read.text).toContain('ce document n’engage personne');
  });
});

it('writes from the town of its address, without its post office', () => {
  expect(placeOf(author)).toBe('Le Favril');
  const away = { ...author.contact, address: ['2 rue des Marais', '28190 Courville-sur-Eure CEDEX 2'] };
  expect(placeOf({ ...author, contact: away })).toBe('Courville-sur-Eure');
  expect(placeOf({ ...author, contact: { ...away, address: [] } })).toBe('Le Favril');
});

it('says of a counter where it is and when it is open', () => {
  const [facts] = withCounter([{ kind: 'counter' }], author);
  expect(JSON.stringify(facts)).toContain('Lundi de 9\u00A0h à\u00A012\u00A0h');
});
