// The sheets of services on the desk, through whole pages, on both engines.

import { and, eq } from '@parvis/db';
import {
  type Answer,
  describeEachHost,
  type OpenHost,
  openTown,
  type TestHost,
  type Visitor,
} from '@parvis/testing';
import { htmlErrors } from '@parvis/testing/html';
import { expect, it } from 'vitest';
import { noticeAddresses } from '../../requests/addressees.ts';
import { schema } from '../../schema.ts';

const FAVRIL = 'le-favril.localhost';
const PONTGOUIN = 'pontgouin.localhost';
const EPCI = 'cc-entre-beauce-et-perche.localhost';
const BULKY = '/agent/fiches/encombrants';

async function town(open: OpenHost) {
  const host = await open();
  const people = await openTown(host, {
    agents: [
      { name: 'redactrice', role: 'editor', at: 'Favril' },
      { name: 'secretaire', role: 'secretary', at: 'Favril' },
      { name: 'epci', role: 'editor' },
    ],
  });
  return {
    host,
    people,
    favril: await people.signIn('redactrice', FAVRIL),
    epci: await people.signIn('epci', EPCI),
    site: (name: string) => host.visit(name),
  };
}

const said = ({ html }: Answer): string => html.replaceAll(/[\u00A0\u202F]|&nbsp;/g, ' ');

const sheet = async (visitor: Visitor): Promise<string> => said(await visitor.get('/demarches/encombrants'));

async function changesOf(host: TestHost, slug: string) {
  const { read } = host.house.db;
  const { service, serviceAdaptation } = schema.for(read);
  const rows = await read
    .select({ changes: serviceAdaptation.changes, sheet: service.sheet })
    .from(serviceAdaptation)
    .innerJoin(service, eq(service.id, serviceAdaptation.serviceId))
    .where(and(eq(service.slug, slug)));
  return rows.map(({ changes }) => changes);
}

describeEachHost('the sheet of a service, for one body', (open) => {
  it('says otherwise what the commune says itself, on its site only, and the operator stays', async () => {
    const { favril, site } = await town(open);
    const [here, there] = [site(FAVRIL), site(PONTGOUIN)];
    const before = await sheet(here);
    expect(before).toContain('Communauté de communes Entre Beauce et Perche');
    const page = await favril.get(BULKY);
    expect(await htmlErrors(page.html)).toEqual([]);
    const saved = await favril.submit(
      page,
      {
        cout: '12 € le passage',
        'sous-la-main': 'Une photo\nLe code du portail',
        'contact-nom': 'Le garage communal',
        'contact-telephone': '02 37 12 34 56',
        phrase: 'Au Favril, la benne passe aussi le samedi.',
      },
      BULKY,
    );
    expect(saved.path).toContain('garde=1');
    expect(await htmlErrors(saved.html)).toEqual([]);
    const after = await sheet(here);
    for (const text of [
      '12 € le passage',
      'Le code du portail',
      'Le garage communal',
      'la benne passe aussi',
    ])
      expect(after).toContain(text);
    expect(after).toContain('Service assuré par la Communauté de communes Entre Beauce et Perche');
    expect(await sheet(there)).not.toContain('12 € le passage');
    expect(said(await favril.get('/agent/fiches'))).toContain('Adaptée');
  });

  it('tells a commune that the shared text changed, with both, and loses nothing until it chooses', async () => {
    const { favril, epci, site } = await town(open);
    await favril.submit(await favril.get(BULKY), { cout: '12 €' }, BULKY);
    const shared = await epci.get(BULKY);
    expect(await htmlErrors(shared.html)).toEqual([]);
    await epci.submit(shared, { cout: '20 €', delai: 'Trois semaines', jours: '21' }, '/partagee');
    expect(await sheet(site(FAVRIL))).toContain('12 €');
    expect(await sheet(site(FAVRIL))).toContain('Trois semaines');
    expect(await sheet(site(PONTGOUIN))).toContain('20 €');
    expect(said(await favril.get('/agent/fiches'))).toContain('Le texte partagé a changé');

    const page = await favril.get(BULKY);
    expect(said(page)).toContain('20 €');
    expect(said(page)).toContain('Gratuit');
    // Saving something else settles nothing.
    const still = await favril.submit(page, { phrase: 'Bonjour.' }, BULKY);
    expect(said(still)).toContain('Que montrer sur votre site');
    const kept = await favril.submit(await favril.get(BULKY), { 'suite-cost': 'garder' }, BULKY);
    expect(said(kept)).not.toContain('Que montrer sur votre site');
    expect(await sheet(site(FAVRIL))).toContain('12 €');
    await favril.submit(await favril.get(BULKY), { 'suite-cost': 'oui' }, BULKY);
    expect(await sheet(site(FAVRIL))).toContain('20 €');
  });

  it('settles nothing against a shared text that changed while the page was open', async () => {
    const { favril, epci } = await town(open);
    const stale = await favril.get(BULKY);
    await epci.submit(await epci.get(BULKY), { cout: '20 €' }, '/partagee');
    const back = await favril.submit(stale, { cout: '12 €' }, BULKY);
    expect(back.status).toBe(422);
    expect(said(back)).toContain('vient de changer');
    expect(back.html).toContain('value="12 €"');
  });

  it('comes back with what was typed where an address or a contact is wrong', async () => {
    const { favril } = await town(open);
    const back = await favril.submit(
      await favril.get(BULKY),
      {
        destinataires: 'pas une adresse',
        'contact-heures': 'le mardi',
      },
      BULKY,
    );
    expect(back.status).toBe(422);
    expect(said(back)).toContain('une adresse électronique par ligne');
    expect(said(back)).toContain('Dites aussi qui contacter');
    expect(back.html).toContain('pas une adresse');
  });

  it('is taken off one site, and comes back with what was said', async () => {
    const { favril, site } = await town(open);
    await favril.submit(await favril.get(BULKY), { cout: '12 €' }, BULKY);
    await favril.submit(await favril.get(BULKY), { offre: 'non' }, '/offre');
    expect((await site(FAVRIL).get('/demarches/encombrants')).status).toBe(404);
    expect((await site(PONTGOUIN).get('/demarches/encombrants')).status).toBe(200);
    expect(said(await favril.get('/agent/fiches'))).toContain('Pas proposée');
    await favril.submit(await favril.get(BULKY), { offre: 'oui' }, '/offre');
    expect(await sheet(site(FAVRIL))).toContain('12 €');
  });

  it('names who is told of a request: in the place of the counter for its operator, beside it for a commune that reads along', async () => {
    const { host, favril, epci } = await town(open);
    const snapshot = await host.house.sites.byHost(FAVRIL);
    if (!snapshot) throw new Error('no site');
    const bulky = snapshot.serviceBySlug.get('encombrants');
    const act = snapshot.serviceBySlug.get('acte-de-naissance');
    const to = (serviceId: string | undefined, operatorId: string | undefined) =>
      noticeAddresses(host.house.db.read, snapshot, {
        serviceId: serviceId ?? '',
        operatorId: operatorId ?? '',
        communeId: snapshot.site.authority.id,
      });
    const counter = await to(bulky?.id, bulky?.operator.id);
    await favril.submit(await favril.get(BULKY), { destinataires: 'maire@favril.example' }, BULKY);
    expect(await to(bulky?.id, bulky?.operator.id)).toEqual([...counter, 'maire@favril.example']);
    await epci.submit(
      await epci.get(BULKY),
      { destinataires: 'dechets@epci.example\ntri@epci.example' },
      BULKY,
    );
    expect(await to(bulky?.id, bulky?.operator.id)).toEqual([
      'dechets@epci.example',
      'tri@epci.example',
      'maire@favril.example',
    ]);
    const own = '/agent/fiches/acte-de-naissance';
    await favril.submit(await favril.get(own), { destinataires: 'etat-civil@favril.example' }, own);
    expect(await to(act?.id, act?.operator.id)).toEqual(['etat-civil@favril.example']);
    expect(await changesOf(host, 'acte-de-naissance')).toEqual([
      { recipients: ['etat-civil@favril.example'] },
    ]);
  });

  it('is for those who write the site, of the body itself', async () => {
    const { people, favril } = await town(open);
    const secretary = await people.signIn('secretaire', FAVRIL);
    expect((await secretary.get(BULKY)).status).toBe(403);
    const page = await favril.get(BULKY);
    const forged = { ...page, html: page.html.replace(`action="${BULKY}"`, `action="${BULKY}/partagee"`) };
    expect((await favril.submit(forged, { cout: 'x' }, '/partagee')).status).toBe(403);
  });
});
