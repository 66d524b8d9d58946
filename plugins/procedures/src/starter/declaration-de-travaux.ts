// A prior declaration of works (déclaration préalable): lodged, receipted, completed within the delays of the code de
// l'urbanisme, decided or left to silence (art. R423-3, R423-19 to R423-24, R423-38, R423-39, R424-1).
//
// Its delay begins again when a missing paper comes, and is longer near a monument. So the clock of each status speaks rather
// than the silence of the workflow, in days: a day or two after the month at worst, never before.

import type { NewProcedure } from '../publish.ts';
import type { ScenarioStep } from '../workflow/scenario.ts';
import { APPEAL, citizenMail, DECIDERS, RECEIVED, REFUSED } from '../workflow/usual-steps.ts';
import type { Action, Transition, Workflow } from '../workflow/workflow.ts';
import { contactPage, REQUESTER } from './contact.ts';
import { HOME, JEANNE, joined } from './sample-answers.ts';

/** Days in which everything is a month, and two. */
const ONE_MONTH = 31;
const TWO_MONTHS = 62;
/** Three months for the citizen to complete (R423-39). */
const THREE_MONTHS = 92;

const FILE_FIELDS = ['cerfa', 'situation', 'masse', 'facades', 'photos', 'surface', 'parcelle'];
const LONGER = { '===': [{ var: 'delai-long' }, 'oui'] };
const USUAL = { '!': [LONGER] };

const correction: Action = { do: 'correction', fields: FILE_FIELDS, text: '{{pieces-manquantes}}' };

interface Tacit {
  readonly id: string;
  readonly from: readonly string[];
  readonly days: number;
  /** A file that was complete at once counts from its lodging. */
  readonly since: 'received' | 'status';
  readonly when: typeof LONGER | typeof USUAL;
}

/** What happens when nobody decided in time. */
function tacit({ id, from, days, since, when }: Tacit): Transition {
  return {
    id,
    label: 'Non-opposition par silence',
    from,
    to: 'tacite',
    by: { kind: 'clock', days, since },
    when,
    actions: [
      citizenMail(
        'Votre déclaration de travaux n’a pas reçu d’opposition ({{reference}})',
        'Le délai d’instruction est passé sans décision\u00A0: en principe, vous pouvez faire les travaux déclarés (code de l’urbanisme, art. R424-1). Avant de commencer, demandez-nous le certificat qui le dit (art. R424-13), et affichez-le sur le terrain pendant tout le chantier.',
      ),
      {
        do: 'mail',
        to: 'operator',
        subject: 'Délai passé sans décision ({{reference}})',
        text: 'La déclaration de {{demandeur}} est acceptée par silence, sauf exception de l’article R424-2. Vérifiez-le et délivrez le certificat.',
      },
    ],
  };
}

const workflow: Workflow = {
  statuses: [
    {
      ...RECEIVED,
      citizen:
        'Votre dossier est déposé. La mairie vous envoie le récépissé, avec le délai dans lequel elle doit répondre.',
      within: 3,
    },
    {
      id: 'instruction',
      label: 'À l’instruction',
      kind: 'in-progress',
      citizen:
        'Votre dossier est à l’instruction. Sans réponse à la fin du délai écrit sur le récépissé, vous pourrez en principe faire les travaux.',
      within: 25,
    },
    {
      id: 'pieces-manquantes',
      label: 'Pièces manquantes',
      kind: 'waiting',
      citizen:
        'Il manque des pièces. Vous avez trois mois pour les envoyer ici\u00A0: le délai d’instruction commencera ce jour-là. Passé trois mois, la déclaration est rejetée.',
    },
    {
      id: 'pieces-rappelees',
      label: 'Pièces manquantes, rappelées',
      kind: 'waiting',
      citizen: 'Il manque toujours des pièces. Il vous reste un mois pour les envoyer ici.',
    },
    {
      id: 'complete',
      label: 'Dossier complété',
      kind: 'in-progress',
      citizen:
        'Votre dossier est complet. Le délai d’instruction a commencé le jour où vous l’avez complété.',
      within: 25,
    },
    {
      id: 'accordee',
      label: 'Non-opposition',
      kind: 'done',
      citizen:
        'Vous pouvez faire les travaux, aux conditions de la décision. Affichez-la sur le terrain pendant tout le chantier.',
    },
    {
      id: 'tacite',
      label: 'Non-opposition par silence',
      kind: 'done',
      citizen:
        'Le délai est passé sans décision\u00A0: en principe, vous pouvez faire les travaux. Demandez-nous le certificat avant de commencer.',
    },
    { ...REFUSED, citizen: 'La mairie s’oppose à ces travaux. Les raisons sont dans vos messages.' },
    {
      id: 'rejet-tacite',
      label: 'Rejetée, incomplète',
      kind: 'refused',
      citizen:
        'Les pièces demandées ne sont pas arrivées en trois mois\u00A0: la déclaration est rejetée. Vous pouvez en déposer une autre.',
    },
  ],
  transitions: [
    {
      id: 'recepisse',
      label: 'Délivrer le récépissé',
      from: ['recue'],
      to: 'instruction',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'numero-dossier',
          type: 'text',
          label: 'Numéro du dossier',
          example: 'DP 028 148 26 00012',
          maxLength: 40,
        },
        {
          id: 'delai-long',
          type: 'choice',
          label: 'Délai d’instruction',
          help: 'Deux mois si une consultation est obligatoire\u00A0: abords d’un monument historique, site patrimonial remarquable, site classé ou inscrit (R423-24). Il se dit dans le premier mois (R423-18).',
          options: [
            { value: 'non', label: 'Un mois' },
            { value: 'oui', label: 'Deux mois' },
          ],
        },
        {
          id: 'fin-delai',
          type: 'date',
          label: 'Dernier jour du délai',
          subject: 'le dernier jour du délai',
        },
      ],
      actions: [
        { do: 'assign', to: 'me' },
        { do: 'letter', letter: 'recepisse' },
      ],
    },
    {
      id: 'demander-pieces',
      label: 'Demander les pièces manquantes',
      // One list, within the first month (R423-38): once it is complete, nothing more may stop the clock.
      from: ['instruction'],
      to: 'pieces-manquantes',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'pieces-manquantes',
          type: 'textarea',
          label: 'Pièces manquantes ou insuffisantes',
          help: 'Toutes, en une seule fois, dans le mois du dépôt (R423-38). La personne les lit telles quelles.',
          maxLength: 3_000,
        },
      ],
      actions: [
        correction,
        { do: 'letter', letter: 'pieces' },
        citizenMail(
          'Des pièces manquent à votre déclaration de travaux ({{reference}})',
          'Pour instruire votre dossier, il nous manque\u00A0:\n\n{{pieces-manquantes}}\n\nEnvoyez-les dans les trois mois en suivant le lien. Le délai d’instruction commencera ce jour-là.',
        ),
      ],
    },
    {
      id: 'completee',
      label: 'Envoyer les pièces',
      from: ['pieces-manquantes', 'pieces-rappelees'],
      to: 'complete',
      by: { kind: 'citizen' },
      actions: [
        {
          do: 'mail',
          to: 'operator',
          subject: 'Pièces reçues ({{reference}})',
          text: '{{demandeur}} a complété sa déclaration de travaux\u00A0: le délai d’instruction commence aujourd’hui.',
        },
      ],
    },
    {
      id: 'rappeler',
      label: 'Rappeler les pièces',
      from: ['pieces-manquantes'],
      to: 'pieces-rappelees',
      by: { kind: 'clock', days: THREE_MONTHS - ONE_MONTH, since: 'status' },
      actions: [
        correction,
        citizenMail(
          'Rappel\u00A0: des pièces manquent à votre déclaration de travaux ({{reference}})',
          'Il vous reste un mois pour envoyer\u00A0:\n\n{{pieces-manquantes}}\n\nEnsuite, la déclaration est rejetée, et il faut en déposer une autre.',
        ),
      ],
    },
    {
      id: 'rejeter',
      label: 'Rejet, faute de pièces',
      from: ['pieces-rappelees'],
      to: 'rejet-tacite',
      by: { kind: 'clock', days: ONE_MONTH, since: 'status' },
      actions: [
        citizenMail(
          'Votre déclaration de travaux est rejetée ({{reference}})',
          'Les pièces demandées ne sont pas arrivées dans les trois mois\u00A0: la loi rejette la déclaration (code de l’urbanisme, art. R423-39). Vous pouvez en déposer une autre quand vous voulez.',
        ),
      ],
    },
    {
      id: 'ne-pas-s-opposer',
      label: 'Ne pas s’opposer',
      from: ['recue', 'instruction', 'complete'],
      to: 'accordee',
      by: { kind: 'agent', roles: DECIDERS },
      asks: [
        {
          id: 'prescriptions',
          type: 'textarea',
          label: 'Conditions à respecter',
          help: 'Elles sont écrites telles quelles dans la décision. «\u00A0Aucune\u00A0» s’il n’y en a pas.',
          maxLength: 3_000,
        },
      ],
      actions: [
        { do: 'letter', letter: 'decision' },
        citizenMail(
          'Vous pouvez faire vos travaux ({{reference}})',
          'La mairie ne s’oppose pas à votre déclaration de travaux. La décision est dans vos messages\u00A0: affichez-la sur le terrain pendant tout le chantier.',
        ),
      ],
    },
    {
      id: 's-opposer',
      label: 'S’opposer',
      from: ['recue', 'instruction', 'complete'],
      to: 'refusee',
      by: { kind: 'agent', roles: DECIDERS },
      asks: [
        {
          id: 'motif-refus',
          type: 'textarea',
          label: 'Les raisons de l’opposition',
          help: 'Toutes, avec l’article du plan d’urbanisme (L424-3). La personne les lit telles quelles.',
          maxLength: 4_000,
        },
      ],
      actions: [
        { do: 'letter', letter: 'opposition' },
        citizenMail(
          'Réponse à votre déclaration de travaux ({{reference}})',
          `La mairie s’oppose à vos travaux, pour les raisons suivantes\u00A0:\n\n{{motif-refus}}\n\n${APPEAL}`,
        ),
      ],
    },
    {
      id: 'certifier',
      label: 'Délivrer le certificat',
      from: ['tacite'],
      to: 'accordee',
      by: { kind: 'agent', roles: DECIDERS },
      actions: [{ do: 'letter', letter: 'certificat' }],
    },
    tacit({
      id: 'silence-un-mois',
      from: ['recue', 'instruction'],
      days: ONE_MONTH,
      since: 'received',
      when: USUAL,
    }),
    tacit({
      id: 'silence-deux-mois',
      from: ['instruction'],
      days: TWO_MONTHS,
      since: 'received',
      when: LONGER,
    }),
    tacit({ id: 'silence-complete', from: ['complete'], days: ONE_MONTH, since: 'status', when: USUAL }),
    tacit({
      id: 'silence-complete-deux-mois',
      from: ['complete'],
      days: TWO_MONTHS,
      since: 'status',
      when: LONGER,
    }),
  ],
  silence: {
    means: 'nothing',
    why: 'Le silence vaut non-opposition au bout d’un mois, ou de deux (code de l’urbanisme, art. R423-23, R423-24 et R424-1), mais ce délai part du jour où le dossier est complet\u00A0: l’horloge de chaque état le compte, et le récépissé le dit.',
  },
};

const SHED = {
  quoi: 'annexe',
  ici: true,
  terrain: HOME,
  parcelle: 'ZB 112',
  surface: 12,
  cerfa: joined('cerfa.pdf'),
  situation: joined('plan-de-situation.pdf'),
  masse: joined('plan-de-masse.pdf'),
  facades: joined('facades.pdf'),
  photos: joined('photos.jpg'),
  ...JEANNE,
};

const LODGED: ScenarioStep = {
  press: 'recepisse',
  as: 'case-worker',
  filled: { 'numero-dossier': 'DP 028 148 26 00012', 'delai-long': 'non', 'fin-delai': '2026-04-02' },
};

export const declarationDeTravaux: NewProcedure = {
  slug: 'declaration-de-travaux',
  title: 'Déclarer des travaux',
  requester: REQUESTER,
  form: {
    pages: [
      {
        id: 'quoi',
        title: 'Quels travaux\u202F?',
        intro: 'Dans le doute, montrez votre projet à la mairie avant de remplir le dossier.',
        fields: [
          {
            id: 'quoi',
            type: 'choice',
            label: 'Vos travaux',
            options: [
              { value: 'annexe', label: 'Un abri, un garage, une piscine, une petite extension' },
              { value: 'facade', label: 'Fenêtres, toiture, ravalement, panneaux solaires' },
              { value: 'cloture', label: 'Une clôture, un portail, un mur' },
              { value: 'division', label: 'Une division de terrain' },
              { value: 'maison', label: 'Une maison, ou plus de 20\u00A0m² de plus' },
              { value: 'interieur', label: 'Des travaux à l’intérieur seulement' },
            ],
          },
        ],
      },
      {
        id: 'permis',
        title: 'Il vous faut sans doute un permis de construire',
        stop: true,
        when: { '===': [{ var: 'quoi' }, 'maison'] },
        fields: [
          {
            id: 'permis-texte',
            type: 'info',
            label:
              'Au-delà de 20\u00A0m², c’est en général un permis, dont le délai et les pièces sont autres.',
            help: 'Le seuil monte à 40\u00A0m² pour agrandir une maison en zone urbaine d’un plan local d’urbanisme. Demandez à la mairie ce qui convient, et déposez-y le dossier\u00A0: elle en donne récépissé.',
          },
        ],
      },
      {
        id: 'rien',
        title: 'Aucune déclaration n’est nécessaire',
        stop: true,
        when: { '===': [{ var: 'quoi' }, 'interieur'] },
        fields: [
          {
            id: 'rien-texte',
            type: 'info',
            label: 'Des travaux à l’intérieur, qui ne changent ni la façade ni l’usage, ne se déclarent pas.',
            help: 'Exceptions\u00A0: un bâtiment classé, un commerce ou un lieu qui reçoit du public, une grange ou un garage qui devient un logement. Dans ces cas, téléphonez à la mairie.',
          },
        ],
      },
      {
        id: 'terrain',
        title: 'Où est le terrain\u202F?',
        fields: [
          { id: 'ici', type: 'yes-no', label: 'Le terrain est dans notre commune' },
          {
            id: 'terrain',
            type: 'address',
            label: 'Adresse du terrain',
            when: { '===': [{ var: 'ici' }, true] },
          },
          {
            id: 'parcelle',
            type: 'text',
            label: 'Parcelle cadastrale',
            help: 'Section et numéro, sur l’acte de vente ou sur cadastre.gouv.fr.',
            example: 'ZB 112',
            maxLength: 100,
            when: { '===': [{ var: 'ici' }, true] },
          },
        ],
      },
      {
        id: 'autre-mairie',
        title: 'Déposez le dossier dans l’autre commune',
        stop: true,
        when: { '===': [{ var: 'ici' }, false] },
        fields: [
          {
            id: 'autre-mairie-texte',
            type: 'info',
            label: 'Une déclaration de travaux se dépose à la mairie de la commune du terrain.',
            help: 'Un dossier déposé ailleurs ne fait courir aucun délai.',
          },
        ],
      },
      {
        id: 'dossier',
        title: 'Le formulaire officiel',
        fields: [
          {
            id: 'surface',
            type: 'number',
            label: 'Surface créée',
            help: 'Emprise au sol ou surface de plancher. Écrivez 0 si rien n’est ajouté.',
            unit: 'm²',
            decimals: 1,
            min: 0,
            max: 1_000,
          },
          {
            id: 'cerfa',
            type: 'file',
            label: 'Le formulaire de déclaration préalable, rempli et signé',
            help: 'À prendre sur service-public.gouv.fr, qui peut le remplir avec vous. PDF, 10\u00A0Mo au plus.',
            accept: ['.pdf', 'application/pdf'],
          },
        ],
      },
      {
        id: 'plans',
        title: 'Les plans et les photos',
        intro: 'Les numéros sont ceux du bordereau du formulaire.',
        fields: [
          {
            id: 'situation',
            type: 'file',
            label: 'Plan de situation (DP1)',
            help: 'Où est le terrain dans la commune. geoportail-urbanisme.gouv.fr en donne un. 10\u00A0Mo au plus.',
          },
          {
            id: 'masse',
            type: 'file',
            label: 'Plan de masse (DP2)',
            help: 'Le terrain vu de dessus, avec les mesures. Inutile si rien de nouveau n’est construit. 10\u00A0Mo au plus.',
            optional: true,
            maxFiles: 2,
          },
          {
            id: 'facades',
            type: 'file',
            label: 'Plans des façades et des toitures (DP4)',
            help: 'Avant et après les travaux. 10\u00A0Mo au plus.',
            optional: true,
            maxFiles: 4,
          },
          {
            id: 'photos',
            type: 'file',
            label: 'Photos et dessin du projet dans son paysage (DP5 à DP8)',
            help: 'De près, de loin, et tel que ce sera. 10\u00A0Mo chacune au plus.',
            optional: true,
            maxFiles: 6,
          },
        ],
      },
      contactPage('Qui dépose la déclaration\u202F?'),
    ],
  },
  workflow,
  letters: [
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
  ],
  scenarios: [
    {
      name: 'Une maison demande un permis',
      answers: { quoi: 'maison' },
      steps: [{ stopsAt: 'permis' }],
    },
    {
      name: 'À l’intérieur, rien n’est à déclarer',
      answers: { quoi: 'interieur' },
      steps: [{ stopsAt: 'rien' }],
    },
    {
      name: 'Un terrain d’une autre commune est envoyé à sa mairie',
      answers: { quoi: 'cloture', ici: false },
      steps: [{ stopsAt: 'autre-mairie' }],
    },
    {
      name: 'Le récépissé est donné, puis la décision de qui peut la signer',
      answers: SHED,
      steps: [
        LODGED,
        { expect: { status: 'instruction', letter: 'recepisse', silenceOn: 'jamais' } },
        { wait: 20 },
        { press: 'ne-pas-s-opposer', as: 'secretary', filled: { prescriptions: 'Aucune.' } },
        { expect: { status: 'accordee', letter: 'decision', mail: { to: 'citizen', contains: 'affichez' } } },
      ],
    },
    {
      name: 'Des pièces manquent\u00A0: le délai commence quand elles arrivent, et le silence vaut non-opposition',
      answers: { ...SHED, quoi: 'facade', surface: 0 },
      steps: [
        LODGED,
        { press: 'demander-pieces', as: 'case-worker', filled: { 'pieces-manquantes': 'Le plan de masse.' } },
        {
          expect: {
            status: 'pieces-manquantes',
            letter: 'pieces',
            mail: { to: 'citizen', contains: 'plan de masse' },
          },
        },
        { wait: 45 },
        { citizen: 'completee', changes: { masse: joined('masse.pdf') } },
        { expect: { status: 'complete', mail: { to: 'operator' } } },
        { wait: 30 },
        { expect: { status: 'complete', nothingSent: true } },
        { wait: 1 },
        { expect: { status: 'tacite', mail: { to: 'citizen', contains: 'certificat' } } },
        { press: 'certifier', as: 'secretary' },
        { expect: { status: 'accordee', letter: 'certificat' } },
      ],
    },
    {
      name: 'Près d’un monument, le délai est de deux mois',
      answers: SHED,
      steps: [
        {
          press: 'recepisse',
          as: 'case-worker',
          filled: { 'numero-dossier': 'DP 1', 'delai-long': 'oui', 'fin-delai': '2026-05-02' },
        },
        { wait: 40 },
        { expect: { status: 'instruction' } },
        {
          press: 's-opposer',
          as: 'administrator',
          filled: { 'motif-refus': 'Avis contraire de l’architecte.' },
        },
        {
          expect: {
            status: 'refusee',
            letter: 'opposition',
            mail: { to: 'citizen', contains: 'architecte' },
          },
        },
      ],
    },
    {
      name: 'Des pièces jamais envoyées font rejeter la déclaration, après un rappel',
      answers: SHED,
      steps: [
        LODGED,
        { press: 'demander-pieces', as: 'secretary', filled: { 'pieces-manquantes': 'Les façades.' } },
        { wait: 61 },
        { expect: { status: 'pieces-rappelees', mail: { to: 'citizen', contains: 'Les façades' } } },
        { wait: 31 },
        { expect: { status: 'rejet-tacite', mail: { to: 'citizen', contains: 'R423-39' } } },
      ],
    },
  ],
};
