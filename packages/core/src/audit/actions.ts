// What lines of the audit log say, in French, after the name of who did it: « Jeanne Martin – a consulté une demande ».

import type { Plugin } from '@parvis/kit';

/** By the name that lines are written with. Every action that the host records is here (a test reads its sources). */
export const HOST_ACTIONS: Readonly<Record<string, string>> = {
  'core.visited': 'A ouvert une page',

  'request.looked': 'A consulté une demande',
  'request.opened': 'A déposé une demande',
  'request.moved': 'A changé l’état d’une demande',
  'request.exported': 'A téléchargé une liste de demandes',
  'request.shared': 'A fait lire une demande à une autre collectivité',
  'request.unshared': 'A cessé de faire lire une demande à une autre collectivité',
  'core.request-assigned': 'A attribué une demande',
  'core.note-added': 'A ajouté une note à une demande',
  'core.template-saved': 'A enregistré un modèle de réponse',
  'core.template-dropped': 'A supprimé un modèle de réponse',
  'core.comment-hidden': 'A effacé le commentaire d’un avis',
  'core.ratings-exported': 'A téléchargé les avis des usagers',
  'core.sheet-adapted': 'A adapté la fiche d’une démarche pour son site',
  'core.sheet-changed': 'A changé la fiche partagée d’une démarche',
  'core.service-switched-on': 'A proposé de nouveau une démarche sur son site',
  'core.service-switched-off': 'A retiré une démarche de son site',
  'file.looked': 'A téléchargé un fichier',

  'payment.looked': 'A consulté un paiement',
  'payment.begun': 'S’est rendu au service de paiement',
  'payment.received': 'A payé en ligne',
  'payment.taken-at-counter': 'A noté un paiement reçu au guichet',
  'payment.exported': 'A téléchargé une liste de paiements',
  'payment.account-changed': 'A réglé le paiement en ligne d’une collectivité',
  'payment.account-dropped': 'A fermé le paiement en ligne d’une collectivité',

  'audit.looked': 'A consulté le journal des accès',
  'audit.exported': 'A exporté le journal des accès',
  'audit.checked': 'A vérifié le journal des accès',
  'privacy.purged': 'A effacé des données arrivées à leur terme',

  'privacy.searched': 'A cherché les données d’une personne',
  'privacy.exported': 'A remis à une personne ses données',
  'privacy.erased': 'A effacé les données d’une personne',
  'service.added': 'A ajouté une démarche au catalogue',
  'service.changed': 'A changé la fiche d’une démarche',
  'authority.contact-changed': 'A changé les coordonnées d’une collectivité',
  'oidc.refused': 'A échoué à se connecter par un service d’identité',

  'agent.looked': 'A consulté le compte d’un agent',
  'agent.invited': 'A invité un agent',
  'agent.invited-again': 'A renvoyé l’invitation d’un agent',
  'agent.invitation-withdrawn': 'A retiré l’invitation d’un agent',
  'agent.role-given': 'A donné un droit à un agent',
  'agent.role-ended': 'A retiré un droit à un agent',
  'agent.factor-reset': 'A retiré les seconds facteurs d’un agent',
  'agent.closed': 'A fermé le compte d’un agent',
  'agent.reopened': 'A rouvert le compte d’un agent',
  'agent.linked': 'A relié son compte d’agent à un service d’identité',
  'agent.session-ended': 'A fermé une connexion d’agent',
  'agent.sessions-ended': 'A fermé toutes les connexions d’un agent',
  'agent.signed-in': 'S’est connecté comme agent',
  'agent.second-factor-refused': 'A échoué au second contrôle de connexion',
  'agent.factor-added': 'A ajouté un moyen de connexion',
  'agent.invitation-accepted': 'A accepté son invitation',
  'agent.password-reset': 'A remplacé son mot de passe oublié',

  'citizen.looked': 'A consulté le compte d’un usager',
  'citizen.linked': 'A relié son espace à un service d’identité',
  'citizen.data-exported': 'A emporté une copie de ses données',
  'citizen.account-erased': 'A effacé un espace',
  'citizen.signed-in': 'S’est connecté à son espace',
  'citizen.signed-out': 'S’est déconnecté de son espace',
  'citizen.sign-in-failed': 'A échoué à se connecter à un espace',
  'citizen.session-ended': 'A fermé une de ses connexions',
  'citizen.other-sessions-ended': 'A fermé ses autres connexions',
  'citizen.provider-unlinked': 'A séparé son espace d’un service d’identité',
  'citizen.identity-changed': 'A changé ses informations personnelles',
  'citizen.password-changed': 'A changé son mot de passe',
  'citizen.address-changed': 'A changé l’adresse de son espace',
  'citizen.request-claimed': 'A rattaché une demande à son espace',
};

/** The words of every action that the installation can record. */
export function knownActions(plugins: readonly Plugin[]): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(HOST_ACTIONS),
    ...plugins.flatMap(({ acts }) => Object.entries(acts ?? {})),
  ]);
}
