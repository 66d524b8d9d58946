// Sends everyone everywhere: each address of each route, with what belongs to the commune, to the one next door, and to
// another tenant altogether. What is shown against the rules is a leak.

import { type Exchange, exchange, fromAnywhere } from './exchange.ts';
import { addressesOf } from './parameters.ts';
import type { Guest } from './people.ts';
import type { Scene } from './scene.ts';
import { filled, queriesIn, type Target, targetsFor } from './targets.ts';

/** What a page says whose provider is not there: no provider runs beside these tests. */
const UNAVAILABLE = 503;

export interface Swept {
  readonly leaks: readonly string[];
  /** Answers that are the host's own fault. */
  readonly broken: readonly string[];
  readonly sent: number;
  /** What was shown, rightly or not. */
  readonly seen: ReadonlySet<string>;
  /** Names of the fields of all forms that were shown. */
  readonly fields: ReadonlySet<string>;
}

/** Every GET route, as one person. */
export async function look(scene: Scene, guest: Guest): Promise<Swept> {
  const { places, routes } = scene;
  const cookie = await guest.cookie();
  const tally = new Tally(scene, guest);
  const targets = routes
    .filter(({ method }) => method === 'GET')
    .flatMap((route) => targetsFor(guest, route, places));
  const queries = new Map<string, Target>();
  await inTurn(targets, async (target) => {
    const answer = await tally.send(target, { cookie });
    for (const found of queriesIn(answer, target, places)) queries.set(found.key, found);
  });
  await inTurn([...queries.values()], (target) => tally.send(target, { cookie }));
  return tally;
}

/** Every POST route of tenant A, as one person: with nothing in the form, and with what is not theirs in every field. */
export async function act(scene: Scene, guest: Guest, fields: ReadonlySet<string>): Promise<Swept> {
  const { places, routes } = scene;
  const tally = new Tally(scene, guest);
  const names = [...fields].filter((name) => name !== 'csrf');
  // What one role may send, those with every role send too: theirs are filled.
  const usual = guest.deskOnly ? [new URLSearchParams()] : [new URLSearchParams(), filled(names, 'Bonjour')];
  const { agent } = guest.person;
  // One of each kind attacks: the ids of another tenant are as foreign to every agent.
  const attacks = guest.strong && (!agent || agent.authorityId === places.a1.authorityId);
  const foreign = attacks ? formsOf(names, places) : [];
  const home = agent ? 'desk' : 'site';
  for (const route of routes.filter(({ method }) => method !== 'GET')) {
    const [own] = addressesOf(route, places.a1);
    for (const target of targetsFor(guest, route, places, 1)) {
      if (target.site === places.b1.host) continue;
      const forms = route.area === home && target.path === own?.path ? [...usual, ...foreign] : usual;
      for (const form of forms) {
        form.set('csrf', await guest.csrf(target.site));
        await tally.send(target, { cookie: await guest.cookie(), form });
      }
    }
  }
  return tally;
}

class Tally implements Swept {
  readonly fields = new Set<string>();
  readonly seen = new Set<string>();
  sent = 0;
  readonly #scene: Scene;
  readonly #guest: Guest;
  readonly #host: ReturnType<typeof fromAnywhere>;
  readonly #leaks = new Set<string>();
  readonly #broken = new Set<string>();

  constructor(scene: Scene, guest: Guest) {
    this.#scene = scene;
    this.#guest = guest;
    this.#host = fromAnywhere(scene.host);
  }

  get leaks(): readonly string[] {
    return [...this.#leaks];
  }

  get broken(): readonly string[] {
    return [...this.#broken];
  }

  async send({ site, path, opens }: Target, sent: Parameters<typeof exchange>[2]): Promise<Exchange> {
    const answer = await exchange(this.#host, `http://${site}${path}`, sent);
    const { person } = this.#guest;
    const what = `${person.name}: ${sent?.form ? 'POST' : 'GET'} ${site}${path} → ${answer.status}`;
    // What the test typed itself is no secret any more: it may come back, or have become part of a request of A.
    this.#scene.book.spend(`${path} ${sent?.form?.toString() ?? ''}`);
    for (const { what: shown } of this.#scene.book.in(answer.text)) this.seen.add(shown);
    for (const { what: secret } of this.#scene.book.leaked(answer.text, person, opens))
      this.#leaks.add(`${what} shows « ${secret} »`);
    if (answer.status >= 500 && answer.status !== UNAVAILABLE) this.#broken.add(what);
    for (const [, name = ''] of answer.html.matchAll(
      /<(?:input|select|textarea|button)\b[^>]*\bname="([^"]+)"/g,
    ))
      this.fields.add(name);
    this.sent += 1;
    return answer;
  }
}

/** What a field could name, of the other tenant and of the commune next door. */
const FOREIGN = {
  b1: [
    'request',
    'code',
    'email',
    'citizen',
    'agent',
    'authority',
    'file',
    'absence',
    'resource',
    'session',
    'passkey',
  ],
  a2: ['request', 'code', 'email', 'citizen'],
} as const;

/** A form for each kind of thing that is not theirs, the same in every field. */
function formsOf(names: readonly string[], { a2, b1 }: Scene['places']): readonly URLSearchParams[] {
  return [b1, a2].flatMap(({ key, values }) =>
    (key === 'b1' ? FOREIGN.b1 : FOREIGN.a2).flatMap((kind) => {
      const [first] = values.get(kind) ?? [];
      return first ? [filled(names, first.text)] : [];
    }),
  );
}

async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const AT_ONCE = 6;
  for (let start = 0; start < items.length; start += AT_ONCE)
    await Promise.all(items.slice(start, start + AT_ONCE).map(work));
}
