// What boxes hold, as their pages read it.

import type { Answers } from '@parvis/forms';
import { NOTHING } from './boxes.ts';

/** What a box holds, as text without ends; empty where nothing was typed or chosen. */
export function textIn(answers: Answers, id: string): string {
  const value = answers[id];
  return typeof value === 'string' && value !== NOTHING ? value.replaceAll('\r\n', '\n').trim() : '';
}

export function numberIn(answers: Answers, id: string): number | undefined {
  const value = answers[id];
  return typeof value === 'number' ? value : undefined;
}

export function listIn(answers: Answers, id: string): readonly string[] {
  const value = answers[id];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The lines of a box, without the empty ones. */
export function linesIn(answers: Answers, id: string): readonly string[] {
  return textIn(answers, id)
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean);
}
