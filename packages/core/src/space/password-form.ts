// Choosing a password, or another one. Who only holds a session that was left open must not be able to: the current password
// is asked for, unless the person proved who they are a moment ago, by mail or through a provider.

import { eq } from '@parvis/db';
import { type FieldError, type FieldSet, fieldSet, readFields, toControls } from '@parvis/forms';
import { citizenEntry } from '../identity/citizen-audit.ts';
import type { SignedCitizen } from '../identity/index.ts';
import { waitText } from '../identity/limits.ts';
import { hashPassword, isPassword } from '../identity/password.ts';
import { passwordProblem, SHORTEST_PASSWORD } from '../identity/password-rules.ts';
import { schema } from '../schema.ts';
import { localDay } from '../sites/opening-hours.ts';
import { securityPage } from './security-page.ts';
import type { SpaceVisit } from './visit.ts';

/** Milliseconds for which a sign-in by mail or through a provider proves enough. */
export const FRESH = 15 * 60_000;

const NEW_PASSWORD = {
  id: 'nouveau-mot-de-passe',
  type: 'password',
  label: 'Nouveau mot de passe',
  subject: 'le nouveau mot de passe',
  help: `Au moins ${SHORTEST_PASSWORD}\u00A0caractères. Plusieurs mots sans rapport entre eux conviennent bien.`,
  autocomplete: 'new-password',
} as const;

const FIRST = fieldSet([NEW_PASSWORD]);
const CHANGE = fieldSet([
  {
    id: 'mot-de-passe-actuel',
    type: 'password',
    label: 'Mot de passe actuel',
    subject: 'le mot de passe actuel',
    help: 'Oublié\u202F? Déconnectez-vous, puis connectez-vous par courriel.',
    autocomplete: 'current-password',
  },
  NEW_PASSWORD,
]);

/** What is asked for to set a password; null where the person must first sign in again, or has no address to sign in with. */
export function passwordForm({ account, session }: SignedCitizen, now: number): FieldSet<unknown> | null {
  if (account.email === null) return null;
  if (session.signedInBy !== 'password' && session.startedAt + FRESH > now) return FIRST;
  return account.passwordHash === null ? null : CHANGE;
}

export async function savePassword(visit: SpaceVisit): Promise<Response> {
  const { house, c, ctx, me } = visit;
  const form = passwordForm(me, ctx.now);
  if (!form) return ctx.seeOther('/mon-espace/securite');
  const input = await ctx.body();
  const outcome = readFields(form, input, { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return securityPage(visit, { password: outcome.errors });
  const refused = (name: string, message: string) =>
    securityPage(visit, { password: [errorAt(form, name, message)] });

  if (form === CHANGE) {
    const key = `citizen-password\0${me.id}`;
    const wait = await house.limits.take('sign-in-account', key);
    if (wait > 0)
      return refused('mot-de-passe-actuel', `Trop d’essais. Attendez ${waitText(wait)}, puis recommencez.`);
    // As they were typed: a password is never trimmed.
    const current = (input.get('mot-de-passe-actuel') ?? '').slice(0, 1_000);
    if (!(await isPassword(current, me.account.passwordHash)))
      return refused('mot-de-passe-actuel', 'Ce n’est pas votre mot de passe actuel. Vérifiez-le.');
    await house.limits.clear('sign-in-account', key);
  }
  const wanted = (input.get('nouveau-mot-de-passe') ?? '').slice(0, 1_000);
  const problem = passwordProblem(wanted, knownOf(visit));
  if (problem) return refused('nouveau-mot-de-passe', problem);

  const passwordHash = await hashPassword(wanted);
  await house.db.write(async (tx) => {
    const { citizen } = schema.for(tx);
    await tx.update(citizen).set({ passwordHash }).where(eq(citizen.id, me.id));
    await house.citizens.sessions.endAll(tx, me.id, me.handle);
    await house.audit.append(tx, [citizenEntry(house, c, me, 'citizen.password-changed', { id: me.id })]);
    await house.jobs.enqueue(tx, {
      owner: 'core',
      name: 'citizen-password-changed',
      siteId: ctx.site.id,
      payload: { citizenId: me.id },
      dueAt: ctx.now,
    });
  });
  await house.citizens.rotate(c);
  return ctx.seeOther('/mon-espace/securite?fait=mot-de-passe');
}

function errorAt(form: FieldSet<unknown>, name: string, message: string): FieldError {
  const control = toControls(form.fields).find((one) => one.name === name);
  return { fieldId: name, code: 'invalid', message, anchor: control?.id ?? '' };
}

/** What others know of the person and of the site: it counts for nothing in a password. */
function knownOf({ me, ctx }: SpaceVisit): readonly string[] {
  const { identity, email } = me.account;
  const facts = Object.values(identity).map(({ value }) => value);
  return [ctx.site.name, ctx.site.slug.replaceAll('-', ''), ...(email ?? '').split('@'), ...facts];
}
