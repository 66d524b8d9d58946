// The last page of forms whose declaration is signed, by a code sent to the address or mobile of `contactPage`.

import type { FormPage, Signature } from '@parvis/forms';

/** `declaration` is what is signed: « Je certifie que… ». */
export function signPage(declaration: string, help: string): FormPage {
  return {
    id: 'signature',
    title: 'Signez votre déclaration',
    intro: 'Un code à six chiffres vous est envoyé. Le recopier vaut signature de toutes vos réponses.',
    fields: [
      {
        id: 'signature',
        type: 'signature',
        label: declaration,
        help,
        subject: 'votre déclaration',
        email: 'courriel',
        phone: 'telephone',
      },
    ],
  };
}

/** As a scenario signs: what was signed is not looked at. */
export const SIGNED: Signature = {
  at: '2026-03-02T10:00:00+01:00',
  by: 'mail',
  to: 'j•••@exemple.fr',
  digest: '0'.repeat(64),
};
