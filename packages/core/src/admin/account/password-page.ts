// Changing one's own password: the current one is asked for, and every other session ends.

import { eq } from '@parvis/db';
import type { FieldError } from '@parvis/forms';
import { mailNews } from '../../identity/agent-mailing.ts';
import { hashPassword } from '../../identity/password.ts';
import { schema } from '../../schema.ts';
import { newPasswordControls, readNewPassword } from '../new-password.ts';
import { ACCOUNT, type AccountVisit, change, proofControls, proofErrors } from './visit.ts';

export function passwordPage(visit: AccountVisit, errors: readonly FieldError[] = []): Response {
  const { ctx, me } = visit;
  return ctx.page(
    'desk-account-password',
    {
      errors,
      email: me.email,
      hasPassword: me.passwordHash !== null,
      controls: [...proofControls(visit, errors), ...newPasswordControls(errors)],
    },
    { title: 'Changer mon mot de passe', status: errors.length > 0 ? 422 : 200 },
  );
}

export async function changePassword(visit: AccountVisit): Promise<Response> {
  const { house, c, ctx, me, signed } = visit;
  const input = await ctx.body();
  const read = readNewPassword(input, me);
  const errors = [...(await proofErrors(visit, input)), ...(read.ok ? [] : read.errors)];
  if (!read.ok || errors.length > 0) return passwordPage(visit, errors);
  const passwordHash = await hashPassword(read.password);
  await change(visit, 'password-changed', {}, async (tx) => {
    const { agent } = schema.for(tx);
    await tx.update(agent).set({ passwordHash }).where(eq(agent.id, me.id));
    await house.agents.sessions.endAll(tx, me.id, signed.handle);
    await mailNews(house, c, tx, me.id, 'password-changed');
    return true;
  });
  return ctx.seeOther(`${ACCOUNT}?fait=mot-de-passe`);
}
