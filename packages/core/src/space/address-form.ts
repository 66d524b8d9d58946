// Another address to sign in with. A code that is sent there proves it; the one before is told. Who only holds a session that was
// left open must not be able to: it asks for what a new password asks for.

import { and, DbConstraintError, desc, eq, gt, isNull } from '@parvis/db';
import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { addressOf } from '../http/visit.ts';
import { citizenEntry } from '../identity/citizen-audit.ts';
import { citizenByEmail, foldedEmail } from '../identity/citizens.ts';
import type { SignedCitizen } from '../identity/index.ts';
import { waitText } from '../identity/limits.ts';
import { issueOneTime, useByCode } from '../identity/one-time.ts';
import { enqueueTelling } from '../mail/tell.ts';
import { schema } from '../schema.ts';
import { localDay } from '../sites/opening-hours.ts';
import { FRESH } from './password-form.ts';
import { securityPage } from './security-page.ts';
import { type SpaceVisit, spacePage } from './visit.ts';

const PATH = '/mon-espace/securite/adresse';
const PURPOSE = 'citizen-address';
const MINUTES = 30;
const HOUR = 3_600_000;
const NBSP = '\u00A0';

export const ADDRESS = fieldSet([
  {
    id: 'nouvelle-adresse',
    type: 'email',
    label: 'Nouvelle adresse électronique',
    subject: 'la nouvelle adresse',
    help: 'Un code y est envoyé, pour être sûr qu’elle est à vous.',
    autocomplete: 'email',
  },
]);

/** Whether the person proved a moment ago who they are; else they sign in again first. */
export function mayChangeAddress({ session }: SignedCitizen, now: number): boolean {
  return session.startedAt + FRESH > now;
}

export async function askNewAddress(visit: SpaceVisit): Promise<Response> {
  const { house, c, ctx, me, snapshot } = visit;
  if (!mayChangeAddress(me, ctx.now)) return ctx.seeOther('/mon-espace/securite#adresse');
  const outcome = readFields(ADDRESS, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return addressRefused(visit, outcome.typed, outcome.errors);
  const email = foldedEmail(outcome.values['nouvelle-adresse']);
  const refused = (message: string) => addressRefused(visit, outcome.typed, [errorAt(message)]);
  if (email === me.account.email) return refused('C’est déjà votre adresse. Donnez-en une autre.');
  const wait = Math.max(
    await house.limits.take('mail-recipient', `citizen\0${ctx.tenant.id}\0${email}`),
    await house.limits.take('mail-address', addressOf(house, c)),
  );
  if (wait > 0)
    return refused(`Plusieurs courriels sont déjà partis. Attendez ${waitText(wait)}, puis recommencez.`);
  const until = ctx.now + MINUTES * 60_000;
  await house.db.write(async (tx) => {
    const isTaken = (await citizenByEmail(tx, ctx.tenant.id, email)) !== null;
    const { code } = await issueOneTime(tx, house.vault, {
      purpose: PURPOSE,
      tenantId: ctx.tenant.id,
      citizenId: me.id,
      email,
      now: ctx.now,
      minutes: MINUTES,
    });
    // The page says the same either way: it tells nobody who has an account.
    const message = isTaken ? takenMessage(ctx.site.name) : codeMessage(ctx.site.name, code);
    const standing = { snapshot, actor: ctx.actor, now: ctx.now };
    await enqueueTelling(house, tx, standing, { to: { by: 'mail', address: email }, message, until });
  });
  return ctx.seeOther(PATH);
}

function addressRefused(visit: SpaceVisit, typed: Typed, errors: readonly FieldError[]): Promise<Response> {
  return securityPage(visit, { address: { typed, errors } });
}

function errorAt(message: string): FieldError {
  const [control] = toControls(ADDRESS.fields);
  return { fieldId: 'nouvelle-adresse', code: 'invalid', message, anchor: control?.id ?? '' };
}

/** Where the code is typed. */
export async function addressCodePage(visit: SpaceVisit, problem?: string): Promise<Response> {
  const { ctx } = visit;
  const pending = await pendingAddress(visit);
  if (!pending) return ctx.seeOther('/mon-espace/securite#adresse');
  return spacePage(
    visit,
    'space-address',
    { email: pending.email, minutes: MINUTES, problem: problem ?? null, action: PATH },
    { title: 'Confirmer ma nouvelle adresse', status: problem ? 422 : 200 },
  );
}

/** The last one that was asked for and may still be proven. */
async function pendingAddress({ house, ctx, me }: SpaceVisit) {
  const { oneTime } = schema.for(house.db.read);
  const [row] = await house.db.read
    .select({ id: oneTime.id, email: oneTime.email })
    .from(oneTime)
    .where(
      and(
        eq(oneTime.tenantId, ctx.tenant.id),
        eq(oneTime.citizenId, me.id),
        eq(oneTime.purpose, PURPOSE),
        isNull(oneTime.usedAt),
        gt(oneTime.expiresAt, ctx.now),
      ),
    )
    .orderBy(desc(oneTime.id))
    .limit(1);
  return row?.email ? { id: row.id, email: row.email } : null;
}

export async function confirmAddress(visit: SpaceVisit): Promise<Response> {
  const { house, c, ctx, me } = visit;
  const pending = await pendingAddress(visit);
  if (!pending) return ctx.seeOther('/mon-espace/securite#adresse');
  const code = ((await ctx.body()).get('code') ?? '').slice(0, 50).replaceAll(/\D/g, '');
  if (code.length !== 6) return addressCodePage(visit, 'Écrivez les six chiffres du code reçu par courriel.');
  const address = addressOf(house, c);
  const wait = await house.limits.take('code-address', address);
  if (wait > 0) return addressCodePage(visit, `Trop d’essais. Attendez ${waitText(wait)}, puis recommencez.`);
  const outcome = await proveAddress(visit, pending, code);
  if (outcome === 'wrong')
    return addressCodePage(
      visit,
      'Ce code n’est pas le bon. Vérifiez les six chiffres dans le dernier courriel reçu.',
    );
  if (outcome === 'over')
    return addressRefused(visit, { 'nouvelle-adresse': pending.email }, [
      errorAt('Ce code ne sert plus. Demandez-en un autre.'),
    ]);
  await house.limits.giveBack('code-address', address);
  await house.citizens.rotate(c);
  return ctx.seeOther(
    `/mon-espace/securite?fait=${me.account.email === null ? 'adresse-ajoutee' : 'adresse'}`,
  );
}

async function proveAddress(
  { house, c, ctx, me, snapshot }: SpaceVisit,
  { id, email }: { readonly id: string; readonly email: string },
  code: string,
): Promise<'right' | 'wrong' | 'over'> {
  const before = me.account.email;
  try {
    return await house.db.write(async (tx) => {
      const wanted = { purpose: PURPOSE, tenantId: ctx.tenant.id, id, code, now: ctx.now } as const;
      const { outcome } = await useByCode(tx, house.vault, wanted);
      if (outcome !== 'right') return outcome;
      const { citizen } = schema.for(tx);
      await tx.update(citizen).set({ email }).where(eq(citizen.id, me.id));
      await house.citizens.sessions.endAll(tx, me.id, me.handle);
      const subject = { id: me.id, details: { before, after: email } };
      await house.audit.append(tx, [citizenEntry(house, c, me, 'citizen.address-changed', subject)]);
      if (before !== null) {
        const standing = { snapshot, actor: ctx.actor, now: ctx.now };
        await enqueueTelling(house, tx, standing, {
          to: { by: 'mail', address: before },
          message: changedMessage(ctx.site.name),
          until: ctx.now + 24 * HOUR,
        });
      }
      return 'right';
    });
  } catch (error) {
    // Someone opened an account of that address meanwhile: it is theirs.
    if (error instanceof DbConstraintError) return 'over';
    throw error;
  }
}

const message = (
  subject: string,
  paragraphs: readonly string[],
  button?: { readonly path: string; readonly text: string },
) => ({
  text: paragraphs.join(' '),
  mail: { subject, title: subject, paragraphs, ...(button && { button }) },
});

function codeMessage(site: string, code: string) {
  return message(`Votre nouvelle adresse pour le site ${site}`, [
    `Vous voulez entrer dans votre espace, sur le site ${site}, avec cette adresse. Recopiez ce code sur la page où vous l’avez demandé.`,
    `Votre code${NBSP}: ${code.slice(0, 3)}${NBSP}${code.slice(3)}`,
    `Il sert une fois, pendant ${MINUTES}${NBSP}minutes. Ne le transmettez à personne.`,
    'Vous n’avez rien demandé\u202F? Ignorez ce courriel\u00A0: rien ne change.',
  ]);
}

function takenMessage(site: string) {
  return message(
    `Cette adresse ouvre déjà un espace – ${site}`,
    [
      `Quelqu’un a voulu entrer avec cette adresse dans un autre espace du site ${site}. Elle en ouvre déjà un\u00A0: rien n’a changé.`,
      'C’est vous\u202F? Connectez-vous avec elle pour retrouver cet espace. Sinon, ignorez ce courriel.',
    ],
    { path: '/connexion', text: 'Me connecter' },
  );
}

function changedMessage(site: string) {
  return message(
    `L’adresse de votre espace a changé – ${site}`,
    [
      `Votre espace, sur le site ${site}, s’ouvre maintenant avec une autre adresse. Celle-ci ne l’ouvre plus, et les autres appareils ont été déconnectés.`,
      'C’est vous\u202F? Vous n’avez rien à faire.',
      'Ce n’est pas vous\u202F? Appelez la mairie sans attendre.',
    ],
    { path: '/contact', text: 'Joindre la mairie' },
  );
}
