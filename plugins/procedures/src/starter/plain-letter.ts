// A letter of the mairie: what it says, between how it greets and how it takes leave.

import type { LetterTemplate } from '../workflow/workflow.ts';

export function plainLetter({ paragraphs, ...letter }: LetterTemplate): LetterTemplate {
  return {
    ...letter,
    paragraphs: [
      'Madame, Monsieur,',
      ...paragraphs,
      'Pour toute question, vous pouvez joindre {{service}}, en rappelant la référence {{reference}}.',
      'Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.',
    ],
  };
}

/** Who signs where a commune or its intercommunality may run the service. */
export const FOR_THE_SERVICE = 'Pour {{service}}';
