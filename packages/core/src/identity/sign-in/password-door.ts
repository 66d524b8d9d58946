// Signing in by password: the same words and the same time whether the account exists or not.

import { readFields } from '@parvis/forms';
import type { CitizenActor, PageCtx } from '@parvis/kit';
import type { House } from '../../house.ts';
import { addressOf, type SiteVisit } from '../../http/visit.ts';
import { localDay } from '../../sites/opening-hours.ts';
import { citizenEntry } from '../citizen-audit.ts';
import { citizenByEmail, foldedEmail } from '../citizens.ts';
import { waitText } from '../limits.ts';
import { isPassword } from '../password.ts';
import { BY_PASSWORD, doorPage, problemAt } from './door-page.ts';
import { returnPath } from './return-path.ts';

const REFUSED =
  'L’adresse ou le mot de passe n’est pas le bon. Vérifiez les deux, ou demandez un lien par courriel, plus haut.';

const NOBODY: CitizenActor = { kind: 'citizen', id: null, name: null };

export async function enterByPassword(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const input = await ctx.body();
  const back = returnPath(input.get('retour'));
  const outcome = readFields(BY_PASSWORD, input, { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return doorPage(house, c, ctx, { back, byPassword: outcome });
  const refuse = (message: string): Response =>
    doorPage(house, c, ctx, {
      back,
      byPassword: { typed: outcome.typed, errors: [problemAt(BY_PASSWORD, message)] },
    });

  const email = foldedEmail(outcome.values.identifiant);
  // As it was typed: a password is never trimmed.
  const password = (input.get('mot-de-passe') ?? '').slice(0, 1_000);
  const key = `citizen\0${ctx.tenant.id}\0${email}`;
  const address = addressOf(house, c);
  const waits = [
    await house.limits.take('sign-in-address', address),
    await house.limits.take('sign-in-account', key),
  ];
  const wait = Math.max(...waits);
  if (wait > 0)
    return refuse(`Trop d’essais. Attendez ${waitText(wait)}, ou demandez un lien par courriel, plus haut.`);

  const account = await citizenByEmail(house.db.read, ctx.tenant.id, email);
  const right = await isPassword(password, account?.passwordHash);
  if (!account || !right) {
    const id = account?.id ?? null;
    const subject = { id, citizenId: id, details: { by: 'password' } };
    await house.audit.record([citizenEntry(house, c, NOBODY, 'citizen.sign-in-failed', subject)]);
    return refuse(REFUSED);
  }
  await house.limits.clear('sign-in-account', key);
  await house.limits.giveBack('sign-in-address', address);
  await house.citizens.signIn(c, account.id, { by: 'password' });
  return ctx.seeOther(back);
}
