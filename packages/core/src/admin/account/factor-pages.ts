// One's own second factors: an application and passkeys, added, named and removed.

import type { Tx } from '@parvis/db';
import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { PageError } from '@parvis/kit';
import { agentById } from '../../identity/agent-accounts.ts';
import { mailNews } from '../../identity/agent-mailing.ts';
import { passkeysOf, removePasskey, renamePasskey } from '../../identity/agent-passkeys.ts';
import { recoveryCodesLeft, removeRecoveryCodes } from '../../identity/agent-recovery.ts';
import { removeTotp, setTotp } from '../../identity/agent-totp.ts';
import { localDay } from '../../sites/opening-hours.ts';
import {
  applicationForm,
  passkeyForm,
  type ReturnedForm,
  readApplication,
  readPasskey,
} from '../new-factor.ts';
import { ACCOUNT, type AccountVisit, change, proofControls, proofErrors } from './visit.ts';

const NAME = fieldSet([
  { id: 'nom', type: 'text', label: 'Nom de cette clé', subject: 'un nom', maxLength: 60 },
]);

const LAST =
  'C’est votre seul second facteur, et votre collectivité en demande un. Ajoutez-en un autre avant de retirer celui-ci.';

type Returned = ReturnedForm & { readonly locked?: string };

export function applicationPage(visit: AccountVisit, returned?: Returned): Response {
  const { house, c, ctx, me } = visit;
  const application = applicationForm(house, c, me, returned);
  return ctx.page(
    'desk-account-application',
    {
      application: {
        ...application,
        controls: [...application.controls, ...proofControls(visit, application.errors)],
      },
      applicationAction: `${ACCOUNT}/application`,
      errors: application.errors,
      replaces: me.totpSecret !== null,
    },
    { title: 'Ajouter une application', status: application.errors.length > 0 ? 422 : 200 },
  );
}

export async function addApplication(visit: AccountVisit): Promise<Response> {
  const { house, c, ctx, me } = visit;
  const input = await ctx.body();
  const read = readApplication(house, c, me.id, input);
  const proof = await proofErrors(visit, input);
  if (!read.ok) return applicationPage(visit, { ...read, errors: [...read.errors, ...proof] });
  if (proof.length > 0) {
    const typed = { code: input.get('code') ?? '' };
    return applicationPage(visit, { typed, errors: proof, locked: input.get('cle') ?? '' });
  }
  return added(visit, 'application', async (tx) => {
    await setTotp(tx, house.vault, me.id, read.value);
    return true;
  });
}

export async function passkeyPage(visit: AccountVisit, returned?: ReturnedForm): Promise<Response> {
  const { house, c, ctx, me } = visit;
  const passkey = await passkeyForm(house, c, me, returned);
  return ctx.page(
    'desk-account-passkey',
    {
      passkey: { ...passkey, controls: [...passkey.controls, ...proofControls(visit, passkey.errors)] },
      passkeyAction: `${ACCOUNT}/cles`,
      passkeyScript: house.theming.passkeyScript.href,
      errors: passkey.errors,
    },
    { title: 'Ajouter une clé d’accès', status: passkey.errors.length > 0 ? 422 : 200 },
  );
}

export async function addOwnPasskey(visit: AccountVisit): Promise<Response> {
  const { house, c, ctx, me } = visit;
  const input = await ctx.body();
  const proof = await proofErrors(visit, input);
  if (proof.length > 0) return passkeyPage(visit, { typed: { nom: input.get('nom') ?? '' }, errors: proof });
  const read = await readPasskey(house, c, me, input);
  if (!read.ok) return passkeyPage(visit, read);
  return added(visit, 'passkey', read.value.save);
}

async function added(
  visit: AccountVisit,
  factor: 'application' | 'passkey',
  save: (tx: Tx) => Promise<boolean>,
): Promise<Response> {
  const { house, c, ctx, me } = visit;
  await change(visit, 'factor-added', { factor }, async (tx) => {
    if (!(await save(tx))) return false;
    await mailNews(house, c, tx, me.id, 'factor-added');
    return true;
  });
  const left = await recoveryCodesLeft(house.db.read, me.id);
  return ctx.seeOther(left > 0 ? `${ACCOUNT}?fait=ajout` : `${ACCOUNT}/codes-de-secours`);
}

export async function passkeyNamePage(
  visit: AccountVisit,
  id: string,
  returned: { readonly typed?: Typed; readonly errors?: readonly FieldError[] } = {},
): Promise<Response> {
  const key = await ownPasskey(visit, id);
  const { typed = { nom: key.label }, errors = [] } = returned;
  return visit.ctx.page(
    'desk-account-passkey-name',
    { action: `${ACCOUNT}/cles/${id}/nom`, controls: toControls(NAME.fields, { typed, errors }), errors },
    { title: 'Renommer une clé d’accès', status: errors.length > 0 ? 422 : 200 },
  );
}

export async function nameOwnPasskey(visit: AccountVisit, id: string): Promise<Response> {
  const { house, ctx, me } = visit;
  await ownPasskey(visit, id);
  const outcome = readFields(NAME, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return passkeyNamePage(visit, id, outcome);
  await house.db.write((tx) => renamePasskey(tx, me.id, id, outcome.values.nom));
  return ctx.seeOther(`${ACCOUNT}?fait=nom`);
}

/** What is to be removed: the application, or a passkey by its id. */
export type Removed = 'application' | { readonly passkey: string };

export async function removalPage(
  visit: AccountVisit,
  removed: Removed,
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const { ctx } = visit;
  const label = await labelOf(visit, removed);
  return ctx.page(
    'desk-account-removal',
    { action: actionOf(removed), label, errors, controls: proofControls(visit, errors) },
    { title: 'Retirer un second facteur', status: errors.length > 0 ? 422 : 200 },
  );
}

export async function removeFactor(visit: AccountVisit, removed: Removed): Promise<Response> {
  const { house, c, ctx, me } = visit;
  const label = await labelOf(visit, removed);
  const errors = await proofErrors(visit, await ctx.body());
  if (errors.length > 0) return removalPage(visit, removed, errors);
  const { secondFactor } = c.get('snapshot');
  const factor = removed === 'application' ? 'application' : 'passkey';
  await change(visit, 'factor-removed', { factor, label }, async (tx) => {
    if (removed === 'application') await removeTotp(tx, me.id);
    else if (!(await removePasskey(tx, me.id, removed.passkey))) return false;
    const left = await agentById(tx, me.tenantId, me.id);
    if (!left?.hasFactor) {
      // Thrown in the transaction, it undoes the removal: two made at once cannot take both.
      if (secondFactor === 'required') throw lastFactor();
      await removeRecoveryCodes(tx, me.id);
    }
    await mailNews(house, c, tx, me.id, 'factor-removed');
    return true;
  });
  return ctx.seeOther(`${ACCOUNT}?fait=retrait`);
}

function lastFactor(): PageError {
  return new PageError(409, 'Gardez au moins un second facteur', LAST, [
    { href: ACCOUNT, text: 'Revenir à mon compte' },
  ]);
}

function actionOf(removed: Removed): string {
  return `${ACCOUNT}/${removed === 'application' ? removed : `cles/${removed.passkey}`}/retrait`;
}

async function labelOf(visit: AccountVisit, removed: Removed): Promise<string> {
  if (removed !== 'application') return (await ownPasskey(visit, removed.passkey)).label;
  if (visit.me.totpSecret === null) throw gone();
  return 'Application d’authentification';
}

async function ownPasskey({ house, me }: AccountVisit, id: string) {
  const key = (await passkeysOf(house.db.read, me.id)).find((one) => one.id === id);
  if (!key) throw gone();
  return key;
}

function gone(): PageError {
  return new PageError(404, 'Ce second facteur est introuvable', 'Il a peut-être été retiré.', [
    { href: ACCOUNT, text: 'Revenir à mon compte' },
  ]);
}
