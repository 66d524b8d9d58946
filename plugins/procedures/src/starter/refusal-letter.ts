// A refusal as a mairie writes it: what was asked, why it is refused, and how to contest it (code de justice administrative,
// art. R421-5: without that, the delay to contest does not run).

import type { LetterTemplate } from '../workflow/workflow.ts';

/** Who hears a complaint against a decision of the mayor or of the council. */
const ADMINISTRATIVE_APPEAL =
  'Si vous contestez cette décision, vous pouvez, dans les deux mois qui suivent sa réception, me demander de la revoir par un courrier (recours gracieux), ou saisir le tribunal administratif, par courrier ou sur le site www.telerecours.fr.';

export interface RefusalWords {
  /** What was asked, after « votre demande »: « de réservation de la salle communale ». */
  readonly of: string;
  readonly signedBy?: string;
  /** How to contest, where it is not before the tribunal administratif. */
  readonly appeal?: string;
}

/** The letter `refus`. */
export function refusalLetter({
  of,
  signedBy = 'Le maire',
  appeal = ADMINISTRATIVE_APPEAL,
}: RefusalWords): LetterTemplate {
  return {
    id: 'refus',
    title: 'Réponse à votre demande {{reference}}',
    paragraphs: [
      'Madame, Monsieur,',
      `Nous avons examiné votre demande ${of}. Nous ne pouvons pas y donner une suite favorable, pour les raisons suivantes\u00A0:`,
      '{{motif-refus}}',
      appeal,
      'Pour toute question, vous pouvez joindre {{service}}, en rappelant la référence {{reference}}.',
      'Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.',
    ],
    signedBy,
  };
}
