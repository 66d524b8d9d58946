// Invented people, for simulators: nobody real. Each carries the claims that the provider documents.

/** An identity as FranceConnect gives it (« identité pivot »). */
export interface SimulatedCitizen {
  readonly id: string;
  /** What the simulator's page says of them. */
  readonly about: string;
  readonly claims: {
    readonly given_name: string;
    readonly given_name_array: readonly string[];
    readonly family_name: string;
    readonly preferred_username?: string;
    readonly birthdate: string;
    readonly gender: 'female' | 'male';
    /** INSEE code; empty for who was born abroad. */
    readonly birthplace: string;
    /** INSEE code: 99100 is France. */
    readonly birthcountry: string;
    readonly email: string;
  };
}

/** An agent as ProConnect gives them. */
export interface SimulatedAgent {
  readonly id: string;
  readonly about: string;
  readonly claims: {
    readonly given_name: string;
    readonly usual_name: string;
    readonly email: string;
    readonly uid: string;
    readonly siret: string;
    readonly idp_id: string;
  };
  /** Their body asks for a second factor. */
  readonly secondFactor: boolean;
}

export const SIMULATED_CITIZENS: readonly SimulatedCitizen[] = [
  {
    id: 'jeanne',
    about: '78 ans, née à Chartres',
    claims: {
      given_name: 'Jeanne Marie Louise',
      given_name_array: ['Jeanne', 'Marie', 'Louise'],
      family_name: 'Aubin',
      preferred_username: 'Tessier',
      birthdate: '1948-03-12',
      gender: 'female',
      birthplace: '28085',
      birthcountry: '99100',
      email: 'jeanne.tessier@exemple.fr',
    },
  },
  {
    id: 'lucas',
    about: '16 ans, né à Nogent-le-Rotrou',
    claims: {
      given_name: 'Lucas',
      given_name_array: ['Lucas'],
      family_name: 'Garnier',
      birthdate: '2010-09-02',
      gender: 'male',
      birthplace: '28280',
      birthcountry: '99100',
      email: 'lucas.garnier@exemple.fr',
    },
  },
  {
    id: 'amina',
    about: '34 ans, née à Tunis',
    claims: {
      given_name: 'Amina',
      given_name_array: ['Amina'],
      family_name: 'Ben Youssef',
      preferred_username: 'Morel',
      birthdate: '1992-06-21',
      gender: 'female',
      birthplace: '',
      birthcountry: '99351',
      email: 'amina.morel@exemple.fr',
    },
  },
  {
    id: 'paul',
    about: '51 ans, né en Belgique, un jour que son état civil ne dit pas',
    claims: {
      given_name: 'Paul Émile',
      given_name_array: ['Paul', 'Émile'],
      family_name: 'D’Haene',
      birthdate: '1975-00-00',
      gender: 'male',
      birthplace: '',
      birthcountry: '99131',
      email: 'paul.dhaene@exemple.fr',
    },
  },
];
