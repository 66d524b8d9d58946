// Who signs up for the workshops: a full one with its waiting list, a series, and someone whom a social worker sends.

import * as people from '../citizens.ts';
import type { Story, Town } from '../town.ts';
import { COURVILLE, EPCI, FAVRIL, ILLIERS, PONTGOUIN, SAMIRA } from './places.ts';

interface SignUp {
  readonly who: people.Person;
  readonly site: string;
  readonly workshop: string;
  readonly need?: string;
  readonly with?: string;
}

const SIGN_UPS: readonly SignUp[] = [
  { who: people.COLETTE, site: PONTGOUIN, workshop: 'ranger-ses-photos', need: 'Mon téléphone est plein' },
  { who: people.RAYMONDE, site: COURVILLE, workshop: 'ranger-ses-photos', with: 'ma sœur Huguette' },
  { who: people.SIMONE, site: ILLIERS, workshop: 'ranger-ses-photos' },
  {
    who: people.HUBERT,
    site: COURVILLE,
    workshop: 'premiers-pas-ordinateur',
    need: 'Je n’ai jamais tenu de souris',
  },
  { who: people.LEONTINE, site: ILLIERS, workshop: 'premiers-pas-ordinateur' },
  { who: people.BASTIEN, site: FAVRIL, workshop: 'cafe-des-ordinateurs', need: 'Mon ordinateur est lent' },
  { who: people.MARCEAU, site: FAVRIL, workshop: 'cafe-des-ordinateurs' },
  // It has two places: these two wait.
  { who: people.NADEGE, site: FAVRIL, workshop: 'cafe-des-ordinateurs' },
  { who: people.THEODORE, site: FAVRIL, workshop: 'cafe-des-ordinateurs', need: 'Choisir un antivirus' },
];

function signUp({ who, site, workshop, need = '', with: companion }: SignUp, index: number): Story {
  return async function* (town) {
    yield town.days.ago(2, `${String(9 + index).padStart(2, '0')}:25`);
    await town.citizen(who, site).signsUp(workshop, {
      besoin: need,
      ...(companion !== undefined && { personnes: '2', accompagnants: companion }),
    });
  };
}

async function* isOriented(town: Town) {
  yield town.days.ago(1, '15:20');
  const samira = town.agent(SAMIRA, EPCI);
  await samira.orients('Ses démarches CAF, à plusieurs', {
    nom: people.fullName(people.PAULA),
    courriel: people.PAULA.email,
    telephone: people.PAULA.phone,
    pourquoi: 'Elle souhaite ouvrir son compte et comprendre les courriers reçus. Elle vient en bus.',
  });
}

export const workshops: readonly Story[] = [...SIGN_UPS.map(signUp), isOriented];
