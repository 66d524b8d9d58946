// What happens to a prior declaration of works: receipted, completed within the delays of the code de l'urbanisme, decided or
// left to silence (art. R423-3, R423-19 to R423-24, R423-38, R423-39, R424-1).
//
// Its delay begins again when a missing paper comes, and is longer near a monument. So the clock of each status speaks rather
// than the silence of the workflow, in days: a day or two after the month at worst, never before.

import { APPEAL, citizenMail, DECIDERS, RECEIVED, REFUSED } from '../workflow/usual-steps.ts';
import type { Action, Transition, Workflow } from '../workflow/workflow.ts';

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

export const worksWorkflow: Workflow = {
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
