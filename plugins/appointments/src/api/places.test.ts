// The places of digital help, as the national map reads them, on both engines; its own library is the judge.

import { fromSchemaLieuxDeMediationNumerique } from '@gouvfr-anct/lieux-de-mediation-numerique';
import { describeEachHost, type OpenHost, openTown, type TestHost } from '@parvis/testing';
import { describe, expect, it } from 'vitest';
import {
  addAdvisor,
  addMotif,
  addOpening,
  addVenue,
  appointments,
  DIGITAL_HELP,
  motifIdOf,
} from '../index.ts';
import { toCsv } from './csv.ts';
import { type NationalPlace, PLACE_FIELDS, toSiret } from './national-place.ts';
import { toOpeningHours } from './opening-hours.ts';

const DOMAIN = 'beauce.example';
const SITE = `le-favril.${DOMAIN}`;

/** An advisor at Le Favril and at La Loupe, which is of another group; a counter at Illiers that gives no digital help. */
async function map(open: OpenHost): Promise<TestHost> {
  const host = await open({ plugins: [appointments] });
  await openTown(host, {
    domain: DOMAIN,
    async furnish(contextOf, { authority }) {
      const ctx = contextOf('appointments');
      const motifId = (await motifIdOf(ctx, DIGITAL_HELP)) ?? '';
      const other = await addMotif(ctx, {
        slug: 'etat-civil',
        title: 'État civil',
        summary: 'Un acte',
        receivedBy: 'un agent',
        minutes: 20,
      });
      const authorityId = authority().id;
      const ada = await addAdvisor(ctx, { name: 'Ada Martin', authorityId });
      const where = { latitude: 48.456, longitude: 1.077 };
      const favril = await addVenue(ctx, {
        ...where,
        slug: 'le-favril',
        name: 'Mairie, « petite » salle',
        address: ['14 Grande Rue', '28190 Le Favril'],
        commune: 'Le Favril',
        insee: '28148',
        access: 'Entrée par la cour',
      });
      const loupe = await addVenue(ctx, {
        ...where,
        slug: 'la-loupe',
        name: 'Espace France Services',
        address: ['1 place du Marché'],
        commune: 'La Loupe',
        insee: '28214',
      });
      const illiers = await addVenue(ctx, {
        ...where,
        slug: 'illiers',
        name: 'Mairie',
        address: ['4 rue du Pré', '28120 Illiers-Combray'],
        commune: 'Illiers-Combray',
        insee: '28196',
      });
      const rule = { resourceId: ada, start: '09:00', end: '12:00', from: '2026-01-01' };
      const weekly = { freq: 'weekly', byDay: ['TU', 'TH'] } as const;
      await addOpening(ctx, { ...rule, venueId: favril, motifIds: [motifId], recurrence: weekly });
      await addOpening(ctx, {
        ...rule,
        venueId: loupe,
        motifIds: [motifId],
        recurrence: { freq: 'weekly', interval: 2, byDay: ['FR'] },
      });
      await addOpening(ctx, { ...rule, venueId: illiers, motifIds: [other], recurrence: weekly });
    },
  });
  return host;
}

const ask = async (host: TestHost, path: string, site = SITE) => host.visit(site).get(path);

async function placesOn(host: TestHost, site = SITE): Promise<readonly NationalPlace[]> {
  return JSON.parse((await ask(host, '/api/v1/places.json', site)).html) as readonly NationalPlace[];
}

describeEachHost('the places of digital inclusion', (open) => {
  it('are those of digital help, valid for the national schema', async () => {
    const host = await map(open);
    const places = await placesOn(host);
    expect(places.map(({ commune }) => commune)).toEqual(['La Loupe', 'Le Favril']);
    const read = fromSchemaLieuxDeMediationNumerique(
      places as unknown as Parameters<typeof fromSchemaLieuxDeMediationNumerique>[0],
    );
    expect(read[1]).toMatchObject({
      nom: 'Mairie, « petite » salle, Le Favril',
      adresse: { voie: '14 Grande Rue', code_postal: '28190', code_insee: '28148', commune: 'Le Favril' },
      localisation: { latitude: 48.456, longitude: 1.077 },
      horaires: 'Tu 09:00-12:00; Th 09:00-12:00',
      services: ['Aide aux démarches administratives', 'Maîtrise des outils numériques du quotidien'],
      modalites_acces: ['Prendre un RDV en ligne'],
      modalites_accompagnement: ['Accompagnement individuel'],
      frais_a_charge: ['Gratuit'],
      typologies: ['MUNI'],
      prise_rdv: `https://${SITE}/rendez-vous`,
    });
    // The site of the body that pools, where the commune has none here; its postal code is of the national data.
    expect(read[0]).toMatchObject({ adresse: { code_postal: '28240' }, typologies: ['RFS'] });
    expect(places[0]?.prise_rdv).toMatch(
      /^https:\/\/[a-z-]*entre-beauce-et-perche[a-z-]*\.beauce\.example\/rendez-vous$/,
    );
    expect(places[0]).not.toHaveProperty('horaires');
    const advisors = JSON.stringify(places);
    expect(advisors).not.toContain('Ada');
  });

  it('are the same on every site of the tenant, day after day, and lead to pages that are there', async () => {
    const host = await map(open);
    const places = await placesOn(host);
    expect(await placesOn(host, `illiers-combray.${DOMAIN}`)).toEqual(places);
    expect((await ask(host, '/rendez-vous')).status).toBe(200);
    const [first] = places;
    const today = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' });
    const near = [0, 60_000].map((ago) => today.format(Date.now() - ago));
    expect(near).toContain(first?.date_maj);
  });

  it('change as soon as the roster does', async () => {
    const host = await map(open);
    expect(await placesOn(host)).toHaveLength(2);
    await host.inside(SITE, 'appointments', async (tx) => {
      const motifId = (await motifIdOf(tx, DIGITAL_HELP)) ?? '';
      const authorityId = tx.site.authority.id;
      const resourceId = await addAdvisor(tx, { name: 'Bob', authorityId });
      const venueId = await addVenue(tx, {
        slug: 'pontgouin',
        name: 'Médiathèque',
        address: ['1 rue du Pont', '28190 Pontgouin'],
        commune: 'Pontgouin',
        insee: '28302',
        latitude: 48.4,
        longitude: 1.1,
      });
      await addOpening(tx, {
        resourceId,
        venueId,
        motifIds: [motifId],
        start: '14:00',
        end: '17:00',
        from: '2026-01-01',
        recurrence: { freq: 'monthly', byDay: [{ nth: 2, day: 'TU' }] },
      });
    });
    expect((await placesOn(host)).find(({ commune }) => commune === 'Pontgouin')).toMatchObject({
      horaires: 'Tu[2] 14:00-17:00',
      typologie: 'BIB',
      prise_rdv: `https://pontgouin.${DOMAIN}/rendez-vous`,
    });
  });

  it('are told as CSV too, with the same fields', async () => {
    const host = await map(open);
    const { html, headers } = await ask(host, '/api/v1/places.csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('lieux-de-mediation-numerique.csv');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('link')).toContain('rel="license"');
    const [header, ...lines] = html.trimEnd().split('\r\n');
    expect(header).toBe(PLACE_FIELDS.join(','));
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('"Mairie, « petite » salle, Le Favril",Le Favril,28190,28148,14 Grande Rue,');
  });
});

describe('the parts of a place', () => {
  it('have the SIRET of the first establishment of a body', () => {
    // The Luhn sums of these are multiples of ten.
    for (const siren of ['200058360', '212801484', '217500016']) {
      const sum = toSiret(siren)
        .split('')
        .toReversed()
        .reduce((total, digit, index) => {
          const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
          return total + (value > 9 ? value - 9 : value);
        }, 0);
      expect(toSiret(siren)).toMatch(/^\d{9}0001\d$/);
      expect(sum % 10, siren).toBe(0);
    }
  });

  it('say hours only where they can be said whole', () => {
    const at = (start: string, recurrence: Parameters<typeof toOpeningHours>[0][number]['recurrence']) => ({
      start,
      end: '12:00',
      from: '2026-01-01',
      recurrence,
    });
    const say = (...openings: Parameters<typeof toOpeningHours>[0]) => toOpeningHours(openings, '2026-11-24');
    expect(
      say(
        at('10:00', { freq: 'weekly', byDay: ['FR', 'MO'] }),
        at('09:00', { freq: 'weekly', byDay: ['MO'] }),
      ),
    ).toBe('Mo 09:00-12:00,10:00-12:00; Fr 10:00-12:00');
    expect(say(at('09:00', { freq: 'monthly', byDay: [{ nth: -1, day: 'WE' }] }))).toBe('We[-1] 09:00-12:00');
    for (const recurrence of [
      { freq: 'weekly', interval: 2, byDay: ['MO'] },
      { freq: 'weekly', byDay: ['MO'], except: ['2026-12-07'] },
      { freq: 'weekly', byDay: ['MO'], until: '2026-12-07' },
      { freq: 'monthly', byMonthDay: [1] },
      { freq: 'daily' },
    ] as const)
      expect(say(at('09:00', { freq: 'weekly', byDay: ['TU'] }), at('09:00', recurrence))).toBeNull();
    expect(
      toOpeningHours(
        [{ ...at('09:00', { freq: 'weekly', byDay: ['MO'] }), until: '2026-06-30' }],
        '2026-11-24',
      ),
    ).toBeNull();
  });

  it('are quoted in CSV where they hold a comma, a quote or a line', () => {
    expect(toCsv(['a', 'b'], [{ a: 'x, y', b: 1 }, { a: 'say "no"\n' }])).toBe(
      'a,b\r\n"x, y",1\r\n"say ""no""\n",\r\n',
    );
  });
});
