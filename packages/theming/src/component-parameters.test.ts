import { describe, expect, it } from 'vitest';
import { parameterCheck } from './component-parameters.ts';

describe('the parameters of a component', () => {
  const check = parameterCheck({
    name: 'button',
    parameters: { text: 'What it does', 'href?': 'An address' },
  });

  it('may lack those marked with a question mark', () => {
    expect(() => check({ text: 'Envoyer' })).not.toThrow();
    expect(() => check({ text: 'Envoyer', href: undefined })).not.toThrow();
  });

  it('are refused when misspelt', () => {
    expect(() => check({ text: 'Envoyer', link: '/' })).toThrowError(
      expect.objectContaining({
        code: 'PARVIS_COMPONENT_PARAMETER',
        message: expect.stringContaining('"link"'),
      }),
    );
  });

  it('are refused when a needed one lacks', () => {
    expect(() => check({ href: '/' })).toThrowError(
      expect.objectContaining({
        code: 'PARVIS_COMPONENT_PARAMETER',
        message: expect.stringContaining('"text"'),
      }),
    );
    expect(() => check({ text: undefined })).toThrow('"text"');
  });
});
