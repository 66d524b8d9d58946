// Many requests of the intercommunality in the demonstration's data, and an agent who is signed in to read them.

import { createAgent, type Host, schema } from '@parvis/core';
import { newId, searchWords } from '@parvis/db';
import type { RequestStatus, Role } from '@parvis/kit';

/** The site on which the agent works. */
export const DESK = 'cc-entre-beauce-et-perche.localhost';
const AT_ONCE = 500;
/** Between two requests. */
const APART = 6 * 60_000;
const DAY = 86_400_000;

const NAMES = [
  'Claire Dupont',
  'Élise Durand',
  'Jean Petit',
  'Marie-Luce Martin',
  'Yanis Benali',
  'Rose Diallo',
];
const OPEN: readonly RequestStatus[] = ['received', 'in-progress', 'waiting'];
const CLOSED: readonly RequestStatus[] = ['done', 'refused', 'cancelled'];

/** Adds requests, numbered `from` up to `to`, the later the more recent; one in seven is open, of these two in three have a deadline. */
export async function addRequests({ house }: Host, from: number, to: number): Promise<void> {
  const { tenant, site, services, authorities } = await deskOf(house);
  const communes = [...authorities.values()].filter(({ kind }) => kind === 'commune');
  const first = Date.now() - 100_000 * APART;
  for (let begin = from; begin < to; begin += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, to - begin) }, (_, index) => {
      const number = begin + index;
      const service = services[(number * 7) % services.length];
      const commune = communes[(number * 5) % communes.length];
      const name = pick(NAMES, number);
      const digits = String(number).padStart(8, '0');
      const reference = `26-${digits.slice(0, 4)}-${digits.slice(4)}`;
      const openedAt = first + number * APART;
      const isOpen = number % 7 === 0;
      const title = service?.title ?? '';
      return {
        tenantId: tenant.id,
        siteId: site.id,
        serviceId: service?.id ?? null,
        operatorId: site.authority.id,
        communeId: commune?.id ?? null,
        reference,
        codeHash: newId(),
        onceHash: newId(),
        channel: 'counter' as const,
        title,
        status: pick(isOpen ? OPEN : CLOSED, number),
        dueAt: isOpen && number % 3 > 0 ? openedAt + 60 * DAY : null,
        requester: { name, email: `personne-${number % 9_000}@exemple.fr`, phone: '02 00 00 00 00' },
        searchText: [
          reference.replaceAll('-', ''),
          ...[title, name, commune?.name ?? ''].flatMap(searchWords),
        ].join(' '),
        openedAt,
        movedAt: openedAt,
      };
    });
    await house.db.write((tx) => tx.insert(schema.for(tx).request).values(rows));
  }
}

/** An agent of the intercommunality; returns the cookie of their session. */
export async function signedAgent({ house }: Host, role: Role = 'secretary'): Promise<string> {
  const { tenant, site } = await deskOf(house);
  const agentId = await house.db.write((tx) =>
    createAgent(tx, {
      tenantId: tenant.id,
      email: `${role}@exemple.fr`,
      name: `Agent ${role}`,
      password: newId(),
      roles: [{ authorityId: site.authority.id, role }],
    }),
  );
  const session = await house.agents.sessions.start(agentId, {
    startedAt: Date.now(),
    device: 'Banc d’essai',
    signedInBy: 'password',
    logoutHint: null,
  });
  return `agent=${session}`;
}

async function deskOf(house: Host['house']) {
  const snapshot = await house.sites.byHost(DESK);
  if (!snapshot) throw new Error(`no site is at ${DESK}`);
  return snapshot;
}

function pick<T>(of: readonly [T, ...T[]] | readonly T[], number: number): T {
  return of[number % of.length] as T;
}
