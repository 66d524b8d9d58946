// « Mon compte »: who one is, how one comes in, where one is signed in.

import { and, eq } from '@parvis/db';
import { auditAgent } from '../../identity/agent-audit.ts';
import { passkeysOf } from '../../identity/agent-passkeys.ts';
import { recoveryCodesLeft } from '../../identity/agent-recovery.ts';
import { providerButtons } from '../../identity/oidc/index.ts';
import { providerName, signInWords } from '../../identity/provider-name.ts';
import { schema } from '../../schema.ts';
import { ACCOUNT, type AccountVisit, change } from './visit.ts';

const NEWS: Readonly<Record<string, string>> = {
  'mot-de-passe': 'Votre mot de passe est changé. Vos autres sessions sont fermées.',
  ajout: 'Votre second facteur est ajouté.',
  retrait: 'Ce second facteur est retiré.',
  nom: 'Le nom de la clé est changé.',
  session: 'Cette session est fermée.',
  sessions: 'Toutes vos autres sessions sont fermées.',
  lien: 'Ce compte n’ouvre plus votre espace d’agent.',
};

export async function accountPage(visit: AccountVisit): Promise<Response> {
  const { house, c, ctx, me, signed } = visit;
  const { authorities, secondFactor, site } = c.get('snapshot');
  const [passkeys, codes, sessions, links] = await Promise.all([
    passkeysOf(house.db.read, me.id),
    recoveryCodesLeft(house.db.read, me.id),
    house.agents.sessions.list(me.id, ctx.now),
    linksOf(visit),
  ]);
  return ctx.page(
    'desk-account',
    {
      news: NEWS[c.req.query('fait') ?? ''] ?? null,
      zone: site.zone,
      identity: [
        { label: 'Nom', text: me.name },
        { label: 'Adresse électronique', text: me.email },
        {
          label: 'Collectivités',
          text: signed.authorityIds.flatMap((id) => authorities.get(id)?.name ?? []),
        },
      ],
      hasPassword: me.passwordHash !== null,
      hasFactor: me.hasFactor,
      required: secondFactor === 'required',
      application: me.totpSecret !== null,
      passkeys,
      codes,
      sessions: sessions.map(({ handle, device, startedAt, signedInBy }) => ({
        handle,
        device,
        startedAt,
        by: signInWords(house.plugins, signedInBy),
        here: handle === signed.handle,
      })),
      links: links.map(({ id, provider, linkedAt }) => ({
        id,
        linkedAt,
        name: providerName(house.plugins, provider),
      })),
      providers: providerButtons(house, 'agent', ACCOUNT).filter(
        ({ name }) => !links.some(({ provider }) => provider === name),
      ),
    },
    { title: 'Mon compte' },
  );
}

function linksOf({ house, me }: AccountVisit) {
  const { linkedIdentity } = schema.for(house.db.read);
  return house.db.read
    .select({
      id: linkedIdentity.id,
      provider: linkedIdentity.provider,
      linkedAt: linkedIdentity.linkedAt,
    })
    .from(linkedIdentity)
    .where(and(eq(linkedIdentity.agentId, me.id), eq(linkedIdentity.tenantId, me.tenantId)))
    .orderBy(linkedIdentity.linkedAt);
}

/** Ends one of one's sessions; the one at hand is a sign-out. */
export async function endSession({ house, c, ctx, me, signed }: AccountVisit): Promise<Response> {
  const handle = (await ctx.body()).get('session') ?? '';
  if (handle === signed.handle) {
    await house.agents.signOut(c);
    return ctx.seeOther('/agent/connexion');
  }
  await house.db.write(async (tx) => {
    await house.agents.sessions.endOne(tx, me.id, handle);
    await auditAgent(house, c, tx, 'session-ended', me.id);
  });
  return ctx.seeOther(`${ACCOUNT}?fait=session`);
}

export async function endOtherSessions({ house, c, ctx, me, signed }: AccountVisit): Promise<Response> {
  await house.db.write(async (tx) => {
    await house.agents.sessions.endAll(tx, me.id, signed.handle);
    await auditAgent(house, c, tx, 'sessions-ended', me.id);
  });
  return ctx.seeOther(`${ACCOUNT}?fait=sessions`);
}

/** Takes a provider's account away from this one, unless no password is left to come in with. */
export async function unlinkProvider(visit: AccountVisit): Promise<Response> {
  const { ctx, me } = visit;
  const id = (await ctx.body()).get('lien') ?? '';
  const link = (await linksOf(visit)).find((one) => one.id === id);
  if (!link || me.passwordHash === null) return ctx.seeOther(ACCOUNT);
  await change(visit, 'provider-unlinked', { provider: link.provider }, async (tx) => {
    const { linkedIdentity } = schema.for(tx);
    await tx.delete(linkedIdentity).where(and(eq(linkedIdentity.id, id), eq(linkedIdentity.agentId, me.id)));
    return true;
  });
  return ctx.seeOther(`${ACCOUNT}?fait=lien`);
}
