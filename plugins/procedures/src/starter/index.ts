// The procedures that a new tenant gets: complete, in plain French, asking nothing useless.

import type { NewProcedure } from '../publish.ts';
import { acteDeDeces } from './acte-de-deces.ts';
import { acteDeMariage } from './acte-de-mariage.ts';
import { acteDeNaissance } from './acte-de-naissance.ts';
import { aideCcas } from './aide-ccas.ts';
import { cantine } from './cantine.ts';
import { carteDecheterie } from './carte-decheterie.ts';
import { changementDAdresse } from './changement-d-adresse.ts';
import { chienDangereux } from './chien-dangereux.ts';
import { composteur } from './composteur.ts';
import { concessionFuneraire } from './concession-funeraire.ts';
import { creche } from './creche.ts';
import { debitDeBoissonsTemporaire } from './debit-de-boissons-temporaire.ts';
import { declarationDeTravaux } from './declaration-de-travaux.ts';
import { eauAbonnement } from './eau-abonnement.ts';
import { eauFuite } from './eau-fuite.ts';
import { ecrireALaMairie } from './ecrire-a-la-mairie.ts';
import { encombrants } from './encombrants.ts';
import { inscriptionElectorale } from './inscription-electorale.ts';
import { meubleDeTourisme } from './meuble-de-tourisme.ts';
import { occupationDuDomainePublic } from './occupation-du-domaine-public.ts';
import { periscolaire } from './periscolaire.ts';
import { recensementCitoyen } from './recensement-citoyen.ts';
import { rendezVousMaire } from './rendez-vous-maire.ts';
import { salleCommunale } from './salle-communale.ts';
import { signalement } from './signalement.ts';
import { subventionAssociation } from './subvention-association.ts';
import { taxeDeSejour } from './taxe-de-sejour.ts';
import { transportScolaire } from './transport-scolaire.ts';

export const starterProcedures: readonly NewProcedure[] = [
  acteDeNaissance,
  acteDeMariage,
  acteDeDeces,
  inscriptionElectorale,
  changementDAdresse,
  debitDeBoissonsTemporaire,
  salleCommunale,
  subventionAssociation,
  occupationDuDomainePublic,
  declarationDeTravaux,
  meubleDeTourisme,
  encombrants,
  cantine,
  recensementCitoyen,
  signalement,
  creche,
  periscolaire,
  transportScolaire,
  composteur,
  carteDecheterie,
  eauAbonnement,
  eauFuite,
  chienDangereux,
  concessionFuneraire,
  taxeDeSejour,
  aideCcas,
  rendezVousMaire,
  ecrireALaMairie,
];
