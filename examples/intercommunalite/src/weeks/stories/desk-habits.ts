// What agents keep at hand: searches of the inbox under a name, texts that they answer with.

import type { Story, Town } from '../town.ts';
import { CLAIRE, EPCI, FAVRIL, SAMIRA } from './places.ts';

async function* searchesAreKept(town: Town) {
  yield town.days.ago(9, '08:50');
  const claire = town.agent(CLAIRE, FAVRIL);
  await claire.keepsSearch('etat=ouvertes&attribution=moi', 'Les miennes');
  await claire.keepsSearch('etat=ouvertes&retard=oui', 'En retard');
  const samira = town.agent(SAMIRA, EPCI);
  await samira.keepsSearch('etat=attente', 'En attente de l’usager');
}

async function* textsAreKept(town: Town) {
  yield town.days.ago(19, '09:00');
  const claire = town.agent(CLAIRE, FAVRIL);
  await claire.keepsTemplate(
    'Nous nous en occupons',
    'Bonjour {{demandeur}},\n\nVotre demande {{reference}} est bien arrivée. Nous nous en occupons cette semaine.\n\nLe secrétariat de la mairie du Favril',
  );
  await claire.keepsTemplate(
    'Registre à consulter',
    'Bonjour {{demandeur}},\n\nPour votre demande «\u00A0{{demarche}}\u00A0», nous devons consulter un registre ancien. Comptez une semaine.\n\nLe secrétariat de la mairie du Favril',
  );
  const samira = town.agent(SAMIRA, EPCI);
  await samira.keepsTemplate(
    'Photo à envoyer',
    'Bonjour {{demandeur}},\n\nPour votre demande {{reference}}, une photo nous aidera à prévoir le bon camion.\n\nLe service de la collecte',
  );
}

export const deskHabits: readonly Story[] = [searchesAreKept, textsAreKept];
