import { describe, expect, it } from 'vitest';
import { vouchedCitizen } from './claims.ts';
import { fromEnvironment } from './index.ts';

const JEANNE = {
  sub: 'b6048e95bb134ec5b1d1e1fa69f287172e91722b9354d637a1bcf2ebb0fd2ef5v1',
  given_name: 'Jeanne Marie',
  given_name_array: ['Jeanne', 'Marie'],
  family_name: 'Aubin',
  preferred_username: 'Tessier',
  birthdate: '1948-03-12',
  gender: 'female',
  birthplace: '28085',
  birthcountry: '99100',
  email: 'jeanne@exemple.fr',
};

describe('what FranceConnect says of a person', () => {
  it('becomes facts under the house’s own names', () => {
    expect(vouchedCitizen(JEANNE)).toEqual({
      kind: 'citizen',
      subject: JEANNE.sub,
      facts: {
        givenNames: 'Jeanne Marie',
        familyName: 'Aubin',
        usualName: 'Tessier',
        birthdate: '1948-03-12',
        gender: 'female',
        birthplace: '28085',
        birthcountry: '99100',
        email: 'jeanne@exemple.fr',
      },
    });
  });

  it('may lack a usual name, a place of birth in France, a day of birth, an address', () => {
    const { preferred_username: _, email: __, ...rest } = JEANNE;
    const abroad = { ...rest, birthplace: '', birthcountry: '99351', birthdate: '1948-00-00' };
    expect(vouchedCitizen(abroad)?.facts).toEqual({
      givenNames: 'Jeanne Marie',
      familyName: 'Aubin',
      birthdate: '1948-00-00',
      gender: 'female',
      birthcountry: '99351',
    });
    expect(vouchedCitizen({ ...JEANNE, birthplace: '2A004' })?.facts.birthplace).toBe('2A004');
  });

  it('takes the given names from the text where there is no list', () => {
    const { given_name_array: _, ...rest } = JEANNE;
    expect(vouchedCitizen(rest)?.facts.givenNames).toBe('Jeanne Marie');
  });

  it.each([
    ['no sub', { sub: undefined }],
    ['a sub that is no text', { sub: 12 }],
    ['no family name', { family_name: '' }],
    ['no given name', { given_name: undefined, given_name_array: undefined }],
    ['given names that are no texts', { given_name_array: ['Jeanne', 3] }],
    ['no date of birth', { birthdate: undefined }],
    ['another way of writing dates', { birthdate: '12/03/1948' }],
    ['a gender of its own', { gender: 'F' }],
    ['a postcode with letters', { birthplace: 'Chartres' }],
    ['a country by its name', { birthcountry: 'France' }],
    ['an address that is none', { email: 'jeanne' }],
    ['a control character in a name', { family_name: 'Au\u0000bin' }],
    ['a name without end', { family_name: 'A'.repeat(201) }],
  ])('is refused whole with %s', (_what, change) => {
    expect(vouchedCitizen({ ...JEANNE, ...change })).toBeNull();
  });
});

describe('the credentials of the installation', () => {
  const given = {
    PARVIS_FRANCECONNECT_ISSUER: 'https://fcp-low.sbx.dev-franceconnect.fr/api/v2',
    PARVIS_FRANCECONNECT_CLIENT_ID: 'parvis',
    PARVIS_FRANCECONNECT_CLIENT_SECRET: 'secret',
  };
  const refused = expect.objectContaining({ code: 'PARVIS_OIDC_CLIENT' });

  it('are read whole, or not at all', () => {
    expect(fromEnvironment({})).toBeNull();
    expect(fromEnvironment(given)).toEqual({
      issuer: given.PARVIS_FRANCECONNECT_ISSUER,
      id: 'parvis',
      secret: 'secret',
      userinfoAlgorithm: 'ES256',
      simulated: false,
    });
    expect(fromEnvironment({ ...given, PARVIS_FRANCECONNECT_ALGORITHM: 'RS256' })?.userinfoAlgorithm).toBe(
      'RS256',
    );
  });

  it.each([
    ['without their secret', { PARVIS_FRANCECONNECT_CLIENT_SECRET: '' }],
    ['for an issuer in plain HTTP', { PARVIS_FRANCECONNECT_ISSUER: 'http://exemple.fr' }],
    ['for an issuer that is no address', { PARVIS_FRANCECONNECT_ISSUER: 'franceconnect' }],
    ['under an algorithm that anyone can sign with', { PARVIS_FRANCECONNECT_ALGORITHM: 'HS256' }],
  ])('are refused %s', (_what, change) => {
    expect(() => fromEnvironment({ ...given, ...change })).toThrow(refused);
  });
});
