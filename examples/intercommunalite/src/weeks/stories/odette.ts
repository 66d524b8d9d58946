// The one who has an account: what she finds in her space is a request that is done, one that waits for her, an appointment and a
// workshop.

import { dateBoxes } from '../calendar.ts';
import { CITIZEN_PASSWORD, ODETTE } from '../citizens.ts';
import type { Story, Town } from '../town.ts';
import { CLAIRE, EPCI, FAVRIL, SAMIRA } from './places.ts';

async function* collectionIsFixed(town: Town) {
  const { ago, date } = town.days;
  yield ago(14, '10:32');
  const odette = await town.opensAccount(ODETTE, FAVRIL, CITIZEN_PASSWORD);
  const code = await odette.asks('encombrants', {
    quoi: ['meuble'],
    description: 'Un canapé trois places et deux fauteuils.',
    ...odette.home,
    acces: 'Portail vert, au bout de la rue.',
    aide: 'non',
  });
  const { id } = await town.request(code, FAVRIL);
  yield ago(13, '09:45');
  const samira = town.agent(SAMIRA, EPCI);
  await samira.presses(id, 'prendre');
  await samira.answers(id, 'Bonjour Madame, le canapé tient-il en un seul morceau\u202F?');
  yield ago(13, '17:10');
  await odette.writes(code, 'Bonjour, oui, mais les pieds se dévissent. Mon voisin peut aider à le sortir.');
  yield ago(12, '10:20');
  await samira.presses(id, 'accepter', dateBoxes('jour-collecte', date(-4)));
  yield ago(2, '11:15');
  await odette.rates(code, 'very-good', 'L’équipe est venue à l’heure dite, et très aimable.');
}

async function* copyWaitsForHer(town: Town) {
  const { ago } = town.days;
  yield ago(5, '15:02');
  const odette = town.citizen(ODETTE, FAVRIL);
  await odette.signsIn(CITIZEN_PASSWORD);
  const code = await odette.asks('acte-de-naissance', {
    'nee-ici': 'oui',
    pour: 'moi',
    type: 'integrale',
    'nom-naissance': 'Lebrun',
    prenoms: 'Odette Marie',
    ...dateBoxes('date-naissance', '1948-06-21'),
    'parent-1': 'Lebrun Marcel',
    'parent-2': 'Noël Yvonne',
    ...odette.home,
  });
  const { id } = await town.request(code, FAVRIL);
  yield ago(3, '09:18');
  const claire = town.agent(CLAIRE, FAVRIL);
  await claire.presses(id, 'prendre');
  await claire.presses(id, 'completer', {
    complement:
      'Nos registres ont deux naissances à ce nom en 1948. Quel est le second prénom de votre mère\u202F?',
  });
}

async function* comesAndLearns(town: Town) {
  const { ago, date } = town.days;
  yield ago(4, '10:05');
  const odette = town.citizen(ODETTE, FAVRIL);
  await odette.signsIn(CITIZEN_PASSWORD);
  await odette.books({
    motif: 'aide-numerique',
    venue: FAVRIL,
    from: date(3),
    need: 'Comprendre mon nouveau téléphone',
  });
  yield ago(2, '10:50');
  await odette.signsIn(CITIZEN_PASSWORD);
  await odette.signsUp('ranger-ses-photos', { besoin: 'J’ai plus de mille photos de mes petits-enfants' });
}

export const odette: readonly Story[] = [collectionIsFixed, copyWaitsForHer, comesAndLearns];
