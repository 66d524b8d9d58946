// What the mairie writes about a prior declaration of works (code de l'urbanisme, art. R423-3 to R424-13).

import type { LetterTemplate } from '../workflow/workflow.ts';

export const worksLetters: readonly LetterTemplate[] = [
  {
    id: 'recepisse',
    title: 'Récépissé de dépôt d’une déclaration préalable ({{numero-dossier}})',
    paragraphs: [
      'Madame, Monsieur,',
      'Vous avez déposé une déclaration préalable de travaux, enregistrée sous le numéro {{numero-dossier}} (référence {{reference}}), pour le terrain suivant\u00A0: {{terrain}}, parcelle {{parcelle}}.',
      'Le délai d’instruction prend fin le {{fin-delai}}. Sans lettre de la mairie avant ce jour, vous pourrez en principe commencer les travaux, et demander un certificat qui le dit (code de l’urbanisme, articles R423-4, R424-1 et R424-13).',
      'Dans le mois qui suit le dépôt, la mairie peut vous écrire que ce délai est plus long, ou qu’il manque des pièces. Dans ce cas, le délai ne commence que lorsque vous les avez toutes envoyées.',
      'Ce récépissé n’est pas une autorisation. Attention\u00A0: une décision acceptée par silence peut être retirée si elle est illégale, ou contestée par un voisin.',
    ],
    signedBy: 'Pour le maire',
  },
  {
    id: 'pieces',
    title: 'Demande de pièces manquantes ({{reference}})',
    paragraphs: [
      'Madame, Monsieur,',
      'Votre déclaration préalable de travaux ne peut pas encore être instruite\u00A0: les pièces suivantes manquent, ou sont insuffisantes.',
      '{{pieces-manquantes}}',
      'Vous avez trois mois, à compter de la réception de cette lettre, pour les envoyer. Le délai d’instruction commencera le jour où la mairie aura tout reçu. Passé trois mois, la déclaration fera l’objet d’une décision tacite d’opposition (code de l’urbanisme, articles R423-38 et R423-39).',
      'Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.',
    ],
    signedBy: 'Pour le maire',
  },
  {
    id: 'decision',
    title: 'Décision de non-opposition à une déclaration préalable ({{reference}})',
    paragraphs: [
      'Le maire,',
      'Vu le code de l’urbanisme, notamment ses articles L421-4, L424-1 et suivants\u202F;',
      'Vu la déclaration préalable {{reference}} présentée par {{demandeur}} pour le terrain suivant\u00A0: {{terrain}}, parcelle {{parcelle}}\u202F;',
      'Décide\u00A0:',
      'Article 1er. Il n’est pas fait opposition à la déclaration préalable.',
      'Article 2. Conditions à respecter\u00A0: {{prescriptions}}',
      'La décision est valable trois ans. Elle est affichée sur le terrain, visible de la rue, dès sa notification et pendant tout le chantier\u00A0: les voisins ont alors deux mois pour la contester. Elle est donnée sous réserve du droit des tiers.',
    ],
    signedBy: 'Le maire',
  },
  {
    id: 'certificat',
    title: 'Certificat de non-opposition à une déclaration préalable ({{reference}})',
    paragraphs: [
      'Le maire certifie que la déclaration préalable {{reference}}, présentée par {{demandeur}} pour le terrain suivant\u00A0: {{terrain}}, parcelle {{parcelle}}, n’a fait l’objet d’aucune opposition dans le délai d’instruction (code de l’urbanisme, article R424-13).',
      'Ce certificat est affiché sur le terrain pendant tout le chantier. La décision est valable trois ans, sous réserve du droit des tiers.',
    ],
    signedBy: 'Le maire',
  },
  {
    id: 'opposition',
    title: 'Opposition à une déclaration préalable ({{reference}})',
    paragraphs: [
      'Le maire,',
      'Vu le code de l’urbanisme, notamment ses articles L421-7 et L424-3\u202F;',
      'Vu la déclaration préalable {{reference}} présentée par {{demandeur}} pour le terrain suivant\u00A0: {{terrain}}, parcelle {{parcelle}}\u202F;',
      'Considérant ce qui suit\u00A0: {{motif-refus}}',
      'Décide\u00A0: il est fait opposition à la déclaration préalable.',
      'Cette décision peut être contestée dans les deux mois qui suivent sa réception, devant le maire (recours gracieux) ou devant le tribunal administratif (www.telerecours.fr).',
    ],
    signedBy: 'Le maire',
  },
];
