import type { LetterAction } from '../../workflow/actions/letter.ts';
import { fill } from '../../workflow/fill.ts';
import type { Carrying } from './carrying.ts';

export const letter: Carrying<LetterAction> = {
  async after({ tx, one: { request, definition }, texts }, action) {
    const found = definition.letters.find(({ id }) => id === action.letter);
    if (!found) return;
    await tx.requests.letter(request.id, {
      title: fill(found.title, texts),
      paragraphs: found.paragraphs.map((one) => fill(one, texts)),
      signedBy: fill(found.signedBy, texts),
    });
  },
};
