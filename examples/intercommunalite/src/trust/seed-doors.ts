// The ways in, half open: a link to sign in by mail, a password that was chosen, a password that was forgotten, an agent who
// is invited. Their tokens are in mails only.

import { schema } from '@parvis/core';
import { eq, newId } from '@parvis/db';
import type { Visitor } from '@parvis/testing';
import { remember } from './places.ts';
import { agentData } from './rules.ts';
import { newVisitor, type Seeding, signedIn } from './seeding.ts';

const CITIZEN_PASSWORD = 'le lavoir sous les tilleuls';

export async function openDoors(seeding: Seeding, known: Visitor, email: string): Promise<void> {
  const { host, place } = seeding;
  remember(place, 'email', email);
  await choosePassword(known);
  await askForLink(seeding, email);
  await forgetPassword(seeding);
  await host.drain();
  const link = await tokenFor(seeding, email, '/connexion/lien/');
  remember(place, 'sign-in-link', link, place.values.get('citizen')?.[0]?.text);
  const staff = await mailOf(seeding, place.staff.commune.id);
  const token = await tokenFor(seeding, staff, '/agent/nouveau-mot-de-passe/');
  remember(place, 'reset-link', token, place.staff.commune.id);
}

async function choosePassword(known: Visitor): Promise<void> {
  const page = await known.get('/mon-espace/securite');
  const chosen = await known.submit(page, { 'nouveau-mot-de-passe': CITIZEN_PASSWORD }, '/mot-de-passe');
  if (chosen.status !== 200) throw new Error(`the password was refused: ${chosen.status}`);
}

async function askForLink(seeding: Seeding, courriel: string): Promise<void> {
  const visitor = newVisitor(seeding);
  const { path } = await visitor.submit(await visitor.get('/connexion'), { courriel }, '/connexion/courriel');
  if (path !== '/connexion/code') throw new Error(`no link was sent: ${path}`);
}

async function forgetPassword(seeding: Seeding): Promise<void> {
  const courriel = await mailOf(seeding, seeding.place.staff.commune.id);
  const visitor = newVisitor(seeding);
  const page = await visitor.get('/agent/mot-de-passe-oublie');
  await visitor.submit(page, { courriel }, '/mot-de-passe-oublie');
}

async function mailOf({ host }: Seeding, agentId: string): Promise<string> {
  const { read } = host.house.db;
  const { agent } = schema.for(read);
  const [row] = await read.select({ email: agent.email }).from(agent).where(eq(agent.id, agentId));
  return row?.email ?? '';
}

/** The secret end of a link in the newest mail to an address. */
async function tokenFor({ host }: Pick<Seeding, 'host'>, to: string, before: string): Promise<string> {
  const { read } = host.house.db;
  const { mail } = schema.for(read);
  const mails = await read.select({ text: mail.text }).from(mail).where(eq(mail.to, to));
  for (const { text } of mails.toReversed()) {
    const token = text.split(before)[1]?.match(/^[\w-]+/)?.[0];
    if (token) return token;
  }
  throw new Error(`no mail to ${to} holds ${before}`);
}

/** An agent's own: a passkey with a name that they chose, and the sessions they have. */
export async function holdKeys({ host, book, place }: Seeding): Promise<void> {
  const { tenant, tenantId, staff } = place;
  const agentId = staff.commune.id;
  const label = book.word({ what: `name of a passkey, ${place.key}`, tenant });
  book.rule([label], ({ agent }) => agent?.id === agentId);
  const id = newId();
  await host.house.db.write(async (tx) => {
    await tx.insert(schema.for(tx).agentPasskey).values({
      id,
      tenantId,
      agentId,
      rpId: place.host,
      publicKey: 'pQECAyYgASFYIA',
      counter: 0,
      transports: [],
      label,
      createdAt: Date.now(),
    });
  });
  remember(place, 'passkey', id);
  for (const { handle } of await host.house.agents.sessions.list(agentId, Date.now()))
    remember(place, 'session', handle);
}

/** Someone invited to work for the commune, who has not come yet. */
export async function inviteAgent(seeding: Seeding): Promise<void> {
  const { host, place } = seeding;
  const invited = await addInvited(seeding);
  remember(place, 'agent', invited);
  await host.drain();
  const email = await mailOf(seeding, invited);
  remember(place, 'invitation', await tokenFor({ host }, email, '/agent/invitation/'), invited);
}

/** Someone invited, whose name and address are sentinels; their mail is on its way. Returns the id of their account. */
export async function addInvited(seeding: Seeding): Promise<string> {
  const { book, place } = seeding;
  const { tenant, authorityId, staff } = place;
  const name = book.word({ what: `name of an invited agent, ${place.key}`, tenant });
  const mail = book.word({ what: `address of an invited agent, ${place.key}`, tenant });
  const administrator = await signedIn(seeding, 'agent', staff.commune.id, { authorityId });
  const agentId = await sendInvitation(administrator, { nom: name, courriel: `${mail}@exemple.fr` });
  book.rule([name, mail], agentData(agentId, [authorityId, place.epciId]), agentId);
  return agentId;
}

/** Fills the form of an administrator who invites someone as an editor. */
export async function sendInvitation(
  administrator: Visitor,
  typed: { readonly nom: string; readonly courriel: string },
): Promise<string> {
  const page = await administrator.get('/agent/equipe/inviter');
  const { path } = await administrator.submit(page, { ...typed, roles: ['editor'] }, '/inviter');
  const [, agentId] = /^\/agent\/equipe\/([\w-]{30,})/.exec(path) ?? [];
  if (!agentId) throw new Error(`nobody was invited: ${path}`);
  return agentId;
}
