// Telling a software of the body what happens: a real server on the loopback that checks what it is sent, on both engines.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPrivate, openLookup } from '@parvis/kit/open-internet';
import { describeEachHost, type OpenHost, openTown } from '@parvis/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { procedures } from '../index.ts';
import { publishProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';
import { DELIVER } from './deliver.ts';
import { outgoingFrom, postJson, refusalOf } from './outgoing.ts';
import { signedHeaders } from './signature.ts';

const SITE = 'le-favril.localhost';
const PAGE = '/agent/procedures/logiciels';

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A software that answers with the statuses given, then 200. */
async function software(...statuses: readonly number[]) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const status = statuses[received.length] ?? 200;
      received.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
      response.writeHead(status, status >= 300 && status < 400 ? { location: '/ailleurs' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    received,
    url: `http://127.0.0.1:${port}/parvis`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** As the software does it, with the secret that it was given. */
function isSigned({ headers, body }: Received, secret: string): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = headers;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key)
    .update(`${String(id)}.${String(at)}.${body}`)
    .digest();
  const given = Buffer.from(String(signature).replace('v1,', ''), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function opened(open: OpenHost) {
  const host = await open({ plugins: [procedures] });
  const town = await openTown(host, {
    agents: [
      { name: 'claire', role: 'secretary', at: 'Favril' },
      { name: 'anne', role: 'administrator', at: 'Favril' },
      { name: 'zoe', role: 'administrator', at: 'Pontgouin' },
    ],
  });
  const usual = usualWorkflow({
    granted: 'C’est accordé.',
    grantLabel: 'Accorder',
    correctable: [],
    within: 10,
    silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4' },
  });
  const tell = { do: 'webhook', to: 'logiciel-metier', fields: ['nom'] } as const;
  await host.inside(SITE, 'procedures', (tx) =>
    publishProcedure(tx, {
      slug: 'cantine',
      title: 'Cantine',
      requester: { name: ['nom'], email: 'courriel' },
      form: {
        pages: [
          {
            id: 'qui',
            title: 'Qui êtes-vous',
            fields: [
              { id: 'nom', type: 'text', label: 'Nom' },
              { id: 'courriel', type: 'email', label: 'Courriel' },
            ],
          },
        ],
      },
      workflow: {
        ...usual,
        transitions: usual.transitions.map((one) =>
          one.id === 'prendre' ? { ...one, actions: [tell] } : one,
        ),
      },
    }),
  );
  const anne = await town.signIn('anne', SITE);
  const set = async (typed: Record<string, string>) =>
    anne.submit(await anne.get(PAGE), { nom: 'logiciel-metier', ...typed }, '/logiciels');
  const taken = async () => {
    const citizen = host.visit(SITE);
    const page = await citizen.submit(await citizen.get('/demarches/cantine/commencer'), {
      nom: 'Claire Martin',
      courriel: 'claire.martin@exemple.fr',
    });
    await citizen.submit(page, {}, '/envoi');
    const claire = await town.signIn('claire', SITE);
    const id = /\/agent\/demandes\/([\da-f-]{36})/.exec((await claire.get('/agent')).html)?.[1] ?? '';
    await claire.submit(await claire.get(`/agent/demandes/${id}`), {}, '/prendre');
    await host.drain();
  };
  return { host, town, anne, set, taken };
}

describeEachHost('a software of the body', (open) => {
  beforeEach(() => vi.stubEnv('PARVIS_WEBHOOKS_PRIVATE', '1'));
  afterEach(() => vi.unstubAllEnvs());

  it('is told of a step, signed, with the answers that the workflow names and no other', async () => {
    const { anne, set, taken } = await opened(open);
    const target = await software();
    await set({ adresse: target.url });
    await taken();
    await target.close();
    const [message] = target.received;
    if (!message) throw new Error('nothing came');
    const secret = /whsec_[\w+/=]+/.exec((await anne.get(PAGE)).html)?.[0] ?? '';
    expect(isSigned(message, secret)).toBe(true);
    expect(isSigned({ ...message, body: `${message.body} ` }, secret)).toBe(false);
    const { type, data } = JSON.parse(message.body) as { readonly type: string; readonly data: object };
    expect(type).toBe('request.moved');
    expect(data).toMatchObject({
      transition: 'prendre',
      status: { id: 'en-cours', kind: 'in-progress' },
      answers: { nom: 'Claire Martin' },
    });
    expect(message.body).not.toContain('claire.martin@exemple.fr');
    expect((await anne.get(PAGE)).html).toContain('Le logiciel a répondu 200.');
  });

  it('that does not take it is told again, by itself and by hand, under the same name', async () => {
    const { host, anne, set, taken } = await opened(open);
    await taken();
    expect((await anne.get(PAGE)).html).toContain('Ce logiciel n’a pas d’adresse.');
    const target = await software(302, 500);
    await set({ adresse: target.url });
    await anne.submit(await anne.get(PAGE), {}, '/renvoi');
    await host.drain();
    // A redirect is not followed: it is an answer like another that is not yes.
    expect(target.received).toHaveLength(1);
    expect((await anne.get(PAGE)).html).toContain('Le logiciel a répondu 302.');
    const deliveryId = String(target.received[0]?.headers['webhook-id']);
    for (const answer of [500, 200]) {
      await host.inside(SITE, 'procedures', (tx) => tx.enqueue(DELIVER, { deliveryId }));
      await host.drain();
      expect((await anne.get(PAGE)).html).toContain(`Le logiciel a répondu ${answer}.`);
    }
    // What was taken is not sent a second time by a job that is run again.
    await host.inside(SITE, 'procedures', (tx) => tx.enqueue(DELIVER, { deliveryId }));
    await host.drain();
    expect(target.received.map(({ headers }) => headers['webhook-id'])).toEqual([
      deliveryId,
      deliveryId,
      deliveryId,
    ]);
    await target.close();
  });

  it('is the body’s own: neither its address nor its secret is another’s, nor a secretary’s', async () => {
    const { town, set } = await opened(open);
    const target = await software();
    await set({ adresse: target.url });
    await target.close();
    const zoe = await town.signIn('zoe', SITE);
    expect((await zoe.get(PAGE)).html).not.toContain(target.url);
    const claire = await town.signIn('claire', SITE);
    expect((await claire.get(PAGE)).status).toBe(403);
  });

  it('is at an address of the internet, unless the operator says otherwise', async () => {
    vi.stubEnv('PARVIS_WEBHOOKS_PRIVATE', '');
    const { set } = await opened(open);
    for (const adresse of ['http://exemple.fr/x', 'https://10.0.0.1/x', 'https://a:b@exemple.fr/x']) {
      const page = await set({ adresse });
      expect(page.status, adresse).toBe(422);
      expect(page.html).toContain(adresse.replace('&', '&amp;'));
    }
    expect((await set({ nom: 'Mon Logiciel', adresse: 'https://exemple.fr/x' })).status).toBe(422);
    expect((await set({ adresse: 'https://exemple.fr/x' })).status).toBe(200);
  });
});

describe('an address', () => {
  it('is private where it is nobody’s on the internet, however it is written', () => {
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '::1',
      '::ffff:10.0.0.1',
      'fe80::1',
      'fd00::1',
      '64:ff9b::a00:1',
      'ff02::1',
      '2002:a00:1::',
    ])
      expect(isPrivate(address), address).toBe(true);
    for (const address of ['8.8.8.8', '172.32.0.1', '2001:4860:4860::8888', '2a01:e0a::1'])
      expect(isPrivate(address), address).toBe(false);
  });

  it('is not written to where its name leads inside', async () => {
    const open = outgoingFrom({});
    expect(refusalOf('https://logiciel.exemple.fr/parvis', open)).toBeNull();
    for (const address of [
      'https://localhost/x',
      'https://[::1]/x',
      'https://0x7f.1/x',
      'https://2130706433/x',
      'https://serveur.local/x',
      'ftp://exemple.fr',
      'rien',
    ])
      expect(refusalOf(address, open), address).not.toBeNull();
    const message = { body: '{}', headers: signedHeaders('whsec_', { id: '1', at: 0, body: '{}' }) };
    expect(() => postJson('https://127.0.0.1:1/x', message, open)).toThrow('private address');
  });

  it('is looked at again when the connection is made: a name may lead inside', async () => {
    const found = await new Promise<string>((resolve) => {
      openLookup('localhost', { all: false }, (error) => resolve(error?.message ?? 'open'));
    });
    expect(found).toBe('private address');
  });
});
