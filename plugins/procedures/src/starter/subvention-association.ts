// A grant to an association: examined, voted by the council, paid (loi n° 2000-321 du 12 avril 2000, art. 9-1 to 10-1).

import type { NewProcedure } from '../publish.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { refusalLetter } from './refusal-letter.ts';
import { JEANNE, joined } from './sample-answers.ts';
import { SIGNED, signPage } from './sign-page.ts';
import { grantWorkflow } from './subvention-association-workflow.ts';

const CLUB = {
  declaree: true,
  'association-nom': 'Comité des fêtes du Favril',
  rna: 'W281001234',
  siret: '20005836000021',
  adherents: 48,
  usage: 'projet',
  projet: 'Quatre concerts gratuits en plein air, de juin à septembre, avec l’école de musique.',
  montant: 1_500,
  budget: 4_200,
  aides: { items: [{ financeur: 'Département', somme: 800 }] },
  comptes: joined('comptes.pdf'),
  previsionnel: joined('budget.pdf'),
  iban: 'FR7630006000011234567890189',
  engagement: true,
  ...JEANNE,
  signature: SIGNED,
};

export const subventionAssociation: NewProcedure = {
  slug: 'subvention-association',
  title: 'Demander une subvention pour une association',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'declaree',
        title: 'L’association est-elle déclarée\u202F?',
        fields: [
          {
            id: 'declaree',
            type: 'yes-no',
            label: 'L’association est déclarée en préfecture et a un numéro SIRET',
            help: 'Sans l’un ou l’autre, aucune subvention ne peut être versée.',
          },
        ],
      },
      {
        id: 'a-declarer',
        title: 'Déclarez d’abord l’association',
        stop: true,
        when: { '===': [{ var: 'declaree' }, false] },
        fields: [
          {
            id: 'a-declarer-texte',
            type: 'info',
            label: 'La déclaration et le SIRET sont gratuits.',
            help: 'Déclarez l’association sur service-public.gouv.fr, puis demandez son SIRET sur lecompteasso.associations.gouv.fr. En attendant, la mairie peut vous aider autrement\u00A0: prêt de salle ou de matériel.',
          },
        ],
      },
      {
        id: 'association',
        title: 'L’association',
        fields: [
          {
            id: 'association-nom',
            type: 'text',
            label: 'Nom de l’association',
            autocomplete: 'organization',
            maxLength: 150,
          },
          {
            id: 'rna',
            type: 'rna',
            label: 'Numéro RNA',
            help: 'W suivi de neuf signes, sur le récépissé de la préfecture. Il nous évite de vous redemander les statuts.',
            example: 'W281001234',
          },
          {
            id: 'siret',
            type: 'siret',
            label: 'Numéro SIRET',
            help: 'Quatorze chiffres, sur l’avis de l’Insee. Le Trésor public le demande pour verser.',
            example: '200 058 360 00021',
          },
          {
            id: 'adherents',
            type: 'number',
            label: 'Nombre d’adhérents',
            min: 1,
            max: 100_000,
          },
        ],
      },
      {
        id: 'projet',
        title: 'À quoi servira la subvention\u202F?',
        fields: [
          {
            id: 'usage',
            type: 'choice',
            label: 'Elle aidera',
            options: [
              { value: 'fonctionnement', label: 'La vie de l’association, toute l’année' },
              { value: 'projet', label: 'Un projet précis' },
            ],
          },
          {
            id: 'projet',
            type: 'textarea',
            label: 'Ce que vous ferez',
            help: 'Pour qui, où, quand, et ce que les habitants y gagnent.',
            maxLength: 3_000,
          },
        ],
      },
      {
        id: 'argent',
        title: 'Combien\u202F?',
        fields: [
          {
            id: 'montant',
            type: 'amount',
            label: 'Subvention demandée',
            subject: 'la subvention demandée',
            example: '1500',
            min: 1,
            max: 1_000_000,
          },
          {
            id: 'budget',
            type: 'amount',
            label: 'Budget total du projet ou de l’année',
            subject: 'le budget total',
            example: '4200',
            min: 1,
            max: 100_000_000,
          },
          {
            id: 'aides',
            type: 'repeat',
            label: 'Autres aides demandées ou reçues',
            help: 'Publiques ou privées, pour la même chose.',
            one: 'Aide',
            optional: true,
            max: 8,
            fields: [
              { id: 'financeur', type: 'text', label: 'De qui', example: 'Département', maxLength: 100 },
              { id: 'somme', type: 'amount', label: 'Combien', min: 0, max: 10_000_000 },
            ],
          },
        ],
      },
      {
        id: 'pieces',
        title: 'Les pièces',
        fields: [
          {
            id: 'comptes',
            type: 'file',
            label: 'Les comptes du dernier exercice',
            help: 'Ceux que l’assemblée générale a approuvés. Une association neuve n’en a pas. 25\u00A0Mo au plus.',
            optional: true,
            maxFiles: 3,
          },
          {
            id: 'previsionnel',
            type: 'file',
            label: 'Le budget prévisionnel',
            help: 'Les dépenses et les recettes prévues, sur une page. 25\u00A0Mo au plus.',
            maxFiles: 2,
          },
          {
            id: 'iban',
            type: 'iban',
            label: 'IBAN de l’association',
            help: 'Sur le relevé d’identité bancaire. Le compte doit être au nom de l’association\u00A0: c’est là que la subvention est versée.',
            example: 'FR76 3000 6000 0112 3456 7890 189',
          },
        ],
      },
      {
        id: 'engagement',
        title: 'Le contrat d’engagement républicain',
        fields: [
          {
            id: 'engagement-texte',
            type: 'info',
            label:
              'Toute association subventionnée le respecte (loi du 12\u00A0avril\u00A02000, article 10-1).',
            help: 'Liberté, égalité, fraternité, dignité de la personne humaine, respect de l’ordre public et des symboles de la République. La subvention est à rendre s’il n’est pas respecté.',
          },
          { id: 'engagement', type: 'tick', label: 'L’association souscrit ce contrat' },
        ],
      },
      contactPage('Qui représente l’association\u202F?'),
      signPage(
        'Je représente l’association et certifie que ces renseignements sont exacts.',
        'Elle est à jour de ses déclarations sociales et fiscales.',
      ),
    ],
  },
  workflow: grantWorkflow,
  letters: [
    {
      id: 'attribution',
      title: 'Attribution d’une subvention ({{reference}})',
      paragraphs: [
        'Madame, Monsieur,',
        'J’ai le plaisir de vous informer que le conseil municipal, par sa délibération {{deliberation}}, a accordé à l’association «\u00A0{{association-nom}}\u00A0» une subvention de {{montant-vote}}.',
        'Elle sera versée sur le compte de l’association dans les prochaines semaines. Si elle est destinée à un projet précis, elle ne peut servir qu’à lui\u00A0: vous rendrez compte de son emploi dans les six mois qui suivent la fin de l’exercice (loi du 12\u00A0avril\u00A02000, article 10).',
        'Merci à vos bénévoles de ce qu’ils font pour la commune.',
        'Veuillez agréer, Madame, Monsieur, l’expression de mes salutations distinguées.',
      ],
      signedBy: 'Le maire',
    },
    refusalLetter({ of: 'de subvention pour l’association «\u00A0{{association-nom}}\u00A0»' }),
  ],
  scenarios: [
    {
      name: 'Une association sans SIRET sait par où commencer',
      answers: { declaree: false },
      steps: [{ stopsAt: 'a-declarer' }],
    },
    {
      name: 'Une subvention est étudiée, votée, versée',
      answers: CLUB,
      steps: [
        { expect: { status: 'recue', silenceOn: '2026-05-02' } },
        { press: 'prendre', as: 'case-worker' },
        { press: 'presenter', as: 'case-worker', filled: { seance: '2026-04-09' } },
        { expect: { status: 'au-vote', offers: ['attribuer', 'refuser'], mail: { to: 'citizen' } } },
        {
          press: 'attribuer',
          as: 'secretary',
          filled: { 'montant-vote': 1_200, deliberation: 'n°\u00A02026-12 du 9\u00A0avril\u00A02026' },
        },
        {
          expect: {
            status: 'attribuee',
            letter: 'attribution',
            mail: { to: 'citizen', contains: '2026-12' },
          },
        },
        { wait: 200 },
        { expect: { status: 'attribuee' } },
        { press: 'verser', as: 'case-worker' },
        { expect: { status: 'versee', mail: { to: 'citizen', contains: 'versée' } } },
      ],
    },
    {
      name: 'Le silence vaut refus, et le conseil peut voter quand même',
      answers: { ...CLUB, usage: 'fonctionnement' },
      steps: [
        { wait: 62 },
        { expect: { status: 'refus-implicite', offers: ['attribuer', 'refuser'] } },
        {
          press: 'attribuer',
          as: 'secretary',
          filled: { 'montant-vote': 500, deliberation: 'n°\u00A02026-20' },
        },
        { expect: { status: 'attribuee', letter: 'attribution' } },
      ],
    },
    {
      name: 'Un dossier incomplet arrête le délai, puis le conseil refuse',
      answers: CLUB,
      steps: [
        { press: 'prendre', as: 'case-worker' },
        { press: 'completer', as: 'case-worker', filled: { complement: 'Les comptes de 2025, signés.' } },
        { expect: { status: 'a-completer', mail: { to: 'citizen', contains: 'comptes de 2025' } } },
        { wait: 10 },
        { citizen: 'completee', changes: { comptes: joined('comptes-2025.pdf') } },
        { expect: { status: 'instruction', silenceOn: '2026-05-12' } },
        {
          press: 'refuser',
          as: 'secretary',
          filled: { 'motif-refus': 'Les crédits de l’année sont épuisés.' },
        },
        { expect: { status: 'refusee', letter: 'refus', mail: { to: 'citizen', contains: 'crédits' } } },
      ],
    },
  ],
};
