import { describe, expect, it } from 'vitest';
import { readAnswer } from './answer.ts';
import { envelope } from './envelope.ts';
import { instantOf, objet } from './provider.ts';

const inside = (body: string) =>
  `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${body}</S:Body></S:Envelope>`;

describe('what PayFiP answers', () => {
  it('is read by the names of its fields, whatever their prefix and what is around them', () => {
    const fields = { idOp: 'cc0cb210-1cd4-11ea-8cca-0213ad91a103' };
    const bare = `<ns2:r xmlns:ns2="x"><return><idOp>${fields.idOp}</idOp></return></ns2:r>`;
    const prefixed = `<r xmlns:a="x"><return><a:idOp>${fields.idOp}</a:idOp></return></r>`;
    for (const body of [bare, prefixed]) expect(readAnswer(inside(body))).toEqual({ kind: 'ok', fields });
  });

  it('may be a refusal with its code', () => {
    const fault = (name: string) =>
      inside(
        `<S:Fault><faultstring>x.${name}</faultstring><detail><ns1:${name} xmlns:ns1="x"><code>P1</code><descriptif/><libelle>IdOp incorrect.</libelle><severite>2</severite></ns1:${name}></detail></S:Fault>`,
      );
    expect(readAnswer(fault('FonctionnelleErreur'))).toEqual({
      kind: 'refused',
      code: 'P1',
      text: 'IdOp incorrect.',
    });
    // What breaks there is no word about the payment, whatever code comes with it.
    expect(readAnswer(fault('TechIndisponibiliteErreur'))).toEqual({
      kind: 'fault',
      text: 'IdOp incorrect.',
    });
  });

  it.each([
    ['no XML', 'Maintenance'],
    ['a page', '<html><body>Maintenance</body></html>'],
    ['cut short', inside('<r>').slice(0, -10)],
    ['a document type', `<!DOCTYPE x [<!ENTITY e "P">]>${inside('<r>&e;</r>')}`],
    ['an entity of its own', inside('<r>&e;</r>')],
    ['without end', inside('<a>'.repeat(40) + '</a>'.repeat(40))],
  ])('is refused where it is %s', (_what, xml) => {
    expect(() => readAnswer(xml)).toThrow();
  });

  it('takes the first of a name', () => {
    const twice = inside('<r><resultrans>R</resultrans><x><resultrans>P</resultrans></x></r>');
    expect(readAnswer(twice)).toEqual({ kind: 'ok', fields: { resultrans: 'R' } });
  });
});

describe('what PayFiP is told', () => {
  it('is text, whatever a person typed', () => {
    const xml = envelope('creerPaiementSecurise', { mel: '"<a>&\'@exemple.fr', montant: '100' });
    expect(xml).toContain('<mel>&quot;&lt;a&gt;&amp;&apos;@exemple.fr</mel><montant>100</montant>');
  });

  it('says what is paid for in a hundred letters without accents', () => {
    expect(objet('Location de la salle « L’Étang » – journée (été)')).toBe(
      'Location de la salle L Etang journee ete',
    );
    expect(objet('é'.repeat(200))).toBe('e'.repeat(100));
  });

  it('says when by the clock of Paris, in summer and in winter', () => {
    expect(instantOf('12122019', '1311')).toBe(Date.UTC(2019, 11, 12, 12, 11));
    expect(instantOf('12072026', '0005')).toBe(Date.UTC(2026, 6, 11, 22, 5));
    for (const [day, time] of [
      ['31022026', '1200'],
      ['12122019', '2560'],
      ['', ''],
      ['2019-12-12', '13:11'],
    ] as const)
      expect(instantOf(day, time)).toBeNull();
  });
});
