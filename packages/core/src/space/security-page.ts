// « Sécurité »: where one is signed in, with what, and how to end it.

import { and, eq } from '@parvis/db';
import { type FieldError, type Typed, toControls } from '@parvis/forms';
import { PageError } from '@parvis/kit';
import { citizenEntry } from '../identity/citizen-audit.ts';
import { providerButtons } from '../identity/oidc/index.ts';
import { providerName, signInWords } from '../identity/provider-name.ts';
import { schema } from '../schema.ts';
import { ADDRESS, mayChangeAddress } from './address-form.ts';
import { passwordForm } from './password-form.ts';
import { type SpaceVisit, spacePage } from './visit.ts';

const PATH = '/mon-espace/securite';

const NEWS: Readonly<Record<string, string>> = {
  'mot-de-passe': 'Votre mot de passe est enregistré. Les autres appareils sont déconnectés.',
  adresse: 'Votre adresse a changé. L’ancienne est prévenue, et les autres appareils sont déconnectés.',
  'adresse-ajoutee': 'Votre adresse est enregistrée.',
  session: 'Cet appareil est déconnecté.',
  sessions: 'Tous les autres appareils sont déconnectés.',
  lien: 'Ce compte n’ouvre plus votre espace.',
};

/** What came back of either form. */
export interface ReturnedSecurity {
  readonly password?: readonly FieldError[];
  readonly address?: { readonly typed: Typed; readonly errors: readonly FieldError[] };
}

export async function securityPage(visit: SpaceVisit, returned: ReturnedSecurity = {}): Promise<Response> {
  const { password: passwordErrors = [], address } = returned;
  const errors = [...passwordErrors, ...(address?.errors ?? [])];
  const { house, c, ctx, me, snapshot } = visit;
  const [sessions, links] = await Promise.all([house.citizens.sessions.list(me.id, ctx.now), linksOf(visit)]);
  const form = passwordForm(me, ctx.now);
  return spacePage(
    visit,
    'space-security',
    {
      news: errors.length === 0 ? (NEWS[c.req.query('fait') ?? ''] ?? null) : null,
      errors,
      address: mayChangeAddress(me, ctx.now) ? toControls(ADDRESS.fields, address ?? {}) : null,
      zone: snapshot.site.zone,
      sessions: sessions.map(({ handle, device, startedAt, signedInBy }) => ({
        handle,
        device,
        startedAt,
        by: signInWords(house.plugins, signedInBy),
        here: handle === me.handle,
      })),
      hasPassword: me.account.passwordHash !== null,
      email: me.account.email,
      password: form && toControls(form.fields, { errors: passwordErrors }),
      links: links.map(({ id, provider, linkedAt }) => ({
        id,
        name: providerName(house.plugins, provider),
        linkedAt,
      })),
      providers: providerButtons(house, 'citizen', PATH).filter(
        ({ name }) => !links.some((one) => one.provider === name),
      ),
    },
    { title: 'Sécurité', status: errors.length > 0 ? 422 : 200 },
  );
}

function linksOf({ house, ctx, me }: SpaceVisit) {
  const { linkedIdentity } = schema.for(house.db.read);
  return house.db.read
    .select({
      id: linkedIdentity.id,
      provider: linkedIdentity.provider,
      linkedAt: linkedIdentity.linkedAt,
    })
    .from(linkedIdentity)
    .where(and(eq(linkedIdentity.citizenId, me.id), eq(linkedIdentity.tenantId, ctx.tenant.id)))
    .orderBy(linkedIdentity.linkedAt);
}

/** Ends one session of the account; the one at hand is a sign-out. */
export async function endSession(visit: SpaceVisit): Promise<Response> {
  const { house, c, ctx, me } = visit;
  const handle = (await ctx.body()).get('session') ?? '';
  if (handle === me.handle) {
    await house.citizens.signOut(c);
    return ctx.seeOther('/');
  }
  await house.db.write(async (tx) => {
    await house.citizens.sessions.endOne(tx, me.id, handle);
    await house.audit.append(tx, [citizenEntry(house, c, me, 'citizen.session-ended', { id: me.id })]);
  });
  return ctx.seeOther(`${PATH}?fait=session`);
}

export async function endOtherSessions({ house, c, ctx, me }: SpaceVisit): Promise<Response> {
  await house.db.write(async (tx) => {
    await house.citizens.sessions.endAll(tx, me.id, me.handle);
    await house.audit.append(tx, [citizenEntry(house, c, me, 'citizen.other-sessions-ended', { id: me.id })]);
  });
  return ctx.seeOther(`${PATH}?fait=sessions`);
}

/** Takes a provider's account away from this one, unless that leaves no way in. */
export async function unlinkProvider(visit: SpaceVisit): Promise<Response> {
  const { house, c, ctx, me } = visit;
  const id = (await ctx.body()).get('lien') ?? '';
  const links = await linksOf(visit);
  const link = links.find((one) => one.id === id);
  if (!link) return ctx.seeOther(PATH);
  if (me.account.email === null && links.length === 1) {
    throw new PageError(
      409,
      'C’est votre seule façon d’entrer',
      'Sans ce compte, vous ne pourriez plus ouvrir votre espace. Vous pouvez supprimer l’espace lui-même à la page «\u00A0Mes données\u00A0».',
      [{ href: PATH, text: 'Revenir à la page Sécurité' }],
    );
  }
  await house.db.write(async (tx) => {
    const { linkedIdentity } = schema.for(tx);
    await tx
      .delete(linkedIdentity)
      .where(and(eq(linkedIdentity.id, id), eq(linkedIdentity.citizenId, me.id)));
    const subject = { id: me.id, details: { provider: link.provider } };
    await house.audit.append(tx, [citizenEntry(house, c, me, 'citizen.provider-unlinked', subject)]);
  });
  return ctx.seeOther(`${PATH}?fait=lien`);
}
