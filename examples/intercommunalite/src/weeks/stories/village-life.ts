// The hall, the street, what people write to their mairie.

import { dateBoxes } from '../calendar.ts';
import type { Typed } from '../citizen.ts';
import * as people from '../citizens.ts';
import { paper } from '../papers.ts';
import type { Story, Town } from '../town.ts';
import { CLAIRE, FAVRIL, LUCIE, PONTGOUIN, YVAN } from './places.ts';

interface Party {
  readonly why: string;
  readonly inDays: number;
  readonly guests: string;
}

/** The answers of a form for the hall of a village. */
function party(town: Town, { why, inDays, guests }: Party): Typed {
  return {
    evenement: why,
    qui: 'habitant',
    ...dateBoxes('periode--from', town.days.date(inDays)),
    ...dateBoxes('periode--to', town.days.date(inDays + 1)),
    participants: guests,
    besoins: ['cuisine', 'vaisselle'],
  };
}

const INSURANCE = () => paper('attestation-assurance.pdf', "Attestation d'assurance");

async function* hallIsPaid(town: Town) {
  const { ago } = town.days;
  const lise = town.citizen(people.LISE, FAVRIL);
  yield ago(20, '21:20');
  const code = await lise.asks('salle-communale', {
    ...party(town, { why: 'famille', inDays: 40, guests: '60' }),
    precisions: 'Un traiteur vient la veille.',
    ...lise.home,
  });
  const { id } = await town.request(code, FAVRIL);
  yield ago(18, '09:40');
  const claire = town.agent(CLAIRE, FAVRIL);
  await claire.presses(id, 'pre-reserver', { prix: '180', caution: '500' });
  yield ago(15, '20:02');
  await lise.completes(code, { assurance: INSURANCE() });
  yield ago(14, '10:15');
  await claire.presses(id, 'faire-payer', { cles: 'Le vendredi à 17\u00A0h, devant la salle.' });
  yield ago(11, '11:30');
  await claire.takesMoney(id, 'cheque', '0041826');
  yield ago(10, '18:44');
  await lise.rates(code, 'good', 'Tout s’est fait le soir, depuis chez moi.');
}

async function* hallIsToPay(town: Town) {
  const { ago } = town.days;
  const marceau = town.citizen(people.MARCEAU, FAVRIL);
  yield ago(9, '12:15');
  const code = await marceau.asks('salle-communale', {
    ...party(town, { why: 'reunion', inDays: 33, guests: '35' }),
    ...marceau.home,
  });
  const { id } = await town.request(code, FAVRIL);
  yield ago(8, '09:05');
  const lucie = town.agent(LUCIE, FAVRIL);
  await lucie.presses(id, 'pre-reserver', { prix: '90', caution: '300' });
  yield ago(5, '19:30');
  await marceau.completes(code, { assurance: INSURANCE() });
  yield ago(2, '10:40');
  await lucie.presses(id, 'faire-payer', { cles: 'Le samedi à 9\u00A0h, à la mairie.' });
}

async function* hallIsGivenUp(town: Town) {
  const { ago } = town.days;
  const armel = town.citizen(people.ARMEL, PONTGOUIN);
  yield ago(15, '08:20');
  const code = await armel.asks('salle-communale', {
    ...party(town, { why: 'famille', inDays: 26, guests: '80' }),
    ...armel.home,
  });
  const { id } = await town.request(code, PONTGOUIN);
  yield ago(14, '14:02');
  const yvan = town.agent(YVAN, PONTGOUIN);
  await yvan.presses(id, 'pre-reserver', { prix: '150', caution: '400' });
  yield ago(11, '07:58');
  await armel.writes(code, 'Bonjour, la fête est reportée au printemps. Vous pouvez libérer la salle.');
  yield ago(11, '14:30');
  await yvan.presses(id, 'annuler', {
    'motif-annulation': 'Vous nous avez écrit que la fête est reportée. À bientôt pour une autre date.',
  });
}

async function* lampIsMended(town: Town) {
  const { ago } = town.days;
  const theodore = town.citizen(people.THEODORE, FAVRIL);
  yield ago(17, '19:10');
  const code = await theodore.asks('signalement', {
    quoi: 'eclairage',
    details: 'Le lampadaire clignote depuis une semaine, puis s’éteint vers 20\u00A0h.',
    endroit: 'cour de la Ferme, près de l’abribus',
    reponse: 'oui',
    nom: people.fullName(people.THEODORE),
  });
  const { id } = await town.request(code, FAVRIL);
  yield ago(16, '09:12');
  const claire = town.agent(CLAIRE, FAVRIL);
  await claire.presses(id, 'prendre');
  await claire.answers(id, 'Merci. Est-ce le lampadaire du côté de l’abribus, ou celui d’en face\u202F?');
  yield ago(16, '18:30');
  await theodore.writes(code, 'Celui du côté de l’abribus. Le numéro 14 est écrit dessus.');
  yield ago(15, '09:30');
  await claire.notes(id, 'Transmis au syndicat d’électricité, passage prévu cette semaine.');
  yield ago(12, '16:00');
  await claire.presses(id, 'accepter');
  yield ago(11, '20:48');
  await theodore.rates(code, 'bad', 'Réparé, mais il a fallu attendre toute la semaine.');
}

async function* holeWaits(town: Town) {
  const { ago } = town.days;
  const colette = town.citizen(people.COLETTE, PONTGOUIN);
  yield ago(4, '08:35');
  const code = await colette.asks('signalement', {
    quoi: 'chaussee',
    details: 'Un trou profond au milieu de la route, qui grandit à chaque pluie.',
    endroit: 'rue de l’Église, devant le numéro 31',
    reponse: 'oui',
    nom: people.fullName(people.COLETTE),
  });
  const { id } = await town.request(code, PONTGOUIN);
  yield ago(3, '09:50');
  const lucie = town.agent(LUCIE, PONTGOUIN);
  await lucie.presses(id, 'prendre');
  await lucie.takesCareOf(id);
  await lucie.answers(
    id,
    'Merci. L’employé communal pose un cône ce matin\u00A0; le trou sera rebouché vendredi.',
  );
}

async function* tyresAreFound(town: Town) {
  yield town.days.minutesAgo(190);
  await town.citizen(people.BASTIEN, FAVRIL).asks('signalement', {
    quoi: 'depot',
    details: 'Une dizaine de pneus et des pots de peinture, laissés cette nuit.',
    endroit: 'chemin de la Source, après le pont',
    reponse: 'non',
  });
}

async function* questionIsAnswered(town: Town) {
  const { ago } = town.days;
  const inaya = town.citizen(people.INAYA, FAVRIL);
  yield ago(12, '22:05');
  const code = await inaya.asks('contact', {
    theme: 'question',
    message:
      'Bonjour, nous venons d’emménager Grande Rue. Quel jour faut-il sortir les poubelles jaunes\u202F?',
  });
  const { id } = await town.request(code, FAVRIL);
  yield ago(11, '09:08');
  const claire = town.agent(CLAIRE, FAVRIL);
  await claire.presses(id, 'repondre', {
    reponse:
      'Bienvenue au Favril\u00A0! Les bacs jaunes sont ramassés un jeudi sur deux, les semaines paires. Sortez-les le mercredi soir.',
  });
  yield ago(11, '12:20');
  await inaya.rates(code, 'very-good', 'Une réponse le lendemain matin, merci.');
}

async function* ideaArrives(town: Town) {
  yield town.days.minutesAgo(75);
  await town.citizen(people.NADEGE, FAVRIL).asks('contact', {
    theme: 'idee',
    message:
      'Serait-il possible d’installer un banc près du lavoir\u202F? Les personnes âgées s’y arrêtent souvent.',
  });
}

async function* branchIsTold(town: Town) {
  const { phone } = people.GASPARD;
  const { ago } = town.days;
  yield ago(6, '11:18');
  const lucie = town.agent(LUCIE, FAVRIL);
  const id = await lucie.writesDown('Signaler un problème dans la rue', {
    canal: 'phone',
    nom: people.fullName(people.GASPARD),
    telephone: phone,
    demande: 'Une branche menace de tomber sur la rue du Four, au niveau du numéro 6.',
  });
  yield ago(5, '16:40');
  await lucie.closes(id, 'La branche a été coupée ce matin par l’employé communal.');
}

export const villageLife: readonly Story[] = [
  hallIsPaid,
  hallIsToPay,
  hallIsGivenUp,
  lampIsMended,
  holeWaits,
  tyresAreFound,
  questionIsAnswered,
  ideaArrives,
  branchIsTold,
];
