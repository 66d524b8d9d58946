// The shortest procedures that tests publish.

import type { Field, FormPage } from '@parvis/forms';
import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';

const FIELDS: Readonly<Record<string, Field>> = {
  nom: { id: 'nom', type: 'text', label: 'Nom' },
  courriel: { id: 'courriel', type: 'email', label: 'Courriel' },
  telephone: { id: 'telephone', type: 'phone', label: 'Téléphone', optional: true },
};

/** Asks the fields named, then what the last pages ask. In the place of the form of bulky waste. */
export function answerOnly(ids: readonly string[], last: readonly FormPage[] = []): NewProcedure {
  const fields = ids.flatMap((id) => FIELDS[id] ?? []);
  return {
    slug: 'encombrants',
    title: 'Essai',
    form: { pages: [{ id: 'vous', title: 'Vous', fields }, ...last] },
    requester: { name: ['nom'], email: 'courriel' },
    workflow: usualWorkflow({
      granted: 'Fait.',
      grantLabel: 'Faire',
      correctable: ['nom'],
      within: 5,
      silence: { means: 'nothing', why: 'Pour un essai.' },
    }),
  };
}
