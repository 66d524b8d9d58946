// What a new tenant gets: the motif of digital help. Its advisors and venues are the tenant's to add.

import type { TxCtx } from '@parvis/kit';
import { addMotif, motifIdOf } from './seed.ts';

export const DIGITAL_HELP = 'aide-numerique';

export async function starter(ctx: TxCtx): Promise<void> {
  if ((await motifIdOf(ctx, DIGITAL_HELP)) !== null) return;
  await addMotif(ctx, {
    slug: DIGITAL_HELP,
    title: 'Être aidé par un conseiller numérique',
    summary:
      'Un conseiller vous aide, gratuitement, à faire une démarche sur internet, à utiliser votre téléphone ou votre ordinateur.',
    receivedBy: 'un conseiller numérique',
    minutes: 45,
    // Longer than the delay to cancel: whoever books may still change their mind.
    noticeMinutes: 6 * 60,
    // Whoever may cancel may as well come another day.
    rescheduleHours: 4,
    bufferAfter: 15,
    step: 30,
    bring: [
      'Les papiers et les courriers de la démarche, si vous en avez',
      'Votre téléphone ou votre ordinateur portable, si vous en avez un',
      'Vos identifiants, si vous avez déjà un compte. Ne donnez jamais votre mot de passe\u00A0: vous le taperez vous-même.',
    ],
  });
}
