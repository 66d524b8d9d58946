import { describe, expect, it } from 'vitest';
import { valueInWords } from './value-in-words.ts';

describe('a value that is compared', () => {
  it('is what a step does and says, and who takes it, in French', () => {
    const actions = [
      { do: 'mail', to: 'citizen', subject: 'Bonjour', text: 'C’est fait.' },
      { do: 'opinion', of: 'chosen', question: 'D’accord\u202F?', days: 10, into: 'avis' },
      { do: 'webhook', to: 'logiciel-metier', fields: ['nom'] },
    ];
    const words = valueInWords('actions', actions, []);
    expect(words).toContain('courriel à l’usager\u202F; Bonjour\u202F; C’est fait.');
    expect(words).toContain('avis demandé à une collectivité au choix, sous 10\u00A0jours\u202F; D’accord');
    expect(words).toContain('envoi au logiciel «\u00A0logiciel-metier\u00A0»');
    expect(words).not.toMatch(/citizen|chosen|true/);
    expect(valueInWords('by', { kind: 'agent', roles: ['secretary'] }, [])).toBe(
      'par un agent\u00A0: secrétaire de mairie',
    );
  });
});
