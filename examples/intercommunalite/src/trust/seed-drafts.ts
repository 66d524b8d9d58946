// A form that someone left in their account: theirs, and of whoever was given its code.

import type { Visitor } from '@parvis/testing';
import { remember } from './places.ts';
import { accountData } from './rules.ts';
import type { Seeding } from './seeding.ts';

const FORM = '/demarches/encombrants/commencer';

export async function leaveInAccount(
  { book, place }: Seeding,
  visitor: Visitor,
  citizenId: string,
): Promise<void> {
  const description = book.word({
    what: `description of a draft in an account, ${place.key}`,
    tenant: place.tenant,
  });
  const left = await visitor.submit(await visitor.get(FORM), {
    quoi: ['meuble'],
    description,
    'plus-tard': 'oui',
  });
  const code = /[A-Z\d]{4}-[A-Z\d]{4}-[A-Z\d]{4}/.exec(left.html)?.[0];
  if (!code) throw new Error(`no code was given to go on with the form: ${left.path}`);
  const { html } = await visitor.get(`${FORM}/objets`);
  const draft = /name="brouillon" value="([\w-]+)"/.exec(html)?.[1] ?? '';
  book.rule([description], accountData(citizenId, [place.authorityId, place.epciId]), draft);
  remember(place, 'draft', draft);
  remember(place, 'draft-code', code, draft);
}
