// Whether a door opened.

import type { Answer } from '@parvis/testing/visitor';

/** @throws Error with what the page says, where a door stayed shut */
export function expectStatus(answer: Answer, what: string): Answer {
  if (answer.status === 200) return answer;
  const text = answer.html
    .replace(/^[\s\S]*<main/, '<main')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
  throw new Error(`${what}: ${answer.status} at ${answer.path}: ${text.slice(0, 600)}`);
}
