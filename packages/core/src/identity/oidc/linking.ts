// « Rattacher »: what is asked before an account opens with a provider's identity. Someone who is signed in confirms it, by
// a form that no other site can send. Someone whose address an account has proves that the account is theirs, by a code sent
// to it, or goes on with an account apart.

import type { PageCtx } from '@parvis/kit';
import { PageError } from '@parvis/kit';
import type { House } from '../../house.ts';
import { addressOf, type SiteVisit } from '../../http/visit.ts';
import { citizenName } from '../citizens.ts';
import { waitText } from '../limits.ts';
import { issueOneTime, useByCode } from '../one-time.ts';
import { maskedEmail } from '../sign-in/email-door.ts';
import { agentBeingLinked, enterAgent } from './agent-arrival.ts';
import {
  accountBeingLinked,
  accountWithTheirAddress,
  enterLinked,
  enterNewAccount,
} from './citizen-arrival.ts';
import { noteProof } from './flows.ts';
import { type Arrival, isOver, pendingArrival, takePending } from './hand-off.ts';
import { enqueueLinkMail } from './link-letter.ts';
import { withVouched } from './vouched-facts.ts';

const MINUTES = 10;

export async function linkingPage(
  house: House,
  c: SiteVisit,
  ctx: PageCtx,
  problem?: string,
): Promise<Response> {
  const arrival = await pendingArrival(house, c, ctx);
  if (!arrival) throw isOver();
  const model = await questionOf(arrival);
  if (!model) throw isOver();
  return ctx.page(
    'provider-link',
    { ...model, provider: arrival.provider.label, problem: problem ?? null },
    { title: model.title, breadcrumb: [], status: problem ? 422 : 200 },
  );
}

async function questionOf(arrival: Arrival) {
  const { provider, flow, house } = arrival;
  const { person } = flow.payload;
  if (person.kind === 'agent') {
    const signed = await house.agents.agentOf(arrival.c);
    if (!signed || signed.id !== flow.payload.accountId) return null;
    return {
      question: 'confirm',
      title: `Rattacher ${provider.label} à votre compte`,
      who: `${person.name} (${person.email})`,
      account: `${signed.name} (${signed.email})`,
      back: '/agent/compte',
    };
  }
  const known = citizenName(withVouched({}, provider.name, person.facts, 0)) ?? 'cette personne';
  if (accountBeingLinked(arrival)) {
    const account = arrival.c.get('citizen')?.account;
    return {
      question: 'confirm',
      title: `Rattacher ${provider.label} à votre compte`,
      who: known,
      account: account?.email ?? account?.identity.email?.value ?? 'votre compte',
      back: '/mon-espace/securite',
    };
  }
  const account = await accountWithTheirAddress(arrival);
  if (!account?.email) return null;
  return {
    question: flow.payload.proof ? 'code' : 'known-address',
    title: 'Un compte existe déjà avec cette adresse',
    who: known,
    email: maskedEmail(account.email),
    minutes: MINUTES,
  };
}

/** Someone who is signed in says yes. */
export async function confirmLink(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const arrival = await pendingArrival(house, c, ctx);
  if (!arrival) throw isOver();
  if (arrival.provider.signs === 'agent') {
    const agentId = await agentBeingLinked(arrival);
    if (!agentId) throw isOver();
    await takePending(arrival);
    return enterAgent(arrival, agentId, { signedIn: true });
  }
  const citizenId = accountBeingLinked(arrival);
  if (!citizenId) throw isOver();
  await takePending(arrival);
  return enterLinked(arrival, citizenId);
}

/** A code leaves for the address of the account: whoever reads it is its owner. */
export async function sendLinkCode(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const { arrival, account } = await claimed(house, c, ctx);
  const waits = [
    await house.limits.take('mail-recipient', `citizen\0${ctx.tenant.id}\0${account.email}`),
    await house.limits.take('mail-address', addressOf(house, c)),
  ];
  const wait = Math.max(...waits);
  if (wait > 0) {
    return linkingPage(
      house,
      c,
      ctx,
      `Nous avons déjà envoyé plusieurs courriels. Attendez ${waitText(wait)}, et regardez dans vos messages indésirables.`,
    );
  }
  await house.db.write(async (tx) => {
    const { id, code } = await issueOneTime(tx, house.vault, {
      purpose: 'citizen-link',
      tenantId: ctx.tenant.id,
      now: ctx.now,
      minutes: MINUTES,
      email: account.email,
      citizenId: account.id,
    });
    const mail = {
      code,
      email: account.email,
      provider: arrival.provider.label,
      until: ctx.now + MINUTES * 60_000,
    };
    await enqueueLinkMail(house, tx, c.get('snapshot'), mail, ctx.now);
    await noteProof(house, tx, arrival.flow, { codeId: id, email: account.email });
  });
  return ctx.seeOther('/connexion/rattachement');
}

export async function enterLinkCode(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const { arrival, account } = await claimed(house, c, ctx);
  const { proof } = arrival.flow.payload;
  const code = ((await ctx.body()).get('code') ?? '').slice(0, 50).replaceAll(/\D/g, '');
  if (!proof || code.length !== 6)
    return linkingPage(house, c, ctx, 'Écrivez les six chiffres du code reçu par courriel.');
  const address = addressOf(house, c);
  const wait = await house.limits.take('code-address', address);
  if (wait > 0)
    return linkingPage(house, c, ctx, `Trop d’essais. Attendez ${waitText(wait)}, puis recommencez.`);
  const wanted = {
    purpose: 'citizen-link',
    tenantId: ctx.tenant.id,
    id: proof.codeId,
    code,
    now: ctx.now,
  } as const;
  const used = await house.db.write((tx) => useByCode(tx, house.vault, wanted));
  if (used.outcome !== 'right') {
    const problem =
      used.outcome === 'wrong'
        ? 'Ce code n’est pas le bon. Vérifiez les six chiffres du dernier courriel.'
        : 'Ce code ne sert plus. Demandez un autre courriel.';
    return linkingPage(house, c, ctx, problem);
  }
  // The account may have got another address meanwhile: the code proves the one that it was sent to.
  if (used.found.citizenId !== account.id || used.found.email !== account.email) throw isOver();
  await house.limits.giveBack('code-address', address);
  await takePending(arrival);
  return enterLinked(arrival, account.id);
}

/** The person goes on without that account, which stays as it is. */
export async function keepApart(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const { arrival } = await claimed(house, c, ctx);
  await takePending(arrival);
  return enterNewAccount(arrival);
}

async function claimed(house: House, c: SiteVisit, ctx: PageCtx) {
  const arrival = await pendingArrival(house, c, ctx);
  if (!arrival || arrival.provider.signs !== 'citizen' || accountBeingLinked(arrival)) throw isOver();
  const account = await accountWithTheirAddress(arrival);
  if (!account?.email) throw new PageError(409, 'Ce compte n’existe plus', 'Recommencez la connexion.');
  return { arrival, account: { ...account, email: account.email } };
}
