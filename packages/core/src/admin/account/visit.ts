// One visit of an agent to their own account: what every page of it needs.

import type { Tx } from '@parvis/db';
import { type FieldError, fieldSet, type Input, toControls } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import type { House } from '../../house.ts';
import type { SiteVisit } from '../../http/visit.ts';
import { type AgentRecord, agentById } from '../../identity/agent-accounts.ts';
import { auditAgent } from '../../identity/agent-audit.ts';
import type { SignedAgent } from '../../identity/index.ts';
import { isPassword } from '../../identity/password.ts';

export const ACCOUNT = '/agent/compte';

export interface AccountVisit {
  readonly house: House;
  readonly c: SiteVisit;
  readonly ctx: DeskCtx;
  readonly signed: SignedAgent;
  readonly me: AgentRecord;
}

export async function accountVisit(house: House, c: SiteVisit, ctx: DeskCtx): Promise<AccountVisit> {
  const signed = c.get('agent');
  const me = signed && (await agentById(house.db.read, ctx.tenant.id, signed.id));
  if (!signed || !me) throw new PageError(404, 'Ce compte est introuvable', 'Reconnectez-vous.');
  return { house, c, ctx, signed, me };
}

const PROOF = fieldSet([
  {
    id: 'mot-de-passe-actuel',
    type: 'password',
    label: 'Votre mot de passe actuel',
    help: 'Pour être sûr que c’est bien vous.',
    autocomplete: 'current-password',
  },
]);

const WRONG = 'Ce n’est pas votre mot de passe actuel. Vérifiez-le, puis réessayez.';
const SLOW_DOWN = 'Trop d’essais. Attendez un quart d’heure, puis réessayez.';

/** The password is asked again before what opens or closes the account; not of who never chose one. */
export function proofControls({ me }: Pick<AccountVisit, 'me'>, errors: readonly FieldError[] = []) {
  return me.passwordHash === null ? [] : toControls(PROOF.fields, { errors });
}

/** What is wrong with the proof that a form brought. Tries count as at the door. */
export async function proofErrors(
  { house, me }: Pick<AccountVisit, 'house' | 'me'>,
  input: Input,
): Promise<readonly FieldError[]> {
  if (me.passwordHash === null) return [];
  const error = (message: string): readonly FieldError[] => [
    {
      fieldId: 'mot-de-passe-actuel',
      code: 'invalid',
      message,
      anchor: toControls(PROOF.fields)[0]?.id ?? '',
    },
  ];
  const account = `agent\0${me.tenantId}\0${me.email}`;
  if ((await house.limits.take('sign-in-account', account)) > 0) return error(SLOW_DOWN);
  const typed = (input.get('mot-de-passe-actuel') ?? '').slice(0, 1_000);
  if (!(await isPassword(typed, me.passwordHash))) return error(WRONG);
  await house.limits.clear('sign-in-account', account);
  return [];
}

/**
 * Does what changes how the account is opened, writes it down, and gives the session another id. False undoes nothing: it says
 * that there was nothing to do.
 */
export async function change(
  { house, c, me }: AccountVisit,
  what: string,
  details: Readonly<Record<string, unknown>>,
  work: (tx: Tx) => Promise<boolean>,
): Promise<boolean> {
  const done = await house.db.write(async (tx) => {
    if (!(await work(tx))) return false;
    await auditAgent(house, c, tx, what, me.id, details);
    return true;
  });
  if (done) await house.agents.rotate(c);
  return done;
}
