// The procedures that a new tenant gets: complete, in plain French, asking nothing useless.

import type { NewProcedure } from '../publish.ts';
import { acteDeDeces } from './acte-de-deces.ts';
import { acteDeMariage } from './acte-de-mariage.ts';
import { acteDeNaissance } from './acte-de-naissance.ts';
import { cantine } from './cantine.ts';
import { changementDAdresse } from './changement-d-adresse.ts';
import { debitDeBoissonsTemporaire } from './debit-de-boissons-temporaire.ts';
import { declarationDeTravaux } from './declaration-de-travaux.ts';
import { encombrants } from './encombrants.ts';
import { inscriptionElectorale } from './inscription-electorale.ts';
import { meubleDeTourisme } from './meuble-de-tourisme.ts';
import { occupationDuDomainePublic } from './occupation-du-domaine-public.ts';
import { recensementCitoyen } from './recensement-citoyen.ts';
import { salleCommunale } from './salle-communale.ts';
import { signalement } from './signalement.ts';
import { subventionAssociation } from './subvention-association.ts';

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
];
