// Putting something on the street for a while: scaffolding, a skip, a removal van, a terrace (CG3P, art. L2122-1 and
// following; code de la voirie routière, art. L113-2; CGCT, art. L2213-6).

import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { DECIDERS } from '../workflow/usual-steps.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { refusalLetter } from './refusal-letter.ts';
import { JEANNE, joined } from './sample-answers.ts';

const TERRACE = { '===': [{ var: 'objet' }, 'terrasse'] };
const SCAFFOLDING = { '===': [{ var: 'objet' }, 'echafaudage'] };
const INSURED = { in: [{ var: 'objet' }, ['terrasse', 'echafaudage', 'benne']] };

const SKIP = {
  voie: 'commune',
  objet: 'benne',
  periode: { from: '2026-04-06', to: '2026-04-10' },
  endroit: 'rue du Lavoir, devant le n°\u00A03',
  longueur: 4.5,
  largeur: 2,
  gene: ['stationnement'],
  plan: joined('plan.pdf'),
  assurance: joined('assurance.pdf'),
  ...JEANNE,
};

export const occupationDuDomainePublic: NewProcedure = {
  slug: 'occupation-du-domaine-public',
  title: 'Occuper la rue\u00A0: échafaudage, benne, déménagement, terrasse',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'voie',
        title: 'Où voulez-vous vous installer\u202F?',
        fields: [
          {
            id: 'voie',
            type: 'choice',
            label: 'L’endroit',
            options: [
              {
                value: 'commune',
                label: 'Une rue, une place ou un trottoir dans le bourg',
                help: 'Même si c’est une route départementale qui traverse le bourg.',
              },
              { value: 'departement', label: 'Une route départementale, hors du bourg' },
              { value: 'prive', label: 'Un terrain privé' },
            ],
          },
        ],
      },
      {
        id: 'autre-service',
        title: 'Adressez-vous au département',
        stop: true,
        when: { '===': [{ var: 'voie' }, 'departement'] },
        fields: [
          {
            id: 'autre-service-texte',
            type: 'info',
            label: 'Hors agglomération, c’est le département qui autorise à occuper ses routes.',
            help: 'Demandez une permission de voirie au service des routes du département. Pas sûr que ce soit hors du bourg\u202F? Téléphonez à la mairie.',
          },
        ],
      },
      {
        id: 'rien-a-demander',
        title: 'Vous n’avez rien à demander',
        stop: true,
        when: { '===': [{ var: 'voie' }, 'prive'] },
        fields: [
          {
            id: 'rien-a-demander-texte',
            type: 'info',
            label: 'Sur un terrain privé, l’accord du propriétaire suffit.',
            help: 'Si quelque chose dépasse sur le trottoir, revenez en arrière et choisissez la rue.',
          },
        ],
      },
      {
        id: 'objet',
        title: 'Que voulez-vous installer\u202F?',
        fields: [
          {
            id: 'objet',
            type: 'choice',
            label: 'Installation',
            options: [
              { value: 'echafaudage', label: 'Un échafaudage' },
              { value: 'benne', label: 'Une benne, des matériaux, un engin' },
              { value: 'demenagement', label: 'Un camion de déménagement' },
              { value: 'terrasse', label: 'Une terrasse, un étal, un panneau de commerce' },
            ],
            other: 'Autre chose',
          },
        ],
      },
      {
        id: 'commerce',
        title: 'Votre commerce',
        when: TERRACE,
        fields: [
          {
            id: 'enseigne',
            type: 'text',
            label: 'Nom du commerce',
            autocomplete: 'organization',
            maxLength: 150,
          },
          {
            id: 'siret',
            type: 'siret',
            label: 'Numéro SIRET',
            help: 'Quatorze chiffres, sur vos factures. L’autorisation est donnée à cet établissement.',
            example: '200 058 360 00021',
          },
          { id: 'couverts', type: 'number', label: 'Nombre de tables', min: 0, max: 200 },
        ],
      },
      {
        id: 'travaux',
        title: 'Les travaux',
        when: SCAFFOLDING,
        fields: [
          {
            id: 'travaux',
            type: 'textarea',
            label: 'Quels travaux\u202F?',
            example: 'ravalement de la façade sur rue',
            maxLength: 500,
          },
          {
            id: 'autorisation',
            type: 'text',
            label: 'Numéro de la déclaration préalable ou du permis',
            help: 'Un ravalement ou un changement de toiture en demande souvent un.',
            optional: true,
            maxLength: 40,
          },
        ],
      },
      {
        id: 'quand',
        title: 'Pendant combien de temps\u202F?',
        intro: 'Demandez quinze jours à l’avance, pour laisser le temps de prévenir les riverains.',
        fields: [
          {
            id: 'periode',
            type: 'period',
            label: 'Période',
            subject: 'la période',
            help: 'Une terrasse est autorisée pour une saison ou une année, les autres installations pour trois mois au plus.',
            earliest: { days: 5 },
            maxDays: 366,
          },
        ],
      },
      {
        id: 'emprise',
        title: 'Quelle place cela prend-il\u202F?',
        fields: [
          {
            id: 'endroit',
            type: 'text',
            label: 'Adresse ou repère',
            example: 'rue du Lavoir, devant le n°\u00A03',
            maxLength: 200,
          },
          {
            id: 'longueur',
            type: 'number',
            label: 'Longueur',
            example: '4,5',
            unit: 'm',
            decimals: 1,
            min: 0.5,
            max: 200,
          },
          {
            id: 'largeur',
            type: 'number',
            label: 'Largeur',
            help: 'Un fauteuil roulant doit pouvoir passer\u00A0: il faut 1,40 m libres sur le trottoir.',
            example: '2',
            unit: 'm',
            decimals: 1,
            min: 0.5,
            max: 50,
          },
          {
            id: 'gene',
            type: 'choices',
            label: 'Ce qui est occupé ou gêné',
            options: [
              { value: 'trottoir', label: 'Le trottoir' },
              { value: 'stationnement', label: 'Des places de stationnement' },
              { value: 'voie', label: 'Une voie de circulation' },
              { value: 'rue', label: 'Toute la rue, à fermer' },
              { value: 'rien', label: 'Rien de cela' },
            ],
          },
        ],
      },
      {
        id: 'pieces',
        title: 'Les pièces',
        fields: [
          {
            id: 'plan',
            type: 'file',
            label: 'Un plan ou une photo de l’endroit',
            help: 'Un dessin à la main, avec les mesures, suffit. 25\u00A0Mo au plus.',
            maxFiles: 3,
          },
          {
            id: 'assurance',
            type: 'file',
            label: 'L’attestation d’assurance responsabilité civile',
            help: 'Votre assureur la donne sur demande. 25\u00A0Mo au plus.',
            when: INSURED,
          },
        ],
      },
      contactPage(),
    ],
  },
  workflow: usualWorkflow({
    granted:
      'Vous pouvez vous installer, aux conditions de l’arrêté. Il est dans vos messages\u00A0: affichez-le sur place.',
    grantLabel: 'Signer l’arrêté',
    grantAsks: [
      {
        id: 'numero-arrete',
        type: 'text',
        label: 'Numéro de l’arrêté',
        example: '2026-21',
        maxLength: 40,
      },
      {
        id: 'redevance',
        type: 'amount',
        label: 'Redevance pour toute la période',
        help: 'Selon la délibération du conseil. Écrivez 0 si rien n’est dû.',
        min: 0,
        max: 100_000,
      },
      {
        id: 'prescriptions',
        type: 'textarea',
        label: 'Conditions à respecter',
        help: 'Elles sont écrites telles quelles dans l’arrêté.',
        example: 'Laisser un passage de 1,40 m. Baliser la nuit.',
        maxLength: 2_000,
      },
    ],
    letter: 'arrete',
    refusalLetter: 'refus',
    deciders: DECIDERS,
    correctable: ['periode', 'endroit', 'longueur', 'largeur', 'gene', 'plan'],
    within: 10,
    opinionWithin: 10,
    silence: {
      means: 'refusal',
      months: 2,
      law: 'CRPA, art. L231-5, et décret n°\u00A02015-1461 du 10\u00A0novembre\u00A02015',
    },
  }),
  letters: [
    {
      id: 'arrete',
      title: 'Arrêté n°\u00A0{{numero-arrete}} autorisant l’occupation du domaine public',
      paragraphs: [
        'Le maire,',
        'Vu le code général de la propriété des personnes publiques, notamment ses articles L2122-1 à L2122-3 et L2125-1\u202F;',
        'Vu le code général des collectivités territoriales, notamment ses articles L2213-1 et L2213-6\u202F;',
        'Vu le code de la voirie routière, notamment son article L113-2\u202F;',
        'Vu la demande {{reference}} présentée par {{demandeur}}\u202F;',
        'Arrête\u00A0:',
        'Article 1er. {{demandeur}} est autorisé à occuper le domaine public ({{objet}}), à l’endroit suivant\u00A0: {{endroit}}, pour la période suivante\u00A0: {{periode}}, sur {{longueur}} de long et {{largeur}} de large.',
        'Article 2. Conditions à respecter\u00A0: {{prescriptions}}',
        'Article 3. Cette autorisation est personnelle, précaire et révocable. Les lieux sont rendus propres et en état, et les dégâts éventuels réparés aux frais du titulaire.',
        'Article 4. La redevance est de {{redevance}} pour toute la période. Elle est payée à réception de l’avis du Trésor public.',
        'Article 5. Le présent arrêté est affiché sur place. Il peut être contesté devant le tribunal administratif dans les deux mois (www.telerecours.fr).',
      ],
      signedBy: 'Le maire',
    },
    refusalLetter({ of: 'd’occupation du domaine public' }),
  ],
  scenarios: [
    {
      name: 'Sur une route départementale hors du bourg, on est envoyé au département',
      answers: { voie: 'departement' },
      steps: [{ stopsAt: 'autre-service' }],
    },
    {
      name: 'Sur un terrain privé, rien n’est à demander',
      answers: { voie: 'prive' },
      steps: [{ stopsAt: 'rien-a-demander' }],
    },
    {
      name: 'Une benne est autorisée par un arrêté, que le guichet ne signe pas',
      answers: SKIP,
      steps: [
        { press: 'prendre', as: 'case-worker' },
        { expect: { status: 'en-cours', silenceOn: '2026-05-02' } },
        {
          press: 'accepter',
          as: 'secretary',
          filled: { 'numero-arrete': '2026-21', redevance: 25, prescriptions: 'Baliser la nuit.' },
        },
        {
          expect: { status: 'acceptee', letter: 'arrete', mail: { to: 'citizen', contains: 'affichez-le' } },
        },
      ],
    },
    {
      name: 'L’intercommunalité donne son avis sur une benne devant un point de collecte, puis l’arrêté est signé',
      answers: SKIP,
      steps: [
        {
          press: 'demander-avis',
          as: 'case-worker',
          filled: { 'question-avis': 'La collecte passe-t-elle encore\u202F?' },
        },
        { expect: { status: 'avis-demande', opinion: 'chosen', nothingSent: true, silenceOn: '2026-05-02' } },
        { wait: 4 },
        { opinion: 'conditional', text: 'Laisser quatre mètres.' },
        { expect: { status: 'en-cours', nothingSent: true } },
        {
          press: 'accepter',
          as: 'secretary',
          filled: { 'numero-arrete': '2026-22', redevance: 25, prescriptions: 'Laisser quatre mètres.' },
        },
        { expect: { status: 'acceptee', letter: 'arrete' } },
      ],
    },
    {
      name: 'Un avis qui ne vient pas ne retient pas la demande',
      answers: SKIP,
      steps: [
        { press: 'demander-avis', filled: { 'question-avis': 'La collecte passe-t-elle encore\u202F?' } },
        { wait: 10 },
        { expect: { status: 'avis-demande' } },
        { wait: 1 },
        { expect: { status: 'en-cours' } },
      ],
    },
    {
      name: 'Une terrasse trop large est refusée, avec ses raisons',
      answers: {
        ...SKIP,
        objet: 'terrasse',
        enseigne: 'Café de la Place',
        siret: '20005836000021',
        couverts: 6,
        periode: { from: '2026-04-01', to: '2026-09-30' },
      },
      steps: [
        {
          press: 'refuser',
          as: 'administrator',
          filled: { 'motif-refus': 'Il ne resterait pas 1,40 m pour passer.' },
        },
        { expect: { status: 'refusee', letter: 'refus', mail: { to: 'citizen', contains: '1,40' } } },
      ],
    },
    {
      name: 'Un échafaudage sans réponse est refusé après deux mois',
      answers: { ...SKIP, objet: 'echafaudage', travaux: 'Ravalement de la façade' },
      steps: [{ wait: 61 }, { expect: { status: 'recue' } }, { wait: 1 }, { expect: { status: 'refusee' } }],
    },
  ],
};
