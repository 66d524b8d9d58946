// Who may see what, in the words of the design: agents of the operator handle a request, agents of the citizen's commune and of
// a body that is asked for its opinion read it, citizens see their own, and for all others it does not exist. Said here a second
// time, apart from the code that is tested.

import type { Role } from '@parvis/kit';

export const ALL_ROLES: readonly Role[] = [
  'administrator',
  'secretary',
  'case-worker',
  'advisor',
  'editor',
  'data-protection-officer',
];

/** Someone who visits the sites of tenant A. */
export interface Person {
  /** « secretary of Le Favril ». */
  readonly name: string;
  readonly citizenId?: string;
  readonly agent?: {
    readonly id: string;
    readonly roles: readonly Role[];
    readonly authorityId: string;
  };
}

export type Rule = (person: Person) => boolean;

const REQUEST_READERS: readonly Role[] = ['secretary', 'case-worker', 'advisor'];
const PRIVACY: readonly Role[] = ['data-protection-officer'];
const TEAM: readonly Role[] = ['administrator', 'data-protection-officer'];

export function anyOf(...rules: readonly Rule[]): Rule {
  return (person) => rules.some((rule) => rule(person));
}

export function rolesAt(authorityIds: readonly string[], roles: readonly Role[]): Rule {
  return ({ agent }) =>
    agent !== undefined &&
    authorityIds.includes(agent.authorityId) &&
    agent.roles.some((role) => roles.includes(role));
}

export function citizen(id: string | null): Rule {
  return ({ citizenId }) => id !== null && citizenId === id;
}

export interface RequestOf {
  readonly operatorId: string;
  readonly communeId: string;
  /** Of the account that it is in. */
  readonly citizenId: string | null;
  /** A body that it is shared with, for its opinion. */
  readonly sharedWith?: string;
}

const readersOf = ({ operatorId, communeId, sharedWith }: RequestOf): readonly string[] => [
  operatorId,
  communeId,
  ...(sharedWith === undefined ? [] : [sharedWith]),
];

/**
 * What a request says of its citizen. The data-protection officer answers for it, to the person or to the CNIL; that of a body
 * that is asked for its opinion reads in the log whose requests its agents looked at.
 */
export function requestData(of: RequestOf): Rule {
  const bodies = readersOf(of);
  return anyOf(rolesAt(bodies, REQUEST_READERS), rolesAt(bodies, PRIVACY), citizen(of.citizenId));
}

/** What agents note for each other: not for the citizen, whose page says nothing of it. */
export function noteData(of: RequestOf): Rule {
  return rolesAt(readersOf(of), REQUEST_READERS);
}

/** What someone wrote with a rating: those who run the service, and the commune, whatever they do there but look after data. */
export function ratingData(bodies: readonly string[]): Rule {
  return rolesAt(bodies, ['administrator', 'secretary', 'case-worker', 'advisor', 'editor']);
}

/** A text that a body answers with. */
export function templateData(authorityId: string): Rule {
  return rolesAt([authorityId], REQUEST_READERS);
}

/** A search that an agent keeps for themselves. */
export function filterData(agentId: string): Rule {
  return ({ agent }) => agent?.id === agentId;
}

/** What is in a citizen's account: the citizen, and the data-protection officers whom they may ask for it. */
export function accountData(citizenId: string, bodies: readonly string[]): Rule {
  return anyOf(citizen(citizenId), rolesAt(bodies, PRIVACY));
}

/** An agent's address: themselves, and who looks after the team, of their body or of the EPCI that pools for it. */
export function agentData(agentId: string, bodies: readonly string[]): Rule {
  return anyOf(({ agent }) => agent?.id === agentId, rolesAt(bodies, TEAM));
}

export const nobody: Rule = () => false;
