// The procedures that a new tenant gets: complete, in plain French, asking nothing useless.

import type { NewProcedure } from '../publish.ts';
import { acteDeNaissance } from './acte-de-naissance.ts';
import { cantine } from './cantine.ts';
import { encombrants } from './encombrants.ts';
import { recensementCitoyen } from './recensement-citoyen.ts';
import { signalement } from './signalement.ts';

export const starterProcedures: readonly NewProcedure[] = [
  acteDeNaissance,
  encombrants,
  cantine,
  recensementCitoyen,
  signalement,
];
