// Invented addresses, telephones and hours, the same at each start. The telephones are of the ranges that ARCEP
// keeps for fiction, the e-mail addresses of a domain that does not exist.

import type { PlannedBody } from '@parvis/core';
import type { Contact, CounterHours } from '@parvis/kit';

const STREETS = ['place de la Mairie', 'rue de la Mairie', 'place de l’Église', 'Grande Rue', 'rue du Bourg'];

/** How people reach a body of the demonstration. */
export function contactOf({ authority, slug }: PlannedBody): Contact {
  const { insee, contact, population } = authority;
  if (insee === undefined || insee === null) return intercommunality;
  const number = Number(insee);
  return {
    ...contact,
    address: [`${1 + (number % 17)} ${pick(STREETS, number)}`, ...contact.address],
    phone: `026191${insee.slice(-4).padStart(4, '0')}`,
    email: `mairie@${slug}.example`,
    hours: pick(hoursFor(population ?? 0), number),
  };
}

const intercommunality: Contact = {
  address: ['Maison de l’intercommunalité', '1 place du Parvis', '28190 Courville-sur-Eure'],
  postalCode: '28190',
  phone: '0261910000',
  email: 'accueil@entre-beauce-et-perche.example',
  hours: [...days([1, 2, 3, 4, 5], '09:00', '12:00'), ...days([1, 2, 3, 4], '13:30', '17:30')],
};

/** The smaller the village, the fewer half-days its secretary is there. */
function hoursFor(population: number): readonly (readonly CounterHours[])[] {
  if (population >= 1_500) return TOWN;
  if (population >= 500) return BURG;
  return population >= 200 ? VILLAGE : HAMLET;
}

const HAMLET = [
  days([2], '16:30', '18:30'),
  days([4], '14:00', '17:00'),
  [...days([1], '09:00', '12:00'), ...days([5], '17:00', '18:30')],
];

const VILLAGE = [
  [...days([2], '09:00', '12:00'), ...days([5], '14:00', '18:00')],
  [...days([1, 4], '14:00', '17:30')],
  [...days([2, 4], '09:00', '12:00'), ...days([2], '16:00', '18:00')],
  [...days([3], '09:00', '12:00'), ...days([5], '16:30', '19:00')],
  [...days([1], '16:00', '19:00'), ...days([4], '09:00', '12:00')],
];

const BURG = [
  [...days([1, 2, 4, 5], '09:00', '12:00'), ...days([4], '14:00', '18:00')],
  [...days([1, 3, 5], '09:00', '12:00'), ...days([2, 4], '14:00', '17:30')],
  [...days([2, 3, 4, 5], '09:00', '12:30'), ...days([5], '15:00', '18:30')],
];

const TOWN = [
  [
    ...days([1, 2, 3, 4, 5], '08:30', '12:00'),
    ...days([1, 2, 4, 5], '13:30', '17:30'),
    ...days([6], '09:00', '12:00'),
  ],
  [
    ...days([1, 2, 3, 4, 5], '09:00', '12:00'),
    ...days([1, 3, 5], '14:00', '17:30'),
    ...days([6], '09:30', '11:30'),
  ],
];

function days(which: readonly CounterHours['day'][], from: string, to: string): readonly CounterHours[] {
  return which.map((day) => ({ day, from, to }));
}

function pick<T>(choices: readonly T[], number: number): T {
  const choice = choices[number % choices.length];
  if (choice === undefined) throw new TypeError('there is nothing to pick from');
  return choice;
}
