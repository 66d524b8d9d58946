// What can be answered to « Comment cela s’est-il passé ? », best first.

/** Whether it is rated when it was sent, or once it is over. */
export type RatingStage = 'sent' | 'closed';
export type Score = 'very-good' | 'good' | 'bad' | 'very-bad';

export const SCORES: readonly { readonly value: Score; readonly label: string }[] = [
  { value: 'very-good', label: 'Très bien' },
  { value: 'good', label: 'Plutôt bien' },
  { value: 'bad', label: 'Plutôt mal' },
  { value: 'very-bad', label: 'Très mal' },
];

export const STAGES: Readonly<Record<RatingStage, string>> = {
  sent: 'Après l’envoi',
  closed: 'Après la réponse',
};

export const SATISFIED: readonly Score[] = ['very-good', 'good'];

export function isScore(text: unknown): text is Score {
  return SCORES.some(({ value }) => value === text);
}

export function scoreWords(score: Score): string {
  return SCORES.find(({ value }) => value === score)?.label ?? score;
}

/** Days after the sending, or the end, for which it can be rated. */
export const RATING_DAYS: Readonly<Record<RatingStage, number>> = { sent: 7, closed: 90 };
