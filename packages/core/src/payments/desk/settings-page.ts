// How the body that the agent works for takes money online: by which provider, and what it tells it. Nobody but its
// administrators decides that.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, type PaymentProvider, PaymentProviderError } from '@parvis/kit';
import type { House } from '../../house.ts';
import { withArticle } from '../../services/service-pages.ts';
import { localDay } from '../../sites/opening-hours.ts';
import { accountOf, dropAccount, paymentProviders, saveAccount } from '../account.ts';
import { PROVIDER_PATIENCE } from '../settle.ts';

const ADDRESS = '/agent/paiement-en-ligne';

interface State {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  /** `oui`: saved a moment ago. `ferme`: closed. */
  readonly saved?: string;
}

export async function settingsPage(
  house: House,
  ctx: DeskCtx,
  { typed, errors = [], saved = '' }: State = {},
): Promise<Response> {
  ctx.demand('payments.configure');
  const account = await accountOf(house, ctx.read, ctx.tenant.id, ctx.actor.authority.id);
  const chosen = providerFor(house, account?.name);
  const known = saved === 'oui' && account ? await knownAs(account) : null;
  return ctx.page(
    'desk-payment-settings',
    {
      who: withArticle(ctx.actor.authority),
      action: ADDRESS,
      closing: account ? `${ADDRESS}/fermeture` : null,
      errors,
      saved,
      known,
      provider: chosen && {
        label: chosen.provider.label,
        simulated: chosen.provider.simulated,
        controls: toControls(fieldSet(chosen.provider.settings).fields, {
          typed: typed ?? account?.settings ?? {},
          errors,
        }),
      },
      mode: account ? account.provider.mode(account.settings) : null,
    },
    { title: 'Paiement en ligne', status: errors.length > 0 ? 422 : 200 },
  );
}

/** The provider in use; else the first that the installation has. */
function providerFor(house: House, name: string | undefined) {
  const all = [...paymentProviders(house)];
  const [found] = all.filter(([one]) => one === name).concat(all);
  return found ? { name: found[0], provider: found[1] } : null;
}

/** What the provider says of the body: the answer is shown, and nothing hangs on it. */
async function knownAs({
  provider,
  settings,
}: {
  readonly provider: PaymentProvider;
  readonly settings: Readonly<Record<string, string>>;
}): Promise<{ readonly ok: boolean; readonly text: string }> {
  try {
    return { ok: true, text: await provider.known(settings, AbortSignal.timeout(PROVIDER_PATIENCE)) };
  } catch (error) {
    if (!(error instanceof PaymentProviderError)) throw error;
    const { kind, message } = error;
    return {
      ok: false,
      text: kind === 'down' ? `${provider.label} ne répond pas. Réessayez plus tard.` : message,
    };
  }
}

export async function savePaymentAccount(house: House, ctx: DeskCtx): Promise<Response> {
  ctx.demand('payments.configure');
  const { id: authorityId } = ctx.actor.authority;
  const account = await accountOf(house, ctx.read, ctx.tenant.id, authorityId);
  const chosen = providerFor(house, account?.name);
  if (!chosen) return ctx.seeOther(ADDRESS);
  const outcome = readFields(fieldSet(chosen.provider.settings), await ctx.body(), {
    today: localDay(ctx.site.zone, ctx.now),
  });
  if (!outcome.ok) return settingsPage(house, ctx, outcome);
  const settings = Object.fromEntries(
    Object.entries(outcome.values).flatMap(([id, value]) =>
      typeof value === 'string' ? [[id, value] as const] : [],
    ),
  );
  await house.db.write(async (tx) => {
    await saveAccount(
      house,
      tx,
      { tenantId: ctx.tenant.id, authorityId },
      { name: chosen.name, settings, at: ctx.now },
    );
    await house.audit.append(tx, [
      { action: 'payment.account-changed', ...lineAbout(ctx, { provider: chosen.name, ...settings }) },
    ]);
  });
  return ctx.seeOther(`${ADDRESS}?garde=oui`);
}

export async function dropPaymentAccount(house: House, ctx: DeskCtx): Promise<Response> {
  ctx.demand('payments.configure');
  await house.db.write(async (tx) => {
    await dropAccount(tx, ctx.tenant.id, ctx.actor.authority.id);
    await house.audit.append(tx, [{ action: 'payment.account-dropped', ...lineAbout(ctx) }]);
  });
  return ctx.seeOther(`${ADDRESS}?garde=ferme`);
}

/** A line of the audit log about the body, but for what was done. */
function lineAbout(ctx: DeskCtx, details: Readonly<Record<string, string>> = {}) {
  return {
    tenantId: ctx.tenant.id,
    siteId: ctx.site.id,
    actor: ctx.actor,
    subject: { kind: 'authority', id: ctx.actor.authority.id, details },
    at: ctx.now,
  };
}
