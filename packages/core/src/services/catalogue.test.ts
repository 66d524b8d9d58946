import type { Authority } from '@parvis/kit';
import { describe, expect, it } from 'vitest';
import { type CatalogueSources, catalogueOf } from './catalogue.ts';

const body = (id: string, kind: Authority['kind']): Authority => ({
  id,
  kind,
  name: id,
  siren: id,
  insee: null,
  contact: { address: [], hours: [] },
  privacy: null,
});
const favril = body('favril', 'commune');
const pontgouin = body('pontgouin', 'commune');
const epci = body('epci', 'epci');

const row = (id: string, level: 'commune' | 'epci') => ({
  id,
  slug: id,
  title: id,
  official: null,
  summary: '',
  theme: 'Papiers',
  keywords: [],
  featured: false,
  sheet: { who: 'tous', need: [], cost: 'Gratuit', delay: 'Une semaine' },
  channels: [],
  level,
  authorityId: null,
});

const sources = (more: Partial<CatalogueSources> = {}): CatalogueSources => ({
  rows: [row('acte', 'commune'), row('dechets', 'epci')],
  adaptations: [],
  responsibilities: [],
  authority: favril,
  authorities: new Map([favril, pontgouin, epci].map((one) => [one.id, one])),
  today: '2026-11-24',
  ...more,
});
const operators = (more?: Partial<CatalogueSources>) =>
  catalogueOf(sources(more)).map((one) => `${one.id} ${one.operator.id}`);

describe('the catalogue of a site', () => {
  it('gives each service to the body of its level', () => {
    expect(operators()).toEqual(['acte favril', 'dechets epci']);
  });

  it('shows what one body has for itself on its site alone', () => {
    const rows = [{ ...row('marche', 'commune'), authorityId: 'favril' }];
    expect(operators({ rows })).toEqual(['marche favril']);
    expect(operators({ rows, authority: pontgouin })).toEqual([]);
  });

  it('gives everything to a commune alone', () => {
    expect(operators({ authorities: new Map([[favril.id, favril]]) })).toEqual([
      'acte favril',
      'dechets favril',
    ]);
  });

  it('follows the responsibility that began last, and none before its day', () => {
    const responsibilities = [
      { serviceId: 'acte', operatorId: 'epci', since: '2026-01-01' },
      { serviceId: 'acte', operatorId: 'pontgouin', since: '2026-11-24' },
      { serviceId: 'acte', operatorId: 'favril', since: '2026-11-25' },
    ];
    expect(operators({ responsibilities })).toEqual(['acte pontgouin', 'dechets epci']);
    expect(operators({ responsibilities, today: '2026-11-23' })).toEqual(['acte epci', 'dechets epci']);
    expect(operators({ responsibilities, today: '2026-11-25' })).toEqual(['acte favril', 'dechets epci']);
  });

  it('lets a commune change words, and leave a service out', () => {
    const adapted = catalogueOf(
      sources({
        adaptations: [
          { serviceId: 'acte', offered: true, changes: { title: 'Votre acte', sheet: { cost: 'Offert' } } },
          { serviceId: 'dechets', offered: false, changes: {} },
        ],
      }),
    );
    expect(adapted).toHaveLength(1);
    expect(adapted[0]).toMatchObject({ title: 'Votre acte', sheet: { who: 'tous', cost: 'Offert' } });
  });

  it('offers, on the EPCI’s own site, only what it operates', () => {
    expect(operators({ authority: epci })).toEqual(['dechets epci']);
  });
});
