// A commune that takes money with PayFiP, on a host that listens: what the journeys, the attacks and the desk are tested in.

import { type CitizenRequest, definePlugin, type Payment } from '@parvis/kit';
import { type OpenHost, openTown, type TestHost } from '@parvis/testing';
import { type Stop, Traveller } from '@parvis/testing/oidc';
import { simulatePayfip } from '@parvis/testing/payfip';
import { vi } from 'vitest';
import { payfip } from '../index.ts';

export const SITE = 'le-favril.localhost';
export const NUMCLI = '012345';
export const HALL = 'Location de la salle communale';

export interface TillOptions {
  /** Of the person who must pay; empty where they gave none. */
  readonly email?: string;
  /** False where the commune takes no payment online. */
  readonly account?: boolean;
  /** The mode: T, X or W. */
  readonly saisie?: string;
}

/** A request of Le Favril that must pay 120 euros, and everyone around it. */
export async function openTill(
  open: OpenHost,
  { email = 'claire@exemple.fr', account = true, saisie = 'W' }: TillOptions = {},
) {
  const till = simulatePayfip();
  const settled: Payment[] = [];
  const witness = definePlugin({
    name: 'witness',
    api: 1,
    on: {
      async 'payment.settled'(_tx, { payment }) {
        settled.push(payment);
      },
    },
  });
  const host = await open({ plugins: [payfip(till.places), witness], programs: [till] });
  const body = await openTown(host, {
    agents: [
      { name: 'anne', role: 'administrator', at: 'Favril' },
      { name: 'yvan', role: 'secretary', at: 'Favril' },
      { name: 'paul', role: 'secretary', at: 'Pontgouin' },
      { name: 'samira', role: 'case-worker', at: 'Favril' },
      { name: 'ines', role: 'advisor', at: 'Favril' },
    ],
  });
  const { port } = await host.listen();
  if (account) {
    const anne = await body.signIn('anne', SITE);
    const settings = await anne.get('/agent/paiement-en-ligne');
    await anne.submit(settings, { numcli: NUMCLI, saisie }, '/paiement-en-ligne');
  }
  const { request, payment } = await mustPay(host, email);
  await host.drain();
  const code = await host.inside(SITE, 'witness', async (tx) => tx.requests.codeOf(request.id));
  const { html } = await host.visit(SITE).get(`/suivi/${code}`);
  /** The address of the page to pay on, as the request's own page has it. */
  const path = /href="(\/paiement\/[\w.-]+)"/.exec(html)?.[1] ?? '';
  return {
    till,
    host,
    body,
    settled,
    request,
    payment,
    code,
    path,
    port,
    browser: () => new Traveller(port),
    page: (own: Traveller) => own.go(own.at(SITE, path)),
  };
}

async function mustPay(
  host: TestHost,
  email: string,
): Promise<{ readonly request: CitizenRequest; readonly payment: Payment }> {
  return host.inside(SITE, 'witness', async (tx) => {
    const service = tx.services.find(({ operator }) => operator.id === tx.site.authority.id);
    if (!service) throw new Error('Le Favril operates nothing');
    const { request } = await tx.requests.open({
      service,
      channel: 'counter',
      title: service.title,
      requester: { name: 'Claire Martin', ...(email && { email }) },
      once: 'salle',
    });
    const wanted = { purpose: 'location', label: HALL, amount: 12_000, text: 'Votre réservation attend.' };
    return { request, payment: await tx.payments.ask(request.id, wanted) };
  });
}

/** To PayFiP, and what the person does there: back on the site. */
export async function pay(own: Traveller, page: Stop, result: string): Promise<Stop> {
  const till = await own.submit(page, {}, { action: '/depart' });
  return backFrom(own, await own.submit(till, { resultat: result }, { action: '/tpa/paiement.web' }));
}

/** Back from PayFiP: its form leads to the site, with nothing but the idop. */
export function backFrom(own: Traveller, ended: Stop): Promise<Stop> {
  const action = /<form action="([^"]+)"/.exec(ended.html)?.[1] ?? '';
  const idop = /name="idop" value="([^"]+)"/.exec(ended.html)?.[1] ?? '';
  return own.sendAcross(action, { idop });
}

/** From then on the clock is so many minutes ahead, everywhere; what is due by then is done. */
export async function later(host: TestHost, minutes: number): Promise<void> {
  const then = Date.now() + minutes * 60_000;
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(then);
  await host.drain();
}
