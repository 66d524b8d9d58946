import { describe, expect, it } from 'vitest';
import { vouchedAgent } from './claims.ts';
import { fromEnvironment } from './index.ts';

const CLAIRE = {
  sub: '1f2cbd6e-7a4c-4b2c-9f4a-2f5f2c1d0e9b',
  given_name: 'Claire',
  usual_name: 'Ménager',
  email: 'claire@le-favril.exemple.fr',
  uid: 'claire.menager',
  siret: '21280148200019',
  idp_id: '71144ab3-ee1a-4401-b7b3-79b44f7daeeb',
  amr: ['pwd', 'mfa'],
};

describe('what ProConnect says of an agent', () => {
  it('names the establishment they work for, and whether a second factor was seen', () => {
    expect(vouchedAgent(CLAIRE)).toEqual({
      kind: 'agent',
      subject: CLAIRE.sub,
      name: 'Claire Ménager',
      email: CLAIRE.email,
      siret: CLAIRE.siret,
      secondFactor: true,
    });
    expect(vouchedAgent({ ...CLAIRE, amr: ['pwd'] })?.secondFactor).toBe(false);
    expect(vouchedAgent({ ...CLAIRE, amr: undefined })?.secondFactor).toBe(false);
  });

  it.each([
    ['no sub', { sub: undefined }],
    ['no siret', { siret: undefined }],
    ['a SIREN for a SIRET', { siret: '212801482' }],
    ['a siret that is a number', { siret: 21_280_148_200_019 }],
    ['no address', { email: '' }],
    ['no usual name', { usual_name: ' ' }],
    ['no identity provider behind it', { idp_id: undefined }],
    ['no uid', { uid: undefined }],
    ['factors that are one text', { amr: 'mfa' }],
  ])('is refused whole with %s', (_what, change) => {
    expect(vouchedAgent({ ...CLAIRE, ...change })).toBeNull();
  });
});

describe('the credentials of the installation', () => {
  it('are read from their own variables', () => {
    expect(fromEnvironment({})).toBeNull();
    const client = fromEnvironment({
      PARVIS_PROCONNECT_ISSUER: 'https://exemple.fr/api/v2',
      PARVIS_PROCONNECT_CLIENT_ID: 'parvis',
      PARVIS_PROCONNECT_CLIENT_SECRET: 'secret',
    });
    expect(client).toMatchObject({ issuer: 'https://exemple.fr/api/v2', userinfoAlgorithm: 'RS256' });
  });
});
