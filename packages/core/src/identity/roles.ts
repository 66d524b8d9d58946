// What an agent may do: permissions, held through roles, at an authority, until a day. Deny by default.

import type { PluginSet } from '../plugins/registry.ts';

/** The host's own permissions, and what each allows. */
const HOST_PERMISSIONS = {
  'requests.read': 'Lire les demandes',
  'requests.answer': 'Répondre aux demandes et les clore',
} as const;

export type Role = 'administrator' | 'secretary' | 'case-worker' | 'advisor';

export const ROLES: Readonly<Record<Role, { readonly label: string; readonly holds: readonly string[] }>> = {
  administrator: { label: 'Administrateur', holds: ['*'] },
  secretary: { label: 'Secrétaire de mairie', holds: ['requests.*', 'appointments.*'] },
  'case-worker': { label: 'Gestionnaire', holds: ['requests.*'] },
  advisor: { label: 'Conseiller numérique', holds: ['requests.*', 'appointments.*'] },
};

function isRole(name: string): name is Role {
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

/** The permissions at one authority on a day, among those that the installation knows. */
export function permissionsAt(
  authorityId: string,
  roles: readonly HeldRole[],
  today: string,
  known: readonly string[],
): ReadonlySet<string> {
  const patterns = rolesOn(roles, today)
    .filter((one) => one.authorityId === authorityId)
    .flatMap(({ role }) => (isRole(role) ? ROLES[role].holds : []));
  return new Set(known.filter((permission) => patterns.some((pattern) => covers(pattern, permission))));
}

function rolesOn(roles: readonly HeldRole[], today: string): readonly HeldRole[] {
  return roles.filter(({ until }) => until === null || until >= today);
}

/** `*` covers everything, `requests.*` all that starts with `requests.`. */
function covers(pattern: string, permission: string): boolean {
  if (pattern === '*') return true;
  return pattern.endsWith('.*') ? permission.startsWith(pattern.slice(0, -1)) : pattern === permission;
}

/** Every permission of the installation: the host's and its plugins'. */
export function knownPermissions(plugins: PluginSet): readonly string[] {
  return [
    ...Object.keys(HOST_PERMISSIONS),
    ...plugins.all.flatMap((plugin) => Object.keys(plugin.permissions ?? {})),
  ];
}
