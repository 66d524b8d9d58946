// Who may do what on the desk, found out by asking: every desk route, as each role and each bystander, with the answer as the
// person gets it.

import type { Route } from '@parvis/core';
import { addAbsence } from '@parvis/plugin-appointments';
import { type Exchange, exchange, fromAnywhere } from './exchange.ts';
import { addressesOf, kindOf } from './parameters.ts';
import type { Guest } from './people.ts';
import { ALL_ROLES } from './rules.ts';
import { addTemplate } from './seed-desk.ts';
import { addInvited } from './seed-doors.ts';
import { addPlan } from './seed-plan.ts';
import type { World } from './world.ts';

export const BYSTANDERS = ['Commune de l’usager', 'Autre commune', 'Usager', 'Sans compte'] as const;

export interface MatrixRow {
  readonly route: Route;
  /** As `ALL_ROLES`, then as `BYSTANDERS`. */
  readonly cells: readonly string[];
}

export async function matrixOf(world: World): Promise<readonly MatrixRow[]> {
  const rows: MatrixRow[] = [];
  for (const route of world.routes.filter(({ area }) => area === 'desk')) {
    const answers: (Exchange | null)[] = [];
    for (const guest of guestsFor(world, route)) answers.push(guest && (await ask(world, route, guest)));
    rows.push({ route, cells: cellsOf(answers) });
  }
  return rows;
}

/** Those who work where the thing is in charge: the EPCI for a request that it runs, else the commune. */
function guestsFor({ guests }: World, route: Route): readonly (Guest | null)[] {
  const named = (name: string): Guest => {
    const found = guests.find(({ person }) => person.name === name);
    if (!found) throw new Error(`nobody is "${name}"`);
    return found;
  };
  const ofRequest = kindOf(route) === 'request';
  return [
    ...ALL_ROLES.map((role) => named(`${role} of ${ofRequest ? 'the EPCI' : 'Le Favril'}`)),
    ofRequest ? named('secretary of Le Favril') : null,
    named('every role of Pontgouin'),
    named('a citizen'),
    named('nobody'),
  ];
}

async function ask(world: World, route: Route, guest: Guest): Promise<Exchange> {
  const { a1 } = world.places;
  const place = { ...a1, values: new Map(a1.values) };
  const kind = kindOf(route);
  // What a form may take away is made anew for everyone.
  const fresh = kind && route.method !== 'GET' ? await FRESH[kind]?.(world) : undefined;
  if (kind && fresh) place.values.set(kind, [{ text: fresh }]);
  const [address] = addressesOf(route, place);
  const form = new URLSearchParams({ csrf: await guest.csrf(a1.host) });
  return exchange(fromAnywhere(world.host), `http://${a1.host}${address?.path}`, {
    cookie: await guest.cookie(),
    ...(route.method !== 'GET' && { form }),
  });
}

const FRESH: Readonly<Record<string, (world: World) => Promise<string>>> = {
  template: ({ host, places }) => addTemplate(host, places.a1),
  plan: ({ host, book, places: { a1 } }) => addPlan({ host, book, place: a1 }),
  absence: ({ host, places: { a1 } }) =>
    host.inside(a1.host, 'appointments', (tx) => {
      const [resourceId] = a1.values.get('resource') ?? [];
      const start = tx.now + 86_400_000;
      return addAbsence(tx, { resourceId: resourceId?.text ?? '', start, end: start + 86_400_000 });
    }),
  agent: ({ host, book, places: { a1 } }) => addInvited({ host, book, place: a1 }),
};

function cellsOf(answers: readonly (Exchange | null)[]): readonly string[] {
  const forms = answers.map((answer) => (answer ? formsIn(answer.html) : 0));
  // Of those whose business it is: next door, someone may have a page of their own.
  const most = Math.max(...forms.slice(0, ALL_ROLES.length));
  return answers.map((answer, index) => {
    if (!answer) return '·';
    const readsOnly = answer.status === 200 && most > 0 && forms[index] === 0;
    return readsOnly ? 'lecture' : wordFor(answer);
  });
}

function wordFor({ status, location }: Exchange): string {
  if (status === 303 && /\/connexion(\?|$)/.test(location ?? '')) return 'connexion';
  switch (status) {
    case 403:
      return 'refus';
    case 404:
      return 'introuvable';
    case 410:
      return 'lien passé';
    // A form that lacks something, and one that comes too late, are answered to those who may send it.
    case 200:
    case 303:
    case 400:
    case 409:
    case 422:
      return 'oui';
    default:
      return `réponse ${status}`;
  }
}

/** The forms of a page, without those of the layout. */
function formsIn(html: string): number {
  const actions = [...html.matchAll(/<form\b[^>]*method="post"[^>]*>/gi)].map(([tag]) => tag);
  return actions.filter((tag) => !/action="\/agent\/(deconnexion|collectivite)"/.test(tag)).length;
}
