// What PayFiP's codes mean to the agent who set it up. The list is that of the implementation guide (« Annexe – Messages
// d’anomalies »), as far as it could be read without access to the service.

const WORDS: Readonly<Record<string, string>> = {
  S1: 'Le mode (essai, activation, production) n’est pas accepté.',
  T1: 'Le numéro de client PayFiP n’est pas valable.',
  T2: 'PayFiP ne connaît pas ce numéro de client.',
  T4: 'Ce numéro de client n’est pas ouvert au service web de PayFiP\u00A0: demandez-le à votre correspondant moyens de paiement.',
  M1: 'Le montant n’a pas la forme attendue.',
  M3: 'Le montant est inférieur au minimum de 1\u00A0euro.',
  M5: 'Le montant dépasse ce que PayFiP accepte.',
  A1: 'L’adresse électronique manque.',
  A2: 'PayFiP n’accepte pas cette adresse électronique.',
  N1: 'PayFiP n’accepte pas l’adresse de notification.',
  D1: 'PayFiP n’accepte pas l’adresse de retour.',
  R3: 'La référence n’a pas la forme attendue.',
  P1: 'PayFiP ne connaît pas ce paiement.',
  P3: 'Ce paiement a déjà été fait.',
  P4: 'Ce paiement a été ouvert il y a plus de 15 minutes.',
  P5: 'PayFiP n’a pas encore la réponse.',
};

export function refusalWords(code: string, said: string): string {
  return `${WORDS[code] ?? said} (code PayFiP ${code})`.trim();
}
