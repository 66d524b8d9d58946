import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { gatewayTexter } from './texter.ts';

const MESSAGE = { id: 'job-1', to: '+33612345678', from: 'Mairie du Favril', text: 'Demain à 9 h' };

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

interface Heard {
  readonly method: string | undefined;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

async function gateway(status: number, headers: Readonly<Record<string, string>> = {}) {
  const heard: Heard[] = [];
  const take = async (request: IncomingMessage, answer: ServerResponse) => {
    let body = '';
    for await (const part of request) body += String(part);
    const { method } = request;
    heard.push({ method, authorization: request.headers.authorization, body: JSON.parse(body || 'null') });
    answer.writeHead(status, headers).end('{}');
  };
  const server = createServer((request, answer) => void take(request, answer));
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { heard, url: `http://127.0.0.1:${port}/sms` };
}

describe('a text message', () => {
  it('is posted as JSON with the token', async () => {
    const { heard, url } = await gateway(202);
    await gatewayTexter({ url, token: 'jeton' }).send(MESSAGE);
    expect(heard).toEqual([{ method: 'POST', authorization: 'Bearer jeton', body: MESSAGE }]);
  });

  it('that is refused is an error that says neither number nor text', async () => {
    const { url } = await gateway(402);
    const error: unknown = await gatewayTexter({ url, token: 'jeton' })
      .send(MESSAGE)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'PARVIS_SMS_REFUSED' });
    expect(String(error)).toContain('402');
    expect(String(error)).not.toMatch(/612345678|Demain|jeton/);
  });

  it('is not carried to where the gateway redirects', async () => {
    const elsewhere = await gateway(200);
    const { url } = await gateway(307, { location: elsewhere.url });
    await expect(gatewayTexter({ url, token: 'jeton' }).send(MESSAGE)).rejects.toThrow();
    expect(elsewhere.heard).toEqual([]);
  });
});

describe('PARVIS_SMS_URL', () => {
  const read = (url: string, token?: string) =>
    readConfig({
      PARVIS_SECRET: 'un secret d’au moins trente-deux signes',
      PARVIS_SMS_URL: url,
      ...(token && { PARVIS_SMS_TOKEN: token }),
    });

  it('is taken with its token, over HTTPS or on the machine itself', async () => {
    expect((await read('https://sms.exemple.fr/v1', 'jeton')).sms).toEqual({
      url: 'https://sms.exemple.fr/v1',
      token: 'jeton',
    });
    expect((await read('http://127.0.0.1:9/', 'jeton')).sms?.url).toBe('http://127.0.0.1:9/');
  });

  it.each([
    ['without its token', 'https://sms.exemple.fr/v1', undefined],
    ['in clear over the network', 'http://sms.exemple.fr/v1', 'jeton'],
    ['that is no address', 'sms', 'jeton'],
  ])('is refused %s', async (_, url, token) => {
    await expect(read(url, token)).rejects.toMatchObject({ code: 'PARVIS_CONFIG_SMS' });
  });
});
