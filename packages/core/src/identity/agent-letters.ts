// Mails to agents, sent by jobs. A link is made when its mail is: no job holds its token.

import type { House } from '../house.ts';
import type { Job } from '../jobs/queue.ts';
import { type Letter, toMail } from '../mail/letters.ts';
import type { Standing } from '../plugins/context.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { type AgentRecord, agentByEmail, agentById } from './agent-accounts.ts';
import { type AgentLink, issueAgentLink } from './agent-invitations.ts';

/** What an agent is told after it happened. */
const NEWS = {
  'password-changed': {
    subject: 'Votre mot de passe a été changé',
    text: 'Le mot de passe de votre compte d’agent vient d’être changé. Vos autres sessions sont fermées.',
  },
  'factor-added': {
    subject: 'Un second facteur a été ajouté à votre compte',
    text: 'Une application ou une clé d’accès vient d’être ajoutée à votre compte d’agent.',
  },
  'factor-removed': {
    subject: 'Un second facteur a été retiré de votre compte',
    text: 'Une application ou une clé d’accès vient d’être retirée de votre compte d’agent.',
  },
  'factor-reset': {
    subject: 'Vos seconds facteurs ont été retirés',
    text: 'Un administrateur a retiré l’application, les clés d’accès et les codes de secours de votre compte d’agent. Vos sessions sont fermées. À votre prochaine connexion, votre mot de passe suffit une fois, puis vous ajoutez un nouveau second facteur.',
  },
  'roles-changed': {
    subject: 'Vos droits ont changé',
    text: 'Vos rôles d’agent ont changé. Vous vous reconnecterez à votre prochaine visite.',
  },
} as const;

export type AgentNews = keyof typeof NEWS;

/** The jobs that send them, by name. */
export const AGENT_JOBS: readonly (readonly [
  string,
  (house: House, standing: Standing, job: Job) => Promise<void>,
])[] = [
  ['agent-invitation', sendInvitation],
  ['agent-reset', sendReset],
  ['agent-news', sendNews],
];

async function sendInvitation(house: House, { snapshot, now }: Standing, job: Job): Promise<void> {
  const agent = await agentById(house.db.read, snapshot.tenant.id, told(job, 'agentId'));
  // Withdrawn, or come in by another way meanwhile.
  if (!agent || agent.invitedAt === null || agent.disabledAt !== null) return;
  const href = await linkFor(house, snapshot, 'agent-invitation', agent, now);
  await send(house, snapshot, agent, job, {
    subject: `Votre compte d’agent sur le site ${snapshot.site.name}`,
    title: 'Ouvrez votre compte d’agent',
    paragraphs: [
      `Bonjour ${agent.name},`,
      `Vous êtes invité à travailler sur le site ${snapshot.site.name}. Choisissez votre mot de passe\u00A0: ce lien sert une fois, pendant sept jours.`,
      'Si vous ne savez pas de quoi il s’agit, ne faites rien.',
    ],
    button: { href, text: 'Ouvrir mon compte' },
  });
}

/** Says nothing to an address without an account: the page said the same to everyone. */
async function sendReset(house: House, { snapshot, now }: Standing, job: Job): Promise<void> {
  const agent = await agentByEmail(house.db.read, snapshot.tenant.id, told(job, 'email'));
  if (!agent || agent.passwordHash === null || agent.disabledAt !== null) return;
  const href = await linkFor(house, snapshot, 'agent-reset', agent, now);
  await send(house, snapshot, agent, job, {
    subject: 'Choisir un nouveau mot de passe',
    title: 'Choisissez un nouveau mot de passe',
    paragraphs: [
      `Bonjour ${agent.name},`,
      'Quelqu’un a demandé un nouveau mot de passe pour votre compte d’agent. Ce lien sert une fois, pendant une heure. Votre second facteur vous sera demandé ensuite.',
      'Si ce n’est pas vous, ne faites rien\u00A0: votre mot de passe reste le même.',
    ],
    button: { href, text: 'Choisir un mot de passe' },
  });
}

async function sendNews(house: House, { snapshot }: Standing, job: Job): Promise<void> {
  const agent = await agentById(house.db.read, snapshot.tenant.id, told(job, 'agentId'));
  const news = Object.entries(NEWS).find(([name]) => name === told(job, 'news'))?.[1];
  if (!agent || !news || agent.disabledAt !== null) return;
  await send(house, snapshot, agent, job, {
    subject: news.subject,
    title: news.subject,
    paragraphs: [
      `Bonjour ${agent.name},`,
      news.text,
      'Si vous ne vous y attendiez pas, prévenez votre administrateur sans attendre.',
    ],
    button: { href: `${snapshot.site.origin}/agent/compte`, text: 'Voir mon compte' },
  });
}

async function linkFor(
  house: House,
  { site, tenant }: SiteSnapshot,
  purpose: AgentLink,
  agent: AgentRecord,
  now: number,
): Promise<string> {
  const token = await house.db.write((tx) =>
    issueAgentLink(tx, house.vault, purpose, { tenantId: tenant.id, agentId: agent.id, now }),
  );
  return agentLinkHref(site.origin, purpose, token);
}

export function agentLinkHref(origin: string, purpose: AgentLink, token: string): string {
  const page = purpose === 'agent-invitation' ? 'invitation' : 'nouveau-mot-de-passe';
  return `${origin}/agent/${page}/${token}`;
}

async function send(
  house: House,
  snapshot: SiteSnapshot,
  agent: AgentRecord,
  job: Job,
  letter: Letter,
): Promise<void> {
  await house.mailer.send(toMail(house, snapshot, agent.email, job.id, letter));
}

function told({ payload }: Job, name: string): string {
  const value =
    typeof payload === 'object' && payload !== null
      ? Object.entries(payload).find(([key]) => key === name)?.[1]
      : '';
  return typeof value === 'string' ? value : '';
}
