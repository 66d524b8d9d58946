import { describe, expect, it } from 'vitest';
import { passwordProblem } from './password-rules.ts';

describe('what a password must be', () => {
  it.each([
    'une phrase assez longue',
    'place-du-parvis-2026',
    'cheval pile agrafe correcte',
    'Hz8-kw9Qm2-Xr4',
    'les chats dorment au soleil',
  ])('takes a long one: %s', (password) => {
    expect(passwordProblem(password, ['Claire Ménager', 'claire@le-favril.example'])).toBeNull();
  });

  it.each(['', 'court', 'onze-signes'])('asks for twelve characters: %s', (password) => {
    expect(passwordProblem(password)).toContain('12');
  });

  it('counts characters, not bytes, and has an end', () => {
    expect(passwordProblem('é'.repeat(11))).toContain('12');
    expect(passwordProblem('phrase '.repeat(40))).toContain('au plus');
  });

  it.each([
    'motdepasse123',
    'Mot-de-passe-2026',
    'M0tDeP@sse2026!',
    'passwordpassword',
    'P@ssw0rd1234',
    'azertyuiop123',
    'azertyazerty',
    'qwertyuiopas',
    '123456789012',
    '0987654321098',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'administrateur1',
    'bienvenue2026!!',
    'Bonjour123456',
  ])('refuses what everybody tries first: %s', (password) => {
    expect(passwordProblem(password)).toContain('premiers');
  });

  it('refuses one made of its owner’s name or address', () => {
    const owner = ['Claire Ménager', 'claire@le-favril.example'];
    expect(passwordProblem('ClaireMenager28', owner)).toContain('votre nom');
    expect(passwordProblem('claire@le-favril.example', owner)).toContain('votre nom');
    expect(passwordProblem('claire repeint la grange', owner)).toBeNull();
  });
});
