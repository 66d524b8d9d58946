// The invented people of the weeks that are played: nobody real, telephones of the ranges that ARCEP keeps for fiction, addresses
// in a domain that does not exist.

export interface Person {
  readonly given: string;
  readonly family: string;
  readonly email: string;
  /** As people write it. */
  readonly phone: string;
  readonly street: string;
  readonly postalCode: string;
  readonly commune: string;
}

const POSTAL_CODES = {
  'Le Favril': '28190',
  Pontgouin: '28190',
  'Courville-sur-Eure': '28190',
  'Illiers-Combray': '28120',
  'Bailleau-le-Pin': '28120',
} as const;

let numbers = 0;

function person(name: string, street: string, commune: keyof typeof POSTAL_CODES): Person {
  const [given = '', ...rest] = name.split(' ');
  const family = rest.join(' ');
  const folded = `${given}.${family}`.normalize('NFD').replace(/\p{M}/gu, '').replace(/\W+/g, '.');
  numbers += 1;
  return {
    given,
    family,
    email: `${folded.toLowerCase()}@courriel.example`,
    phone: `02 61 91 40 ${String(numbers + 10)}`,
    street,
    postalCode: POSTAL_CODES[commune],
    commune,
  };
}

/** The one who has an account that whoever tries the demonstration may use. */
export const ODETTE = person('Odette Corbin', '12 rue du Lavoir', 'Le Favril');
export const CITIZEN_PASSWORD = 'trois cerisiers et un lavoir';

export const BASTIEN = person('Bastien Roulier', '4 chemin de la Source', 'Le Favril');
export const NADEGE = person('Nadège Tournier', '27 Grande Rue', 'Le Favril');
export const FIRMIN = person('Firmin Delacour', '8 rue des Vergers', 'Le Favril');
export const LISE = person('Lise Hamelin', '3 impasse des Tilleuls', 'Le Favril');
export const MARCEAU = person('Marceau Prud’homme', '15 route de Pontgouin', 'Le Favril');
export const SOLENE = person('Solène Aubin', '1 rue de la Mare', 'Le Favril');
export const GASPARD = person('Gaspard Vauquelin', '6 rue du Four', 'Le Favril');
export const INAYA = person('Inaya Benali', '19 Grande Rue', 'Le Favril');
export const THEODORE = person('Théodore Lecerf', '2 cour de la Ferme', 'Le Favril');
export const COLETTE = person('Colette Brisset', '31 rue de l’Église', 'Pontgouin');
export const ARMEL = person('Armel Quéméner', '7 rue du Moulin', 'Pontgouin');
export const JUSTINE = person('Justine Maraval', '14 rue des Prés', 'Pontgouin');
export const OUMAR = person('Oumar Diakité', '5 place de l’Église', 'Pontgouin');
export const ELVIRE = person('Elvire Sauvage', '22 rue de la Gare', 'Pontgouin');
export const RAYMONDE = person('Raymonde Peltier', '9 allée des Charmes', 'Courville-sur-Eure');
export const TANGUY = person('Tanguy Boisseau', '40 rue Carnot', 'Courville-sur-Eure');
export const MARWA = person('Marwa Saïdi', '11 rue des Jardins', 'Courville-sur-Eure');
export const HUBERT = person('Hubert Lainé', '2 rue du Canal', 'Courville-sur-Eure');
export const SIMONE = person('Simone Guilbert', '18 rue de Chartres', 'Illiers-Combray');
export const ETIENNE = person('Étienne Fossard', '3 rue des Lavandières', 'Illiers-Combray');
export const PAULA = person('Paula Mendes', '26 avenue de la Gare', 'Illiers-Combray');
export const LEONTINE = person('Léontine Carré', '5 rue du Puits', 'Bailleau-le-Pin');
export const YANNICK = person('Yannick Perdriel', '13 rue de la Mairie', 'Bailleau-le-Pin');

export function fullName({ given, family }: Person): string {
  return `${given} ${family}`;
}
