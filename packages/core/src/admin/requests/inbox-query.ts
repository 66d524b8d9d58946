// What an agent asks the inbox for, as its address says it.

import type { RequestStatus } from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import { OPEN_STATUSES } from '../../requests/status.ts';

export const STATES = {
  ouvertes: 'Ouvertes',
  attente: 'En attente de l’usager',
  closes: 'Closes',
  toutes: 'Toutes',
} as const;
export type State = keyof typeof STATES;

const CLOSED: readonly RequestStatus[] = ['done', 'refused', 'cancelled'];

export const STATUSES: Readonly<Record<State, readonly RequestStatus[]>> = {
  ouvertes: OPEN_STATUSES,
  attente: ['waiting'],
  closes: CLOSED,
  toutes: [],
};

export const ORDERS = { arrivee: 'Les plus récentes d’abord', echeance: 'Les échéances d’abord' } as const;

export interface InboxQuery {
  readonly state: State;
  /** Starts of words of the reference, the service, the name or the commune. */
  readonly q: string;
  /** Ids, or empty for any. */
  readonly service: string;
  readonly commune: string;
  /** A step, in the words of its workflow, or empty. */
  readonly step: string;
  /** `moi`, `personne`, the id of an agent, or empty. */
  readonly assignee: string;
  /** Past its deadline, and still open. */
  readonly late: boolean;
  /** Only what others share with the body: what they ask its opinion on. */
  readonly shared: boolean;
  /** Days of arrival, both included: `YYYY-MM-DD` in the site's zone, or empty. */
  readonly from: string;
  readonly to: string;
  readonly order: keyof typeof ORDERS;
  /** Where the page before ended: the id of its last request, with its deadline before it in that order. */
  readonly after: string;
}

export function toInboxQuery(read: (name: string) => string | undefined): InboxQuery {
  const text = (name: string, most = 100) => (read(name) ?? '').slice(0, most).trim();
  const id = (name: string) => (/^[\w-]{1,64}$/.test(text(name)) ? text(name) : '');
  const state = text('etat');
  const late = text('retard') === 'oui';
  return {
    state: isState(state) ? state : 'ouvertes',
    q: text('q'),
    service: id('demarche'),
    commune: id('commune'),
    step: text('etape'),
    assignee: id('attribution'),
    late,
    shared: text('partage') === 'oui',
    from: isDay(text('du')) ? text('du') : '',
    to: isDay(text('au')) ? text('au') : '',
    // What is late is read by its deadline.
    order: late || text('tri') === 'echeance' ? 'echeance' : 'arrivee',
    after: /^(\d*\.)?[\w-]{1,64}$/.test(text('apres')) ? text('apres') : '',
  };
}

function isState(text: string): text is State {
  return Object.hasOwn(STATES, text);
}

function isDay(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

/** The query as an address says it, without the page it is at. */
export function inboxParameters(query: InboxQuery): URLSearchParams {
  const { state, q, service, commune, step, assignee, late, shared, from, to, order } = query;
  return new URLSearchParams({
    etat: state,
    ...(q && { q }),
    ...(service && { demarche: service }),
    ...(step && { etape: step }),
    ...(commune && { commune }),
    ...(assignee && { attribution: assignee }),
    ...(late && { retard: 'oui' }),
    ...(shared && { partage: 'oui' }),
    ...(from && { du: from }),
    ...(to && { au: to }),
    ...(order !== 'arrivee' && { tri: order }),
  });
}

/** More than a state and words is asked for: the form of filters stands open. */
export function isNarrowed(query: InboxQuery): boolean {
  const { service, commune, step, assignee, late, from, to, order } = query;
  return (
    late || order !== 'arrivee' || [service, commune, step, assignee, from, to].some((one) => one !== '')
  );
}
