// Copies of acts, lists of voters, young people to enrol: what a secretary of mairie does first in the morning.

import { dateBoxes } from '../calendar.ts';
import * as people from '../citizens.ts';
import { paper } from '../papers.ts';
import type { Story } from '../town.ts';
import { CLAIRE, FAVRIL, LUCIE, PONTGOUIN, YVAN } from './places.ts';

const born = (date: string) => ({ 'nee-ici': 'oui', ...dateBoxes('date-naissance', date) });

async function* copyIsSent(town: Parameters<Story>[0]) {
  const { ago } = town.days;
  const nadege = town.citizen(people.NADEGE, FAVRIL);
  yield ago(21, '20:12');
  const code = await nadege.asks('acte-de-naissance', {
    ...born('1991-05-04'),
    ...nadege.home,
    pour: 'moi',
    type: 'integrale',
    'nom-naissance': 'Tournier',
    prenoms: 'Nadège Paulette',
    'parent-1': 'Tournier Roger',
    'parent-2': 'Gallet Josiane',
  });
  const { id } = await town.request(code, FAVRIL);
  yield ago(20, '09:14');
  const claire = town.agent(CLAIRE, FAVRIL);
  await claire.presses(id, 'prendre');
  yield ago(19, '10:02');
  await claire.presses(id, 'accepter');
  yield ago(18, '19:40');
  await nadege.rates(code, 'very-good', 'Reçu en deux jours, sans me déplacer.');
}

async function* dateIsCorrected(town: Parameters<Story>[0]) {
  const { ago } = town.days;
  const firmin = town.citizen(people.FIRMIN, FAVRIL);
  yield ago(8, '11:31');
  const code = await firmin.asks('acte-de-naissance', {
    ...born('1957-02-11'),
    ...firmin.home,
    pour: 'parent',
    type: 'avec-filiation',
    'nom-naissance': 'Delacour',
    prenoms: 'Marguerite Alice',
    'parent-1': 'Delacour Émile',
    'parent-2': 'Roussin Berthe',
  });
  const { id } = await town.request(code, FAVRIL);
  yield ago(7, '09:20');
  const lucie = town.agent(LUCIE, FAVRIL);
  await lucie.presses(id, 'completer', {
    complement:
      'Aucun acte à cette date dans nos registres. Pouvez-vous vérifier l’année de naissance\u202F?',
  });
  yield ago(1, '18:05');
  await firmin.completes(code, dateBoxes('date-naissance', '1955-02-11'));
  await firmin.writes(code, 'Vous aviez raison, c’était 1955\u00A0! J’ai retrouvé le livret de famille.');
}

async function* copyIsLate(town: Parameters<Story>[0]) {
  const { ago } = town.days;
  const gaspard = town.citizen(people.GASPARD, FAVRIL);
  yield ago(7, '16:48');
  const code = await gaspard.asks('acte-de-mariage', {
    'marie-ici': 'oui',
    pour: 'parents',
    type: 'integrale',
    'epoux-1': 'Vauquelin Lucien',
    'epoux-2': 'Dorval Henriette',
    ...dateBoxes('date-mariage', '1962-09-15'),
    'parents-1': 'Vauquelin Jules et Perrin Adèle',
    'parents-2': 'Dorval Octave et Simon Louise',
    ...gaspard.home,
  });
  const { id } = await town.request(code, FAVRIL);
  yield ago(6, '09:35');
  const claire = town.agent(CLAIRE, FAVRIL);
  await claire.presses(id, 'prendre');
  await claire.takesCareOf(id);
  await claire.notes(
    id,
    'Le registre de 1962 est à la reliure. Le relieur le rend en début de semaine prochaine.',
  );
  await claire.answers(
    id,
    'Bonjour, le registre de 1962 est chez le relieur pour quelques jours. Nous vous envoyons la copie dès son retour.',
  );
  yield ago(2, '17:22');
  await gaspard.writes(
    code,
    'Bonjour, merci. Avez-vous des nouvelles du registre\u202F? Le notaire m’attend.',
  );
}

async function* youngManIsEnrolled(town: Parameters<Story>[0]) {
  const { ago, date } = town.days;
  const justine = town.citizen(people.JUSTINE, PONTGOUIN);
  yield ago(10, '18:50');
  const code = await justine.asks('recensement-citoyen', {
    francais: 'oui',
    'jeune-nom': 'Maraval',
    'jeune-prenoms': 'Noé Gabriel',
    ...dateBoxes('jeune-naissance', date(-16 * 366 - 40)),
    'jeune-lieu': 'Chartres, France',
    ...justine.addressIn('jeune-adresse'),
    identite: paper('carte-identite.pdf', "Carte d'identité"),
    livret: paper('livret-de-famille.pdf', 'Livret de famille'),
  });
  const { id } = await town.request(code, PONTGOUIN);
  yield ago(9, '10:10');
  const yvan = town.agent(YVAN, PONTGOUIN);
  await yvan.presses(id, 'prendre');
  yield ago(8, '11:00');
  await yvan.presses(id, 'accepter');
  yield ago(7, '20:15');
  await justine.rates(code, 'good', 'Simple. Il faudrait dire plus tôt quelles pièces préparer.');
}

async function* voterArrives(town: Parameters<Story>[0]) {
  const oumar = town.citizen(people.OUMAR, PONTGOUIN);
  yield town.days.minutesAgo(400);
  await oumar.asks('listes-electorales', {
    nationalite: 'francaise',
    ...dateBoxes('naissance', '1988-11-02'),
    attache: 'domicile',
    moments: ['soir', 'samedi'],
    ...oumar.home,
  });
}

async function* copyIsAskedAtCounter(town: Parameters<Story>[0]) {
  const { family, phone } = people.SOLENE;
  yield town.days.ago(1, '10:55');
  const claire = town.agent(CLAIRE, FAVRIL);
  const id = await claire.writesDown('Demander une copie d’acte de décès', {
    canal: 'counter',
    nom: `Solène ${family}`,
    telephone: phone,
    demande:
      'Copie de l’acte de décès de son oncle, Maurice Aubin, mort au Favril en mars 2019. Elle repasse la chercher.',
  });
  await claire.takesCareOf(id);
}

async function* copyIsRefused(town: Parameters<Story>[0]) {
  const { ago } = town.days;
  const elvire = town.citizen(people.ELVIRE, PONTGOUIN);
  yield ago(16, '21:03');
  const code = await elvire.asks('acte-de-naissance', {
    ...born('1949-08-30'),
    ...elvire.home,
    pour: 'moi',
    type: 'sans-filiation',
    'nom-naissance': 'Sauvage',
    prenoms: 'Elvire Jeanne',
  });
  const { id } = await town.request(code, PONTGOUIN);
  yield ago(14, '14:25');
  const yvan = town.agent(YVAN, PONTGOUIN);
  await yvan.presses(id, 'prendre');
  await yvan.presses(id, 'refuser', {
    'motif-refus':
      'Nos registres n’ont aucune naissance à ce nom. D’après votre date de naissance, l’acte est sans doute à la mairie de Chartres, où se trouvait la maternité.',
  });
  yield ago(13, '09:30');
  await elvire.rates(code, 'bad');
}

export const civilStatus: readonly Story[] = [
  copyIsSent,
  dateIsCorrected,
  copyIsLate,
  youngManIsEnrolled,
  voterArrives,
  copyIsAskedAtCounter,
  copyIsRefused,
];
