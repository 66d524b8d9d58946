// Complete submissions a second: the last button of a form, to the answer that says it is safe. `synchronous=FULL`: what was
// acknowledged survives a power cut.

import { procedures } from '@parvis/plugin-procedures';
import { openTown, startHost, type TestHost } from '@parvis/testing';

const SUBMISSIONS = 600;
const AT_ONCE = 32;
const GOAL = 400;
const SITE = 'le-favril.localhost';
const FORM = '/demarches/encombrants/commencer';

/** What people answer, page by page. */
const PAGES: readonly Readonly<Record<string, string | readonly string[]>>[] = [
  { quoi: ['meuble', 'literie'], description: 'un canapé trois places' },
  {
    'adresse--line': '3 rue du Lavoir',
    'adresse--postal-code': '28190',
    'adresse--commune': 'Le Favril',
  },
  { aide: 'non' },
  { prenom: 'Claire', nom: 'Martin', courriel: 'claire@exemple.fr', telephone: '' },
];

export default async function submissions() {
  const host = await startHost({ plugins: [procedures], config: { trustProxy: true } });
  try {
    await openTown(host);
    const ready: (() => Promise<string>)[] = [];
    for (let count = 0; count < SUBMISSIONS; count++) ready.push(await filled(host, count));
    const times: number[] = [];
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let send = ready.pop(); send; send = ready.pop()) {
          const started = performance.now();
          const place = await send();
          times.push(performance.now() - started);
          if (!place.startsWith('/suivi/')) throw new Error(`a submission ended at "${place}"`);
        }
      }),
    );
    const value = Math.round(SUBMISSIONS / ((performance.now() - begun) / 1000));
    times.sort((a, b) => a - b);
    const at = (part: number) => Math.round(times[Math.floor(times.length * part)] ?? Number.NaN);
    return {
      name: 'submissions',
      value,
      unit: 'submissions/s',
      goal: GOAL,
      better: 'higher',
      pass: value >= GOAL,
      detail: `${SUBMISSIONS} forms of four pages, sent ${AT_ONCE} at a time on SQLite with synchronous=FULL, each with its request, timeline, audit line, receipt and clock; answered in ${at(0.5)} ms (median), ${at(0.99)} ms (99 %)`,
    } as const;
  } finally {
    await host.close();
  }
}

/** Fills a form up to its last button, which the result presses: where the answer sends on to tells that it was taken. */
async function filled(host: TestHost, person: number): Promise<() => Promise<string>> {
  // Each from a place of their own, as a proxy would say: one address may not send so many.
  const from = { 'x-forwarded-for': `10.1.${person >> 8}.${person & 255}` };
  const visitor = host.visit(SITE, from);
  let page = await visitor.get(FORM);
  for (const typed of PAGES) page = await visitor.submit(page, typed);
  const [, form = ''] = /<form action="[^"]*\/envoi"[^>]*>([\s\S]*?)<\/form>/.exec(page.html) ?? [];
  const hidden = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value] as [string, string],
  );
  const body = new URLSearchParams(hidden).toString();
  const headers = {
    ...from,
    cookie: `visiteur=${visitor.cookie('visiteur')}`,
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
  };
  return async () => {
    const answer = await host.fetch(
      new Request(`http://${SITE}${FORM}/envoi`, { method: 'POST', body, headers }),
    );
    return answer.headers.get('location') ?? '';
  };
}
