// What happens to a voter's file: prepared, signed at the counter, decided by the mayor within five days (code électoral, art. L18).

import { citizenMail, DECIDERS, RECEIVED, REFUSED, refusal } from '../workflow/usual-steps.ts';
import type { Workflow } from '../workflow/workflow.ts';

/** Who contests is heard by the commission de contrôle first (code électoral, art. L18 and L20). */
export const VOTER_APPEAL =
  'Si vous contestez cette décision, saisissez d’abord la commission de contrôle des listes électorales de la commune, dans les cinq jours qui suivent sa réception, puis le tribunal judiciaire.';

export const voterWorkflow: Workflow = {
  statuses: [
    { ...RECEIVED, within: 3 },
    {
      id: 'a-signer',
      label: 'À signer au guichet',
      kind: 'waiting',
      citizen:
        'Votre dossier est prêt. Vous n’êtes pas encore inscrit\u00A0: venez le signer à la mairie, avec les papiers indiqués dans les messages.',
    },
    {
      id: 'a-signer-relancee',
      label: 'À signer, relancée',
      kind: 'waiting',
      citizen:
        'Votre dossier vous attend toujours. Vous n’êtes pas encore inscrit\u00A0: venez le signer à la mairie.',
    },
    {
      id: 'signee',
      label: 'Signée, à décider',
      kind: 'in-progress',
      citizen: 'Votre demande est signée. Le maire décide dans les cinq jours.',
      within: 5,
    },
    {
      id: 'inscrite',
      label: 'Inscription faite',
      kind: 'done',
      citizen: 'Vous êtes inscrit sur la liste électorale. La décision est dans vos messages.',
    },
    REFUSED,
    {
      id: 'sans-suite',
      label: 'Classée sans suite',
      kind: 'cancelled',
      citizen:
        'Votre dossier n’a pas été signé\u00A0: vous n’êtes pas inscrit. Vous pouvez recommencer quand vous voulez.',
    },
  ],
  transitions: [
    {
      id: 'preparer',
      label: 'Dossier prêt à signer',
      from: ['recue'],
      to: 'a-signer',
      by: { kind: 'agent' },
      asks: [
        {
          id: 'a-apporter',
          type: 'textarea',
          label: 'Quand venir, et avec quels papiers',
          help: 'La personne le lit tel quel.',
          example: 'Carte d’identité et facture d’électricité, le jeudi entre 14\u00A0h et 18\u00A0h.',
          maxLength: 1_000,
        },
      ],
      actions: [
        { do: 'assign', to: 'me' },
        citizenMail(
          'Venez signer votre inscription ({{reference}})',
          'Votre dossier d’inscription sur la liste électorale est prêt. L’inscription n’est faite que si vous venez le signer\u00A0:\n\n{{a-apporter}}\n\nPour voter à une élection, signez au plus tard le sixième vendredi qui la précède.',
        ),
      ],
    },
    {
      id: 'relancer',
      label: 'Rappeler de venir signer',
      from: ['a-signer'],
      to: 'a-signer-relancee',
      by: { kind: 'clock', days: 15, since: 'status' },
      actions: [
        citizenMail(
          'Rappel\u00A0: votre inscription n’est pas signée ({{reference}})',
          'Votre dossier d’inscription vous attend à la mairie. Tant qu’il n’est pas signé, vous n’êtes pas inscrit.\n\n{{a-apporter}}',
        ),
      ],
    },
    {
      id: 'abandonner',
      label: 'Classer le dossier non signé',
      from: ['a-signer-relancee'],
      to: 'sans-suite',
      by: { kind: 'clock', days: 45, since: 'status' },
      actions: [
        citizenMail(
          'Votre dossier {{reference}} est classé',
          'Vous n’êtes pas venu signer votre dossier\u00A0: l’inscription n’est pas faite. Vous pouvez recommencer, ou vous inscrire sur le site de l’État.',
        ),
      ],
    },
    {
      id: 'signer',
      label: 'Demande signée',
      from: ['recue', 'a-signer', 'a-signer-relancee', 'sans-suite'],
      to: 'signee',
      by: { kind: 'agent' },
    },
    {
      id: 'inscrire',
      label: 'Inscrire',
      from: ['signee'],
      to: 'inscrite',
      by: { kind: 'agent', roles: DECIDERS },
      asks: [
        {
          id: 'bureau',
          type: 'text',
          label: 'Bureau de vote',
          example: 'bureau n°\u00A01, salle de la mairie',
          maxLength: 150,
        },
      ],
      actions: [
        { do: 'letter', letter: 'inscription' },
        citizenMail(
          'Vous êtes inscrit sur la liste électorale ({{reference}})',
          'Le maire a accepté votre inscription. Vous voterez au bureau\u00A0: {{bureau}}. Votre carte d’électeur arrive par courrier avant la prochaine élection.',
        ),
      ],
    },
    refusal({ from: ['recue', 'signee'], roles: DECIDERS, letter: 'refus', appeal: VOTER_APPEAL }),
  ],
  silence: {
    means: 'nothing',
    why: 'Ce formulaire prépare un dossier\u00A0: la demande d’inscription est celle qui est signée à la mairie, et le maire en décide dans les cinq jours (code électoral, art. L18 et R5).',
  },
};
