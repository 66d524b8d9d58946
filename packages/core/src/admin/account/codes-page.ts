// Recovery codes: made when they are shown, and shown once.

import type { FieldError } from '@parvis/forms';
import { newRecoveryCodes, recoveryCodesLeft } from '../../identity/agent-recovery.ts';
import { ACCOUNT, type AccountVisit, change, proofControls, proofErrors } from './visit.ts';

export async function codesPage(visit: AccountVisit, errors: readonly FieldError[] = []): Promise<Response> {
  const { house, ctx, me } = visit;
  const left = await recoveryCodesLeft(house.db.read, me.id);
  return ctx.page(
    'desk-account-codes',
    {
      action: `${ACCOUNT}/codes-de-secours`,
      hasFactor: me.hasFactor,
      left,
      errors,
      // The first ones come right after the factor, which was just proven.
      controls: left > 0 ? proofControls(visit, errors) : [],
      codes: null,
    },
    { title: 'Codes de secours', status: errors.length > 0 ? 422 : 200 },
  );
}

/** Answers with the codes themselves: nobody, this house included, could show them on a page that comes after. */
export async function makeCodes(visit: AccountVisit): Promise<Response> {
  const { house, ctx, me } = visit;
  if (!me.hasFactor) return codesPage(visit);
  const isFirst = (await recoveryCodesLeft(house.db.read, me.id)) === 0;
  const errors = isFirst ? [] : await proofErrors(visit, await ctx.body());
  if (errors.length > 0) return codesPage(visit, errors);
  let codes: readonly string[] = [];
  await change(visit, 'recovery-codes-made', {}, async (tx) => {
    codes = await newRecoveryCodes(tx, house.vault, { tenantId: me.tenantId, agentId: me.id });
    return true;
  });
  return ctx.page(
    'desk-account-codes',
    {
      hasFactor: true,
      left: codes.length,
      errors: [],
      controls: [],
      codes,
      name: me.name,
      site: ctx.site.origin,
    },
    { title: 'Vos codes de secours' },
  );
}
