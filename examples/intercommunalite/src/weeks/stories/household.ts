// What the intercommunality does for households: bulky waste, cards, composters, meals at school.

import { dateBoxes } from '../calendar.ts';
import * as people from '../citizens.ts';
import { paper } from '../papers.ts';
import type { Story, Town } from '../town.ts';
import { BAILLEAU, COURVILLE, EPCI, ILLIERS, PONTGOUIN, SAMIRA } from './places.ts';

const PROOF = () => paper('facture-eau.pdf', "Facture d'eau");

async function* wasteIsRefused(town: Town) {
  const { ago } = town.days;
  const hubert = town.citizen(people.HUBERT, COURVILLE);
  yield ago(18, '17:15');
  const code = await hubert.asks('encombrants', {
    quoi: ['autre'],
    description: 'Des gravats, après l’abattage d’un mur\u00A0: environ deux mètres cubes.',
    ...hubert.home,
    aide: 'non',
  });
  const { id } = await town.request(code, COURVILLE);
  yield ago(17, '11:05');
  const samira = town.agent(SAMIRA, EPCI);
  await samira.presses(id, 'refuser', {
    'motif-refus':
      'La collecte ne prend pas les gravats. La déchèterie de Courville-sur-Eure les accepte, avec une carte.',
  });
  yield ago(16, '13:00');
  await hubert.rates(code, 'good', 'C’est non, mais on me dit où aller.');
}

async function* photoIsMissing(town: Town) {
  const { ago } = town.days;
  const raymonde = town.citizen(people.RAYMONDE, COURVILLE);
  yield ago(4, '10:22');
  const code = await raymonde.asks('encombrants', {
    quoi: ['meuble', 'literie'],
    description: 'Une armoire normande en deux morceaux et un sommier.',
    ...raymonde.home,
    aide: 'oui',
    etage: 'premier étage, escalier étroit',
  });
  const { id } = await town.request(code, COURVILLE);
  yield ago(3, '09:15');
  const samira = town.agent(SAMIRA, EPCI);
  await samira.presses(id, 'completer', {
    complement: 'Une photo de l’armoire et une photo de l’escalier\u00A0: l’équipe saura combien venir.',
  });
}

async function* wasteArrives(town: Town) {
  const armel = town.citizen(people.ARMEL, PONTGOUIN);
  yield town.days.minutesAgo(48);
  await armel.asks('encombrants', {
    quoi: ['appareil'],
    description: 'Un réfrigérateur et une machine à laver.',
    ...armel.home,
    aide: 'non',
  });
}

async function* cardIsPaid(town: Town) {
  const { ago } = town.days;
  const etienne = town.citizen(people.ETIENNE, ILLIERS);
  yield ago(19, '18:30');
  const code = await etienne.asks('carte-decheterie', {
    usage: 'foyer',
    motif: 'premiere',
    ...etienne.home,
    justificatif: PROOF(),
    remise: 'courrier',
  });
  const { id } = await town.request(code, ILLIERS);
  yield ago(18, '10:45');
  const samira = town.agent(SAMIRA, EPCI);
  await samira.presses(id, 'prendre');
  yield ago(15, '10:00');
  await samira.presses(id, 'accepter');
  yield ago(12, '08:40');
  await etienne.rates(code, 'good');
}

async function* lostCardIsToPay(town: Town) {
  const { ago } = town.days;
  const simone = town.citizen(people.SIMONE, ILLIERS);
  yield ago(6, '09:55');
  const code = await simone.asks('carte-decheterie', {
    usage: 'foyer',
    motif: 'perdue',
    ...simone.home,
    justificatif: PROOF(),
    remise: 'guichet',
  });
  const { id } = await town.request(code, ILLIERS);
  yield ago(3, '14:12');
  const samira = town.agent(SAMIRA, EPCI);
  await samira.presses(id, 'faire-payer');
}

async function* cardIsLate(town: Town) {
  const { ago } = town.days;
  const yannick = town.citizen(people.YANNICK, BAILLEAU);
  yield ago(9, '13:35');
  const code = await yannick.asks('carte-decheterie', {
    usage: 'foyer',
    motif: 'demenagement',
    ...yannick.home,
    justificatif: PROOF(),
    remise: 'courrier',
  });
  const { id } = await town.request(code, BAILLEAU);
  yield ago(8, '16:20');
  const samira = town.agent(SAMIRA, EPCI);
  await samira.opens(id);
}

async function* childEatsAtSchool(town: Town) {
  const { ago, date } = town.days;
  const elvire = town.citizen(people.ELVIRE, PONTGOUIN);
  yield ago(3, '21:40');
  const code = await elvire.asks('cantine', {
    'enfant-prenom': 'Lilou',
    'enfant-nom': 'Sauvage',
    ...dateBoxes('enfant-naissance', date(-7 * 365)),
    'ecole-nom': 'École du Moulin',
    classe: 'ce1',
    jours: ['lundi', 'mardi', 'jeudi'],
    ...dateBoxes('debut', date(12)),
    allergie: 'non',
  });
  const { id } = await town.request(code, PONTGOUIN);
  yield ago(2, '10:05');
  const samira = town.agent(SAMIRA, EPCI);
  await samira.presses(id, 'prendre');
  await samira.takesCareOf(id);
  await samira.notes(id, 'Vérifier avec l’école qu’il reste une place le jeudi.');
}

async function* composterIsReady(town: Town) {
  const { ago } = town.days;
  const leontine = town.citizen(people.LEONTINE, BAILLEAU);
  yield ago(16, '15:30');
  const code = await leontine.asks('composteur', {
    logement: 'jardin',
    taille: 'petit',
    deja: 'non',
    ...leontine.home,
  });
  const { id } = await town.request(code, BAILLEAU);
  yield ago(14, '09:25');
  const samira = town.agent(SAMIRA, EPCI);
  await samira.presses(id, 'accepter', { retrait: 'Samedi matin, à la déchèterie de Courville-sur-Eure.' });
  yield ago(9, '12:10');
  await leontine.rates(code, 'very-good', 'Composteur retiré le samedi, explications très claires.');
}

export const household: readonly Story[] = [
  wasteIsRefused,
  photoIsMissing,
  wasteArrives,
  cardIsPaid,
  lostCardIsToPay,
  cardIsLate,
  childEatsAtSchool,
  composterIsReady,
];
