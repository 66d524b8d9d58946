// The communes that the demonstration's invented content names, by INSEE code. All are of the intercommunality.

/** The Communauté de communes Entre Beauce et Perche. */
export const EPCI_SIREN = '200058360';

export const LE_FAVRIL = '28148';
export const PONTGOUIN = '28302';
export const COURVILLE_SUR_EURE = '28116';
export const ILLIERS_COMBRAY = '28196';
export const BAILLEAU_LE_PIN = '28021';

/** The host that identity providers send people back to. */
export const BROKER_HOST = 'connexion.localhost';
