// The pages of the team: invitations, roles and their ends, accounts closed, what each can do and why. On both engines.

import { eq } from '@parvis/db';
import type { Role } from '@parvis/kit';
import { describeEachHost, type OpenHost, openTown, type TestHost, type Visitor } from '@parvis/testing';
import { expect, it } from 'vitest';
import { schema } from '../../schema.ts';

const SITE = 'le-favril.localhost';
const PASSWORD = 'une phrase assez longue';
const CHOSEN = 'douze chevaux gris dehors';
const DAY = 86_400_000;

async function town(open: OpenHost) {
  const host = await open();
  const opened = await openTown(host, {
    agents: [
      { name: 'chef', role: 'administrator', at: 'Favril' },
      { name: 'favril', role: 'secretary', at: 'Favril' },
      { name: 'pontgouin', role: 'secretary', at: 'Pontgouin' },
      { name: 'presidence', role: 'administrator' },
    ],
  });
  return { host, opened };
}

const tokenOf = (text: string, page: string): string =>
  new RegExp(`/agent/${page}/([\\w-]{43})`).exec(text)?.[1] ?? '';

/** The mails that an address was sent, newest last. */
async function mailsTo(host: TestHost, to: string) {
  await host.drain();
  const { mail } = schema.for(host.house.db.read);
  return host.house.db.read.select().from(mail).where(eq(mail.to, to)).orderBy(mail.id);
}

async function agentRow(host: TestHost, email: string) {
  const { agent } = schema.for(host.house.db.read);
  const [row] = await host.house.db.read.select().from(agent).where(eq(agent.email, email));
  return row;
}

async function invited(visitor: Visitor, fields: Readonly<Record<string, string | readonly string[]>> = {}) {
  const page = await visitor.get('/agent/equipe/inviter');
  const typed = { nom: 'Nora Petit', courriel: 'Nora@exemple.fr', roles: ['secretary'], ...fields };
  return visitor.submit(page, typed, '/inviter');
}

async function actionsOn(host: TestHost, agentId: string): Promise<readonly string[]> {
  const { audit } = schema.for(host.house.db.read);
  const rows = await host.house.db.read.select().from(audit).where(eq(audit.subjectId, agentId));
  return rows.map(({ action }) => action);
}

const isIn = async (visitor: Visitor) => !(await visitor.get('/agent')).path.startsWith('/agent/connexion');

describeEachHost('the team of an authority', (open) => {
  it('lets an administrator take the second factors of a colleague away, who is told and comes in by password', async () => {
    const { host, opened } = await town(open);
    const colleague = await opened.signIn('favril', SITE);
    const id = opened.agent('favril');
    await host.house.db.write(async (tx) => {
      const { agent } = schema.for(tx);
      await tx.update(agent).set({ totpSecret: 'x', totpStep: 1 }).where(eq(agent.id, id));
    });
    const chef = await opened.signIn('chef', SITE);
    const page = await chef.get(`/agent/equipe/${id}`);
    const done = await chef.submit(page, {}, '/facteurs/retrait');
    expect(done.html).toContain('Ses seconds facteurs sont retirés');
    expect(done.html).not.toContain('/facteurs/retrait');
    expect(await agentRow(host, 'favril@exemple.fr')).toMatchObject({ totpSecret: null, totpStep: null });
    expect(await isIn(colleague)).toBe(false);
    expect((await mailsTo(host, 'favril@exemple.fr')).at(-1)?.subject).toBe(
      'Vos seconds facteurs ont été retirés',
    );
    expect(await actionsOn(host, id)).toContain('agent.factor-reset');
    // Nothing is left to take away, and nobody does it to themselves or to another body’s agent.
    expect((await chef.submit(page, {}, '/facteurs/retrait')).status).toBe(409);
    const forged = (path: string) => ({
      ...page,
      html: page.html.replaceAll(`/agent/equipe/${id}/`, `/agent/equipe/${path}/`),
    });
    expect((await chef.submit(forged(opened.agent('chef')), {}, '/facteurs/retrait')).status).toBe(409);
    expect((await chef.submit(forged(opened.agent('pontgouin')), {}, '/facteurs/retrait')).status).toBe(404);
  });

  it('is shown to who may read it, of their own body only', async () => {
    const { opened } = await town(open);
    const chef = await opened.signIn('chef', SITE);
    const own = await chef.get(`/agent/equipe?collectivite=${opened.authority('Pontgouin').id}`);
    expect(own.html).toContain('favril@exemple.fr');
    expect(own.html).not.toContain('pontgouin@exemple.fr');
    expect((await chef.get(`/agent/equipe/${opened.agent('pontgouin')}`)).status).toBe(404);
    const secretary = await opened.signIn('favril', SITE);
    expect((await secretary.get('/agent/equipe')).status).toBe(403);
    expect((await secretary.get('/agent')).html).not.toContain('href="/agent/equipe"');
    expect((await secretary.get('/agent/equipe/inviter')).status).toBe(403);
  });

  it('is shown of every body of the tenant from the intercommunality', async () => {
    const { opened } = await town(open);
    const visitor = await opened.signIn('presidence', SITE);
    const { html } = await visitor.get(`/agent/equipe?collectivite=${opened.authority('Pontgouin').id}`);
    expect(html).toContain('pontgouin@exemple.fr');
    expect((await visitor.get(`/agent/equipe/${opened.agent('favril')}`)).status).toBe(200);
  });

  it('invites by mail: the link opens the account once, and a password is chosen', async () => {
    const { host, opened } = await town(open);
    const chef = await opened.signIn('chef', SITE);
    const page = await invited(chef);
    expect(page.html).toContain('pas encore venu');
    const { job } = schema.for(host.house.db.read);
    expect(JSON.stringify(await host.house.db.read.select().from(job))).not.toMatch(/[\w-]{43}/);
    const [mail] = await mailsTo(host, 'nora@exemple.fr');
    const token = tokenOf(mail?.text ?? '', 'invitation');
    expect(mail?.text).toContain('http://le-favril.localhost');

    const nora = host.visit(SITE);
    const form = await nora.get(`/agent/invitation/${token}`);
    expect(form.html).toContain('Bonjour Nora Petit');
    const refused = await nora.submit(form, {
      'mot-de-passe': 'azertyuiop12',
      'mot-de-passe-encore': 'azertyuiop12',
    });
    expect(refused.status).toBe(422);
    const typed = { 'mot-de-passe': CHOSEN, 'mot-de-passe-encore': CHOSEN };
    expect((await nora.submit(form, typed)).path).toBe('/agent');
    expect((await nora.get(`/agent/invitation/${token}`)).status).toBe(404);
    expect((await nora.submit(form, typed)).status).toBe(404);
    const row = await agentRow(host, 'nora@exemple.fr');
    expect(row?.invitedAt).toBeNull();
    expect(await actionsOn(host, row?.id ?? '')).toEqual(
      expect.arrayContaining(['agent.invited', 'agent.invitation-accepted', 'agent.signed-in']),
    );
  });

  it('lets nobody in before the link was followed, nor after seven days, nor at another tenant', async () => {
    const { host, opened } = await town(open);
    await openTown(host, { epci: '200073146' }).catch(() => undefined);
    await invited(await opened.signIn('chef', SITE));
    const [mail] = await mailsTo(host, 'nora@exemple.fr');
    const token = tokenOf(mail?.text ?? '', 'invitation');
    const { site } = schema.for(host.house.db.read);
    const snapshot = await host.house.sites.byHost(SITE);
    const sites = await host.house.db.read.select().from(site);
    expect(sites.some(({ tenantId }) => tenantId !== snapshot?.tenant.id)).toBe(true);
    const foreign = sites.find(({ tenantId }) => tenantId !== snapshot?.tenant.id);
    expect((await host.visit(`${foreign?.slug}.localhost`).get(`/agent/invitation/${token}`)).status).toBe(
      404,
    );

    const door = host.visit(SITE);
    const typed = { courriel: 'nora@exemple.fr', 'mot-de-passe': PASSWORD };
    expect((await door.submit(await door.get('/agent/connexion'), typed, '/agent/connexion')).status).toBe(
      422,
    );
    const { oneTime } = schema.for(host.house.db.read);
    const [row] = await host.house.db.read
      .select()
      .from(oneTime)
      .where(eq(oneTime.purpose, 'agent-invitation'));
    expect((row?.expiresAt ?? 0) - (row?.createdAt ?? 0)).toBe(7 * DAY);
    expect(JSON.stringify(row)).not.toContain(token);
    await host.house.db.write(async (tx) => {
      await tx.update(schema.for(tx).oneTime).set({ expiresAt: Date.now() - 1 });
    });
    expect((await host.visit(SITE).get(`/agent/invitation/${token}`)).status).toBe(404);
  });

  it('sends another link, which ends the one before; or takes the invitation back', async () => {
    const { host, opened } = await town(open);
    const chef = await opened.signIn('chef', SITE);
    const page = await invited(chef);
    const first = tokenOf((await mailsTo(host, 'nora@exemple.fr'))[0]?.text ?? '', 'invitation');
    await chef.submit(page, {}, '/invitation');
    const second = tokenOf((await mailsTo(host, 'nora@exemple.fr'))[1]?.text ?? '', 'invitation');
    expect(second).not.toBe(first);
    expect((await host.visit(SITE).get(`/agent/invitation/${first}`)).status).toBe(404);
    expect((await host.visit(SITE).get(`/agent/invitation/${second}`)).status).toBe(200);
    await chef.submit(page, {}, '/invitation/retrait');
    expect((await host.visit(SITE).get(`/agent/invitation/${second}`)).status).toBe(404);
    expect(await agentRow(host, 'nora@exemple.fr')).toBeUndefined();
  });

  it('asks for what is missing, and keeps what was typed', async () => {
    const { opened } = await town(open);
    const chef = await opened.signIn('chef', SITE);
    const answer = await invited(chef, { nom: '', courriel: 'nora', roles: [] });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('value="nora"');
    expect(answer.html.match(/class="field-error"/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('gives no role beyond reach, and none that does not exist', async () => {
    const { host, opened } = await town(open);
    const chef = await opened.signIn('chef', SITE);
    const elsewhere = await invited(chef, { collectivite: opened.authority('Pontgouin').id });
    expect(elsewhere.status).toBe(403);
    expect((await invited(chef, { roles: ['root'] })).status).toBe(422);
    expect(await agentRow(host, 'nora@exemple.fr')).toBeUndefined();
    const page = await chef.get(`/agent/equipe/${opened.agent('favril')}`);
    const typed = { collectivite: opened.authority().id, role: 'administrator' };
    expect((await chef.submit(page, typed, '/roles')).status).toBe(403);
  });

  it('adds roles to someone of the tenant, who keeps their account', async () => {
    const { host, opened } = await town(open);
    const chef = await opened.signIn('chef', SITE);
    const answer = await invited(chef, { courriel: 'pontgouin@exemple.fr', nom: 'Autre' });
    expect(answer.path).toContain(opened.agent('pontgouin'));
    expect((await agentRow(host, 'pontgouin@exemple.fr'))?.name).toBe('pontgouin');
    const mails = await mailsTo(host, 'pontgouin@exemple.fr');
    expect(mails.map(({ subject }) => subject)).toEqual(['Vos droits ont changé']);
    expect(mails[0]?.text).not.toContain('/agent/invitation/');
    const visitor = await opened.signIn('pontgouin', SITE);
    expect((await visitor.get('/agent')).html).toContain('Travailler pour');
  });

  it('gives and ends roles: the person signs in again, and can do what the page says', async () => {
    const { host, opened } = await town(open);
    const [chef, favril] = [await opened.signIn('chef', SITE), await opened.signIn('favril', SITE)];
    const page = await chef.get(`/agent/equipe/${opened.agent('favril')}`);
    expect(page.html).toContain('Secrétaire de mairie');
    const tomorrow = new Date(Date.now() + 2 * DAY).toISOString().slice(0, 10).split('-').map(Number);
    const [year, month, day] = tomorrow.map(String);
    const typed = {
      collectivite: opened.authority('Favril').id,
      role: 'administrator',
      'fin--day': day ?? '',
      'fin--month': month ?? '',
      'fin--year': year ?? '',
    };
    const given = await chef.submit(page, typed, '/roles');
    expect(given.html).toContain('Ce rôle est donné');
    expect(given.html).toContain('jusqu’au');
    expect(await isIn(favril)).toBe(false);
    const again = await opened.signIn('favril', SITE);
    expect((await again.get('/agent/equipe')).status).toBe(200);

    const { agentRole } = schema.for(host.house.db.read);
    const rows = await host.house.db.read
      .select()
      .from(agentRole)
      .where(eq(agentRole.agentId, opened.agent('favril')));
    const role = rows.find((one) => one.role === 'administrator')?.id ?? '';
    const ended = await chef.submit(given, { role }, '/roles/fin');
    expect(ended.html).toContain('terminé le');
    expect(await isIn(again)).toBe(false);
    const last = await opened.signIn('favril', SITE);
    expect((await last.get('/agent/equipe')).status).toBe(403);
    expect(await actionsOn(host, opened.agent('favril'))).toEqual(
      expect.arrayContaining(['agent.role-given', 'agent.role-ended', 'agent.looked']),
    );
  });

  it('refuses an end that is past', async () => {
    const { opened } = await town(open);
    const chef = await opened.signIn('chef', SITE);
    const page = await chef.get(`/agent/equipe/${opened.agent('favril')}`);
    const typed = { role: 'editor', 'fin--day': '1', 'fin--month': '1', 'fin--year': '2020' };
    expect((await chef.submit(page, typed, '/roles')).status).toBe(422);
  });

  it('keeps its last administrator: nobody leaves that role while they are alone in it', async () => {
    const { host, opened } = await town(open);
    const chef = await opened.signIn('chef', SITE);
    const before = chef.cookie('agent');
    const own = await chef.get(`/agent/equipe/${opened.agent('chef')}`);
    const refused = await chef.submit(own, {}, '/roles/fin');
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Vous êtes le seul administrateur');
    const limited = { role: 'administrator', 'fin--day': '1', 'fin--month': '1', 'fin--year': '2090' };
    expect((await chef.submit(own, limited, '/roles')).status).toBe(409);
    // An invitation is no administrator yet.
    await invited(chef, { roles: ['administrator'] });
    expect((await chef.submit(own, {}, '/roles/fin')).status).toBe(409);

    const favril = await chef.get(`/agent/equipe/${opened.agent('favril')}`);
    await chef.submit(favril, { role: 'administrator' }, '/roles');
    await chef.submit(favril, { role: 'secretary' }, '/roles');
    const page = await chef.get(`/agent/equipe/${opened.agent('chef')}`);
    const roleOfOwn = /name="role" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    await chef.submit(page, { role: 'secretary' }, '/roles');
    const ended = await chef.submit(page, { role: roleOfOwn }, '/roles/fin');
    expect(ended.status).toBe(403);
    // Another id for who changes their own rights, and the one before opens nothing.
    expect(chef.cookie('agent')).not.toBe(before);
    expect(await isIn(chef)).toBe(true);
    expect((await host.visit(SITE).get('/agent', { cookie: `agent=${before}` })).path).toBe(
      '/agent/connexion',
    );
  });

  it('closes an account: its sessions end at once, and its password opens nothing', async () => {
    const { host, opened } = await town(open);
    const [chef, favril] = [await opened.signIn('chef', SITE), await opened.signIn('favril', SITE)];
    const page = await chef.get(`/agent/equipe/${opened.agent('favril')}`);
    const closed = await chef.submit(page, {}, '/fermeture');
    expect(closed.html).toContain('Ce compte est fermé');
    expect(await isIn(favril)).toBe(false);
    const { agentSession } = schema.for(host.house.db.read);
    const left = await host.house.db.read.select().from(agentSession);
    expect(left.map(({ personId }) => personId)).toEqual([opened.agent('chef')]);
    await expect(opened.signIn('favril', SITE)).rejects.toThrow('could not sign in');
    const inviting = await invited(chef, { courriel: 'favril@exemple.fr' });
    expect(inviting.status).toBe(422);
    const reopened = await chef.submit(closed, {}, '/ouverture');
    expect(reopened.html).toContain('ouvert de nouveau');
    expect(await isIn(await opened.signIn('favril', SITE))).toBe(true);
  });

  it('closes no account of someone who works elsewhere too, nor one’s own', async () => {
    const { opened } = await town(open);
    const chef = await opened.signIn('chef', SITE);
    await invited(chef, { courriel: 'pontgouin@exemple.fr' });
    const page = await chef.get(`/agent/equipe/${opened.agent('pontgouin')}`);
    expect(page.html).not.toContain('Fermer le compte');
    expect(page.html).not.toContain('>Pontgouin</h3>');
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    expect((await chef.post(`/agent/equipe/${opened.agent('pontgouin')}/fermeture`, { csrf })).status).toBe(
      403,
    );
    expect((await chef.post(`/agent/equipe/${opened.agent('chef')}/fermeture`, { csrf })).status).toBe(409);
    const presidence = await opened.signIn('presidence', SITE);
    const whole = await presidence.get(`/agent/equipe/${opened.agent('pontgouin')}`);
    expect(whole.html).toContain('>Pontgouin</h3>');
    expect((await presidence.submit(whole, {}, '/fermeture')).html).toContain('Ce compte est fermé');
  });

  it('says for each body what can be done, by which role, until when, and what cannot', async () => {
    const { host, opened } = await town(open);
    const snapshot = await host.house.sites.byHost(SITE);
    const give = (at: string, role: Role, until: string | null) =>
      host.house.db.write(async (tx) => {
        await tx.insert(schema.for(tx).agentRole).values({
          tenantId: snapshot?.tenant.id ?? '',
          agentId: opened.agent('favril'),
          authorityId: opened.authority(at).id,
          role,
          until,
        });
      });
    await give('Favril', 'editor', '2090-01-31');
    await give('Pontgouin', 'data-protection-officer', null);
    await give('Pontgouin', 'administrator', '2020-01-31');
    const visitor = await opened.signIn('presidence', SITE);
    const { html } = await visitor.get(`/agent/equipe/${opened.agent('favril')}`);
    const [favril, pontgouin] = html.split(/<h3 /).slice(1);
    expect(favril).toContain('Lire les demandes');
    expect(favril).toMatch(
      /Modifier les coordonnées et les horaires<\/td>\s*<td>Secrétaire de mairie, Rédacteur du site<\/td>\s*<td>sans fin prévue, [^<]*31 janvier 2090/,
    );
    expect(favril).toMatch(/Ne peut pas[\s\S]*Inviter des agents et changer leurs droits/);
    expect(pontgouin).toMatch(/Administrateur<\/strong>, terminé le [^<]*31 janvier 2020/);
    expect(pontgouin).toMatch(/Lire le registre[^<]*<\/td>\s*<td>Délégué à la protection des données/);
    expect(pontgouin?.split('Ne peut pas')[1]).toContain('Inviter des agents et changer leurs droits');
    expect(pontgouin?.split('Ne peut pas')[1]).not.toContain('Lire le registre');
  });
});
