// Signing in by mail: the address, then the code on the same device, or the link on any. The answer is the same whether an
// account exists or not; the first proof of an address makes one.

import { DbConstraintError, type Tx } from '@parvis/db';
import { readFields } from '@parvis/forms';
import { type PageCtx, PageError } from '@parvis/kit';
import type { House } from '../../house.ts';
import { addressOf, type SiteVisit } from '../../http/visit.ts';
import { localDay } from '../../sites/opening-hours.ts';
import { citizenByEmail, createCitizen, foldedEmail } from '../citizens.ts';
import { waitText } from '../limits.ts';
import { issueOneTime, oneTimeByToken, useByCode, useOneTime } from '../one-time.ts';
import { BY_EMAIL, doorPage, problemAt } from './door-page.ts';
import { CODE_MINUTES, forgetCode, type PendingCode, pendingCode, rememberCode } from './pending-code.ts';
import { doorTo, returnPath } from './return-path.ts';
import { enqueueSignInMail } from './sign-in-letter.ts';

const PURPOSE = 'citizen-sign-in';

/** The address was typed: a mail leaves, and the code is asked for on this device. */
export async function askByEmail(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const input = await ctx.body();
  const back = returnPath(input.get('retour'));
  const outcome = readFields(BY_EMAIL, input, { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return doorPage(house, c, ctx, { back, byEmail: outcome });
  const email = foldedEmail(outcome.values.courriel);
  const wait = await mayMail(house, c, ctx.tenant.id, email);
  if (wait > 0) {
    const message = `Nous avons déjà envoyé plusieurs courriels. Attendez ${waitText(wait)}, et regardez dans vos messages indésirables.`;
    return doorPage(house, c, ctx, {
      back,
      byEmail: { typed: outcome.typed, errors: [problemAt(BY_EMAIL, message)] },
    });
  }
  const id = await house.db.write(async (tx) => {
    const issued = await issueOneTime(tx, house.vault, {
      purpose: PURPOSE,
      tenantId: ctx.tenant.id,
      now: ctx.now,
      minutes: CODE_MINUTES,
      email,
      payload: { back },
    });
    const mail = { ...issued, email, until: ctx.now + CODE_MINUTES * 60_000 };
    await enqueueSignInMail(house, tx, c.get('snapshot'), mail, ctx.now);
    return issued.id;
  });
  rememberCode(house, c, { id, email, back });
  return ctx.seeOther('/connexion/code');
}

/** Seconds to wait before another mail may leave: for one address, and from one network address. */
async function mayMail(house: House, c: SiteVisit, tenantId: string, email: string): Promise<number> {
  const waits = [
    await house.limits.take('mail-recipient', `citizen\0${tenantId}\0${email}`),
    await house.limits.take('mail-address', addressOf(house, c)),
  ];
  return Math.max(...waits);
}

export function codePage(house: House, c: SiteVisit, ctx: PageCtx, problem?: string): Response {
  const pending = pendingCode(house, c);
  if (!pending) return ctx.seeOther('/connexion');
  return ctx.page(
    'sign-in-code',
    {
      email: pending.email,
      minutes: CODE_MINUTES,
      again: doorTo(pending.back),
      problem: problem ?? null,
    },
    { title: 'Lisez vos courriels', breadcrumb: [CRUMB], status: problem ? 422 : 200 },
  );
}

const CRUMB = { href: '/connexion', text: 'Se connecter' };

export async function enterByCode(house: House, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const pending = pendingCode(house, c);
  if (!pending) return ctx.seeOther('/connexion');
  const code = ((await ctx.body()).get('code') ?? '').slice(0, 50).replaceAll(/\D/g, '');
  if (code.length !== 6)
    return codePage(house, c, ctx, 'Écrivez les six chiffres du code reçu par courriel.');
  const address = addressOf(house, c);
  const wait = await house.limits.take('code-address', address);
  if (wait > 0)
    return codePage(house, c, ctx, `Trop d’essais. Attendez ${waitText(wait)}, puis recommencez.`);
  const entered = await proven(house, (tx) => throughCode(house, tx, ctx, pending, code));
  if (entered === 'wrong')
    return codePage(
      house,
      c,
      ctx,
      'Ce code n’est pas le bon. Vérifiez les six chiffres dans le dernier courriel reçu.',
    );
  if (entered === 'over') {
    forgetCode(house, c);
    const message =
      'Ce code ne sert plus\u00A0: il est trop ancien, déjà utilisé, ou il y a eu trop d’erreurs. Demandez un autre courriel.';
    return doorPage(house, c, ctx, {
      back: pending.back,
      byEmail: { typed: { courriel: pending.email }, errors: [problemAt(BY_EMAIL, message)] },
    });
  }
  await house.limits.giveBack('code-address', address);
  forgetCode(house, c);
  await house.citizens.signIn(c, entered.citizenId, { by: 'link' });
  return ctx.seeOther(pending.back);
}

type Entered = { readonly citizenId: string } | 'wrong' | 'over';

async function throughCode(
  house: House,
  tx: Tx,
  { tenant, now }: PageCtx,
  { id, email }: PendingCode,
  code: string,
): Promise<Entered> {
  const wanted = { purpose: PURPOSE, tenantId: tenant.id, id, code, now } as const;
  const used = await useByCode(tx, house.vault, wanted);
  return used.outcome === 'right' ? { citizenId: await accountOf(tx, tenant.id, email, now) } : used.outcome;
}

/** The page of the link. Programs that look into mails open it too: looking does not use it up. */
export async function linkPage(house: House, c: SiteVisit, ctx: PageCtx, token: string): Promise<Response> {
  const { email } = await linkAt(house, c, ctx, token);
  return ctx.page(
    'sign-in-link',
    { email: maskedEmail(email), action: `/connexion/lien/${token}` },
    { title: 'Entrer dans votre espace', breadcrumb: [CRUMB] },
  );
}

export async function enterByLink(
  house: House,
  c: SiteVisit,
  ctx: PageCtx,
  token: string,
): Promise<Response> {
  const link = await linkAt(house, c, ctx, token);
  const entered = await proven(house, async (tx): Promise<Entered> => {
    if (!(await useOneTime(tx, link.id, ctx.now))) return 'over';
    return { citizenId: await accountOf(tx, ctx.tenant.id, link.email, ctx.now) };
  });
  if (typeof entered === 'string') throw linkIsOver();
  forgetCode(house, c);
  await house.citizens.signIn(c, entered.citizenId, { by: 'link' });
  return ctx.seeOther(link.back);
}

async function linkAt(house: House, c: SiteVisit, ctx: PageCtx, token: string) {
  const wanted = {
    purpose: PURPOSE,
    tenantId: ctx.tenant.id,
    token: token.slice(0, 100),
    now: ctx.now,
  } as const;
  const found = await oneTimeByToken(house.db.read, house.vault, wanted);
  if (found?.email) {
    const { back } = found.payload as { readonly back: string };
    return { id: found.id, email: found.email, back: returnPath(back) };
  }
  const wait = await house.limits.take('code-address', addressOf(house, c));
  if (wait > 0)
    throw new PageError(429, 'Trop d’essais', `Attendez ${waitText(wait)}, puis recommencez.`, [CRUMB]);
  throw linkIsOver();
}

function linkIsOver(): PageError {
  return new PageError(
    410,
    'Ce lien ne sert plus',
    `Il est bon pendant ${CODE_MINUTES} minutes, et une seule fois. Demandez un autre courriel.`,
    [
      { href: '/connexion', text: 'Demander un autre courriel' },
      { href: '/suivi', text: 'Suivre une demande sans compte' },
    ],
  );
}

/** The account of an address that was just proven, made where there is none. */
async function accountOf(tx: Tx, tenantId: string, email: string, now: number): Promise<string> {
  const known = await citizenByEmail(tx, tenantId, email);
  return known?.id ?? createCitizen(tx, { tenantId, email, now });
}

/** Of two proofs of a new address that arrive at once, the second finds the account that the first made. */
async function proven(house: House, work: (tx: Tx) => Promise<Entered>): Promise<Entered> {
  try {
    return await house.db.write(work);
  } catch (error) {
    if (error instanceof DbConstraintError && error.kind === 'unique') return house.db.write(work);
    throw error;
  }
}

/** « c•••@exemple.fr »: enough to know one's own, too little to learn another's. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${Array.from(email)[0] ?? ''}•••${email.slice(at)}`;
}
