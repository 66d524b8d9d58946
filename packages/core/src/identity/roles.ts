// What an agent may do: permissions, held through roles, at an authority, until a day. Deny by default.

import type { Permission, Role } from '@parvis/kit';
import type { PluginSet } from '../plugins/registry.ts';

/** The host's own permissions. */
const HOST_PERMISSIONS: Readonly<Record<string, Permission>> = {
  'requests.read': { text: 'Lire les demandes', roles: ['secretary', 'case-worker', 'advisor'] },
  'requests.answer': {
    text: 'Répondre aux demandes et les clore',
    roles: ['secretary', 'case-worker', 'advisor'],
  },
  'requests.open': {
    text: 'Saisir une demande au guichet, par téléphone ou sur papier',
    roles: ['secretary', 'case-worker', 'advisor'],
  },
  'requests.export': {
    text: 'Télécharger la liste des demandes',
    roles: ['secretary', 'case-worker'],
  },
  'payments.read': {
    text: 'Voir les paiements et télécharger leur liste',
    roles: ['secretary', 'case-worker'],
  },
  'payments.collect': {
    text: 'Noter un paiement reçu au guichet',
    roles: ['secretary'],
  },
  'payments.configure': {
    text: 'Ouvrir et régler le paiement en ligne',
    roles: ['administrator'],
  },
  'site.edit': {
    text: 'Modifier les coordonnées et les horaires',
    roles: ['editor', 'secretary', 'administrator'],
  },
  'ratings.read': {
    text: 'Lire les avis des usagers',
    roles: ['secretary', 'case-worker', 'advisor', 'editor', 'administrator'],
  },
  'ratings.moderate': {
    text: 'Effacer un commentaire qui parle d’une personne',
    roles: ['secretary', 'administrator'],
  },
  'services.adapt': {
    text: 'Adapter les fiches des démarches pour son site',
    roles: ['editor', 'administrator'],
  },
  'agents.read': {
    text: 'Voir les agents et leurs droits',
    roles: ['administrator', 'data-protection-officer'],
  },
  'agents.manage': { text: 'Inviter des agents et changer leurs droits', roles: ['administrator'] },
  'privacy.read': {
    text: 'Lire le registre des traitements et le journal des accès',
    roles: ['data-protection-officer'],
  },
  'privacy.answer': {
    text: 'Remettre à une personne ses données, ou les effacer',
    roles: ['data-protection-officer'],
  },
};

export const ROLES: Readonly<Record<Role, string>> = {
  administrator: 'Administrateur',
  secretary: 'Secrétaire de mairie',
  'case-worker': 'Gestionnaire',
  advisor: 'Conseiller numérique',
  editor: 'Rédacteur du site',
  'data-protection-officer': 'Délégué à la protection des données',
};

export function isRole(name: string): name is Role {
  return Object.hasOwn(ROLES, name);
}

export interface HeldRole {
  readonly authorityId: string;
  readonly role: string;
  /** The last day it is held, or null. */
  readonly until: string | null;
}

/** The authorities where at least one role is held on a day, in the order of the roles. */
export function authoritiesHeld(roles: readonly HeldRole[], today: string): readonly string[] {
  return [...new Set(rolesOn(roles, today).map((one) => one.authorityId))];
}

/** The permissions at one authority on a day, each with the roles that give it. */
export function permissionsAt(
  authorityId: string,
  roles: readonly HeldRole[],
  today: string,
  known: ReadonlyMap<string, Permission>,
): ReadonlyMap<string, readonly HeldRole[]> {
  const here = rolesOn(roles, today).filter((one) => one.authorityId === authorityId);
  const held = new Map<string, readonly HeldRole[]>();
  for (const [name, permission] of known) {
    const reasons = here.filter(({ role }) => isRole(role) && permission.roles.includes(role));
    if (reasons.length > 0) held.set(name, reasons);
  }
  return held;
}

/** The roles held at one authority on a day, of those that are known. */
export function rolesAt(authorityId: string, roles: readonly HeldRole[], today: string): readonly Role[] {
  return rolesOn(roles, today).flatMap(({ authorityId: at, role }) =>
    at === authorityId && isRole(role) ? [role] : [],
  );
}

function rolesOn(roles: readonly HeldRole[], today: string): readonly HeldRole[] {
  return roles.filter((role) => isHeldOn(role, today));
}

export function isHeldOn({ until }: Pick<HeldRole, 'until'>, today: string): boolean {
  return until === null || until >= today;
}

/** Every permission of the installation: the host's and its plugins'. */
export function knownPermissions(plugins: PluginSet): ReadonlyMap<string, Permission> {
  return new Map([
    ...Object.entries(HOST_PERMISSIONS),
    ...plugins.all.flatMap((plugin) => Object.entries(plugin.permissions ?? {})),
  ]);
}
