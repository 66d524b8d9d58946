// What the status of a request means to a citizen, in words.

import type { RequestStatus } from '@parvis/kit';

export type Tone = 'info' | 'ok' | 'warn' | 'neutral';

export interface StatusWords {
  readonly word: string;
  readonly tone: Tone;
}

const WORDS: Readonly<Record<RequestStatus, StatusWords>> = {
  received: { word: 'Reçue', tone: 'info' },
  'in-progress': { word: 'En cours', tone: 'info' },
  waiting: { word: 'Complément attendu', tone: 'warn' },
  done: { word: 'Traitée', tone: 'ok' },
  refused: { word: 'Refusée', tone: 'warn' },
  cancelled: { word: 'Annulée', tone: 'neutral' },
};

export function statusWords(status: RequestStatus): StatusWords {
  return WORDS[status];
}

/** In the words of the request's own workflow, where it has some. */
export function standingWords({
  status,
  step,
}: {
  readonly status: RequestStatus;
  readonly step: string | null;
}): StatusWords {
  const { word, tone } = WORDS[status];
  return { word: step ?? word, tone };
}

export const OPEN_STATUSES: readonly RequestStatus[] = ['received', 'in-progress', 'waiting'];

export function isOpen(status: RequestStatus): boolean {
  return OPEN_STATUSES.includes(status);
}
