import { describe, expect, it } from 'vitest';
import { authoritiesHeld, type HeldRole, permissionsAt } from './roles.ts';

const known = ['requests.read', 'requests.answer', 'appointments.read', 'secrets.read'];
const role = (authorityId: string, name: string, until: string | null = null): HeldRole => ({
  authorityId,
  role: name,
  until,
});
const held = (roles: readonly HeldRole[], authorityId = 'mairie') => [
  ...permissionsAt(authorityId, roles, '2026-11-24', known),
];

describe('the permissions of an agent', () => {
  it('come from roles at that authority, and no other', () => {
    const roles = [role('mairie', 'case-worker')];
    expect(held(roles)).toEqual(['requests.read', 'requests.answer']);
    expect(held(roles, 'voisine')).toEqual([]);
  });

  it('end with the last day of the role', () => {
    expect(held([role('mairie', 'secretary', '2026-11-24')])).toContain('requests.answer');
    expect(held([role('mairie', 'secretary', '2026-11-23')])).toEqual([]);
    expect(
      authoritiesHeld([role('mairie', 'secretary', '2026-11-23'), role('epci', 'advisor')], '2026-11-24'),
    ).toEqual(['epci']);
  });

  it('are none for a role that nobody declared', () => {
    expect(held([role('mairie', 'roi')])).toEqual([]);
    expect(held([role('mairie', 'constructor')])).toEqual([]);
  });

  it('are all for an administrator, and only known ones', () => {
    expect(held([role('mairie', 'administrator')])).toEqual(known);
    expect(held([role('mairie', 'secretary')])).not.toContain('secrets.read');
  });
});
