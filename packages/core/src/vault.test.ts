import { describe, expect, it } from 'vitest';
import { vaultOf } from './vault.ts';

const SECRET = 'un secret d’au moins trente-deux signes';

describe('the vault', () => {
  const vault = vaultOf(SECRET);

  it('gives back what it locked, for that purpose and under that secret only', () => {
    const locked = vault.lock('totp', 'JBSWY3DPEHPK3PXP é');
    expect(vault.unlock('totp', locked)).toBe('JBSWY3DPEHPK3PXP é');
    expect(vault.unlock('oidc', locked)).toBeNull();
    expect(vaultOf(`${SECRET} autre`).unlock('totp', locked)).toBeNull();
  });

  it('locks the same text differently each time, and shows nothing of it', () => {
    const [one, two] = [vault.lock('totp', 'secret-secret'), vault.lock('totp', 'secret-secret')];
    expect(one).not.toBe(two);
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('secret');
  });

  it('opens nothing that was changed by one bit, cut or made up', () => {
    const bytes = Buffer.from(vault.lock('totp', 'texte'), 'base64url');
    for (let place = 0; place < bytes.length; place++) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(vault.unlock('totp', changed.toString('base64url'))).toBeNull();
    }
    expect(vault.unlock('totp', bytes.subarray(0, 20).toString('base64url'))).toBeNull();
    expect(vault.unlock('totp', '')).toBeNull();
  });
});
