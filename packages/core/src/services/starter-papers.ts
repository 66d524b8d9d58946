// Starter services: papers and civil status, which the mairie handles.

import type { NewService } from './starter.ts';

export const papersServices: readonly NewService[] = [
  {
    slug: 'acte-de-naissance',
    title: 'Demander une copie d’acte de naissance',
    official: 'Copie intégrale ou extrait d’acte de naissance',
    summary:
      'Recevez par courrier, ou venez chercher, la copie d’un acte de naissance établi dans la commune.',
    theme: 'Papiers et état civil',
    keywords: [
      'acte de naissance',
      'extrait de naissance',
      'extrait d’acte',
      'copie intégrale',
      'certificat de naissance',
      'filiation',
      'état civil',
      'naissance',
      'né',
      'née',
      'pacs',
      'mariage',
    ],
    featured: true,
    level: 'commune',
    sheet: {
      who: 'Toute personne née dans la commune, ou un proche\u00A0: conjoint, partenaire de Pacs, parent, grand-parent, enfant, petit-enfant. L’extrait sans filiation est ouvert à tous. Né ailleurs\u202F? Demandez l’acte à la mairie du lieu de naissance.',
      need: [
        'Les nom et prénoms de la personne concernée',
        'Sa date de naissance',
        'Les noms et prénoms de ses parents, sauf pour un extrait sans filiation',
      ],
      cost: 'Gratuit',
      delay: 'Quelques jours, plus le temps du courrier',
      legal: 'Code civil, article 101-1\u202F; décret n°\u00A02017-890 du 6\u00A0mai\u00A02017',
    },
    channels: [
      { kind: 'form', procedure: 'acte-de-naissance' },
      { kind: 'counter', note: 'Venez avec une pièce d’identité.' },
      { kind: 'phone' },
    ],
  },
  {
    slug: 'carte-identite',
    title: 'Refaire une carte d’identité ou un passeport',
    official: 'Carte nationale d’identité et passeport biométrique',
    summary:
      'Peu de mairies prennent les empreintes, mais vous pouvez aller dans n’importe laquelle, partout en France.',
    theme: 'Papiers et état civil',
    keywords: [
      'carte d’identité',
      'CNI',
      'passeport',
      'papiers',
      'papiers perdus',
      'carte volée',
      'carte périmée',
      'renouvellement',
      'empreintes',
      'ANTS',
      'titre',
      'voyage',
      'pièce d’identité',
    ],
    featured: true,
    level: 'commune',
    sheet: {
      who: 'Toute personne de nationalité française, à tout âge. Un enfant vient avec un parent.',
      need: [
        'Le numéro de votre pré-demande, remplie sur le site de l’État',
        'Une photo d’identité de moins de six mois',
        'Votre ancien titre, ou la déclaration de perte ou de vol',
        'Un justificatif de domicile de moins d’un an',
        'Pour un passeport, le timbre fiscal',
      ],
      cost: 'Carte d’identité\u00A0: gratuite, sauf si l’ancienne est perdue ou volée (25\u00A0€). Passeport\u00A0: 86\u00A0€ pour un adulte, 42\u00A0€ de 15 à 17\u00A0ans, 17\u00A0€ avant 15\u00A0ans.',
      delay:
        'Variable selon la mairie et la saison\u00A0: comptez plusieurs semaines et prenez rendez-vous tôt',
      legal:
        'Décrets n°\u00A055-1397 du 22\u00A0octobre\u00A01955 (carte d’identité) et n°\u00A02005-1726 du 30\u00A0décembre\u00A02005 (passeport)',
    },
    channels: [
      {
        kind: 'link',
        href: 'https://rendezvouspasseport.ants.gouv.fr/',
        label: 'Trouver un rendez-vous dans une mairie équipée, sur le site de l’État',
      },
      {
        kind: 'counter',
        note: 'Le secrétariat vous aide à préparer le dossier. Pour les empreintes, il faut une mairie équipée\u00A0: demandez-nous la plus proche.',
      },
      { kind: 'phone' },
    ],
  },
  {
    slug: 'recensement-citoyen',
    title: 'Se faire recenser à 16\u00A0ans',
    official: 'Recensement citoyen obligatoire',
    summary:
      'À 16\u00A0ans, chaque jeune Français se fait recenser. L’attestation sert pour les examens et le permis de conduire.',
    theme: 'Papiers et état civil',
    keywords: [
      'recensement',
      '16 ans',
      'jeune',
      'JDC',
      'JAPD',
      'journée défense et citoyenneté',
      'armée',
      'service national',
      'bac',
      'permis de conduire',
      'attestation de recensement',
    ],
    featured: true,
    level: 'commune',
    sheet: {
      who: 'Chaque jeune Français, fille ou garçon, dans les trois mois qui suivent ses 16\u00A0ans, à la mairie de son domicile. Passé ce délai, il est encore temps\u00A0: faites-le dès que possible.',
      need: ['Une carte d’identité ou un passeport', 'Le livret de famille'],
      cost: 'Gratuit',
      delay: 'L’attestation vous est remise au guichet, ou envoyée après vérification',
      legal: 'Code du service national, article L113-1',
    },
    channels: [
      { kind: 'form', procedure: 'recensement-citoyen' },
      { kind: 'counter', note: 'Le jeune peut venir seul.' },
    ],
  },
  {
    slug: 'listes-electorales',
    title: 'S’inscrire pour voter',
    official: 'Inscription sur les listes électorales',
    summary: 'Inscrivez-vous sur les listes électorales de votre commune, après un déménagement par exemple.',
    theme: 'Papiers et état civil',
    keywords: [
      'élections',
      'élection',
      'voter',
      'vote',
      'liste électorale',
      'carte d’électeur',
      'carte électorale',
      'électeur',
      'déménagement',
      'bureau de vote',
      'municipales',
      'présidentielle',
    ],
    featured: false,
    level: 'commune',
    sheet: {
      who: 'Les Français majeurs, et pour les élections municipales et européennes les citoyens de l’Union européenne. À 18\u00A0ans, l’inscription est automatique si le recensement a été fait.',
      need: [
        'Une pièce d’identité en cours de validité',
        'Un justificatif de domicile de moins de trois mois',
      ],
      cost: 'Gratuit',
      delay:
        'La mairie décide sous cinq jours. Pour voter à un scrutin, inscrivez-vous au plus tard le sixième vendredi qui le précède.',
      legal: 'Code électoral, articles L11, L17 et L18',
    },
    channels: [
      {
        kind: 'link',
        href: 'https://www.service-public.gouv.fr/particuliers/vosdroits/R16396',
        label: 'S’inscrire en ligne, sur le site de l’État',
      },
      // Prepares the file that is signed at the counter: an inscription is made on the State's site or there only.
      { kind: 'form', procedure: 'inscription-electorale' },
      { kind: 'counter', note: 'Venez avec les deux justificatifs.' },
    ],
  },
];
