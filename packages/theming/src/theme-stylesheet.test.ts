import { describe, expect, it } from 'vitest';
import { compact } from './theme-stylesheet.ts';

describe('a compact style sheet', () => {
  it('loses comments and needless spaces, not those that mean something', () => {
    expect(compact('/* one */\na:hover , b {\n  margin: calc(1rem + 2px) 0;\n}\n')).toBe(
      'a:hover,b{margin:calc(1rem + 2px) 0}',
    );
    expect(compact('.a :is(b) { color: red; }')).toBe('.a :is(b){color:red}');
  });

  it('keeps strings as they are', () => {
    expect(compact('a::before { content: "a  { b } /* c */"; }')).toBe(
      'a::before{content:"a  { b } /* c */"}',
    );
  });
});
