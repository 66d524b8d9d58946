import type { Permission } from '@parvis/kit';
import { describe, expect, it } from 'vitest';
import { authoritiesHeld, type HeldRole, permissionsAt } from './roles.ts';

const known = new Map<string, Permission>([
  ['requests.read', { text: '', roles: ['secretary', 'case-worker'] }],
  ['agents.manage', { text: '', roles: ['administrator'] }],
]);
const role = (authorityId: string, name: string, until: string | null = null): HeldRole => ({
  authorityId,
  role: name,
  until,
});
const held = (roles: readonly HeldRole[], authorityId = 'mairie') => [
  ...permissionsAt(authorityId, roles, '2026-11-24', known).keys(),
];

describe('the permissions of an agent', () => {
  it('come from roles at that authority, and no other', () => {
    const roles = [role('mairie', 'case-worker')];
    expect(held(roles)).toEqual(['requests.read']);
    expect(held(roles, 'voisine')).toEqual([]);
  });

  it('end with the last day of the role', () => {
    expect(held([role('mairie', 'secretary', '2026-11-24')])).toEqual(['requests.read']);
    expect(held([role('mairie', 'secretary', '2026-11-23')])).toEqual([]);
    expect(
      authoritiesHeld([role('mairie', 'secretary', '2026-11-23'), role('epci', 'advisor')], '2026-11-24'),
    ).toEqual(['epci']);
  });

  it('are none for a role that nobody declared', () => {
    expect(held([role('mairie', 'roi')])).toEqual([]);
    expect(held([role('mairie', 'constructor')])).toEqual([]);
  });

  it('say which roles give them', () => {
    const roles = [role('mairie', 'secretary'), role('mairie', 'case-worker'), role('mairie', 'advisor')];
    expect(permissionsAt('mairie', roles, '2026-11-24', known).get('requests.read')).toEqual(
      roles.slice(0, 2),
    );
  });

  it('are not all for an administrator: reading what citizens ask is another role', () => {
    expect(held([role('mairie', 'administrator')])).toEqual(['agents.manage']);
  });
});
