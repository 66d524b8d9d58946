import { askOpinion } from '../../opinions/ask.ts';
import type { OpinionAction } from '../../workflow/actions/opinion.ts';
import { fill } from '../../workflow/fill.ts';
import type { Carrying } from './carrying.ts';

export const opinion: Carrying<OpinionAction> = {
  after: ({ tx, one: { request }, texts, chosen }, action) =>
    askOpinion(tx, request, { ...action, question: fill(action.question, texts) }, chosen),
};
