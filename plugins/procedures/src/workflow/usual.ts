// The workflow that most demands need: taken in hand, completed if something lacks, decided. A procedure starts from it and
// changes what differs.

import type { Action, NoSilence, Silence, Status, Transition, Workflow } from './workflow.ts';

export interface UsualWords {
  /** What « traitée » means here: « Votre acte est parti par courrier. » */
  readonly granted: string;
  /** Its button: « Acte envoyé ». */
  readonly grantLabel: string;
  /** A letter that goes with it, by its id. */
  readonly letter?: string;
  /** Ids of the fields of the form that may be asked for again. */
  readonly correctable: readonly string[];
  /** Days in which the body means to answer. */
  readonly within: number;
  /** What silence means. Without a status to lead to, it leads to « acceptée » or « refusée ». */
  readonly silence: Omit<Silence, 'to'> | NoSilence;
}

/** Days after which a request that waits for its citizen is closed, having reminded them halfway. */
const PATIENCE = 60;

export function usualWorkflow({
  granted,
  grantLabel,
  letter,
  correctable,
  within,
  silence,
}: UsualWords): Workflow {
  const statuses: readonly Status[] = [
    {
      id: 'recue',
      label: 'Reçue',
      kind: 'received',
      citizen: 'Votre demande est arrivée. Elle n’a pas encore été ouverte.',
      within,
    },
    {
      id: 'en-cours',
      label: 'En cours',
      kind: 'in-progress',
      citizen: 'Quelqu’un s’occupe de votre demande.',
      within,
    },
    {
      id: 'a-completer',
      label: 'À compléter',
      kind: 'waiting',
      citizen: 'Il manque quelque chose à votre demande. Complétez-la ici\u00A0: le délai reprend ensuite.',
    },
    { id: 'acceptee', label: 'Traitée', kind: 'done', citizen: granted },
    {
      id: 'refusee',
      label: 'Refusée',
      kind: 'refused',
      citizen: 'Votre demande n’a pas pu être acceptée. Les raisons sont dans les messages.',
    },
    {
      id: 'sans-suite',
      label: 'Classée sans suite',
      kind: 'cancelled',
      citizen:
        'Votre demande est classée, faute de réponse de votre part. Vous pouvez en faire une nouvelle.',
    },
  ];
  const transitions: readonly Transition[] = [
    {
      id: 'prendre',
      label: 'Prendre en charge',
      from: ['recue'],
      to: 'en-cours',
      by: { kind: 'agent' },
      actions: [{ do: 'assign', to: 'me' }],
    },
    {
      id: 'completer',
      label: 'Demander un complément',
      from: ['recue', 'en-cours'],
      to: 'a-completer',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'complement',
          type: 'textarea',
          label: 'Ce qui manque',
          help: 'La personne le lit tel quel. Dites précisément quoi envoyer.',
          maxLength: 2_000,
        },
      ],
      actions: [
        { do: 'correction', fields: correctable, text: '{{complement}}' },
        mail(
          'Il manque quelque chose à votre demande {{reference}}',
          'Pour continuer, il nous manque\u00A0:\n\n{{complement}}\n\nComplétez votre demande en suivant le lien. Le délai de réponse est suspendu jusque-là.',
        ),
      ],
    },
    {
      id: 'completee',
      label: 'Envoyer le complément',
      from: ['a-completer'],
      to: 'en-cours',
      by: { kind: 'citizen' },
      actions: [
        {
          do: 'mail',
          to: 'operator',
          subject: 'Demande {{reference}} complétée',
          text: '{{demandeur}} a complété sa demande «\u00A0{{demarche}}\u00A0».',
        },
      ],
    },
    {
      id: 'abandonner',
      label: 'Classer faute de réponse',
      from: ['a-completer'],
      to: 'sans-suite',
      by: { kind: 'clock', days: PATIENCE, since: 'status' },
      actions: [
        mail(
          'Votre demande {{reference}} est classée',
          'Nous n’avons pas reçu le complément demandé. Votre demande est classée. Vous pouvez en faire une nouvelle, ou appeler {{service}}.',
        ),
      ],
    },
    {
      id: 'accepter',
      label: grantLabel,
      from: ['recue', 'en-cours'],
      to: 'acceptee',
      by: { kind: 'agent' },
      actions: [
        ...(letter === undefined ? [] : [{ do: 'letter', letter } as const]),
        mail('Votre demande {{reference}} est traitée', granted),
      ],
    },
    {
      id: 'refuser',
      label: 'Refuser',
      from: ['recue', 'en-cours'],
      to: 'refusee',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'motif-refus',
          type: 'textarea',
          label: 'Les raisons du refus',
          help: 'La loi demande de les dire (CRPA, art. L211-2 et L211-5). La personne les lit telles quelles.',
          maxLength: 4_000,
        },
      ],
      actions: [
        mail(
          'Réponse à votre demande {{reference}}',
          'Votre demande n’a pas pu être acceptée, pour les raisons suivantes\u00A0:\n\n{{motif-refus}}\n\nVous pouvez contester cette décision dans les deux mois\u00A0: devant nous, par une lettre, ou devant le tribunal administratif.',
        ),
      ],
    },
    { id: 'reprendre', label: 'Rouvrir', from: ['sans-suite'], to: 'en-cours', by: { kind: 'agent' } },
  ];
  return {
    statuses,
    transitions,
    silence:
      silence.means === 'nothing'
        ? silence
        : { ...silence, to: silence.means === 'acceptance' ? 'acceptee' : 'refusee' },
  };
}

function mail(subject: string, text: string): Action {
  return { do: 'mail', to: 'citizen', subject, text };
}
