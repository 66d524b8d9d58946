// What steps say, to whom, and to whom they give the work, on both engines.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeEachHost, type OpenHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';
import { procedures } from '../../index.ts';
import { publishProcedure } from '../../publish.ts';
import { usualWorkflow } from '../../workflow/usual.ts';
import type { Action } from '../../workflow/workflow.ts';

const SITE = 'le-favril.localhost';
const DOOR = '/agent/demandes';

async function opened(open: OpenHost, actions: readonly Action[], sms?: { url: string; token: string }) {
  const host = await open({ plugins: [procedures], ...(sms && { config: { sms } }) });
  const town = await openTown(host, {
    agents: [
      { name: 'claire', role: 'secretary', at: 'Favril' },
      { name: 'marc', role: 'case-worker', at: 'Favril' },
      { name: 'nadia', role: 'case-worker', at: 'Favril' },
      { name: 'yvan', role: 'case-worker', at: 'Pontgouin' },
    ],
  });
  const usual = usualWorkflow({
    granted: 'C’est accordé.',
    grantLabel: 'Accorder',
    correctable: [],
    within: 10,
    silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4' },
  });
  const transitions = usual.transitions.map((one) => (one.id === 'prendre' ? { ...one, actions } : one));
  await host.inside(SITE, 'procedures', (tx) =>
    publishProcedure(tx, {
      slug: 'cantine',
      title: 'Cantine',
      requester: { name: ['nom'], phone: 'telephone' },
      form: {
        pages: [
          {
            id: 'qui',
            title: 'Qui êtes-vous',
            fields: [
              { id: 'nom', type: 'text', label: 'Nom' },
              { id: 'telephone', type: 'phone', label: 'Téléphone', optional: true },
            ],
          },
        ],
      },
      workflow: { ...usual, transitions },
    }),
  );
  const claire = await town.signIn('claire', SITE);
  /** Sends a request, takes the step on it, and returns the page of the request. */
  const stepped = async (telephone = '') => {
    const citizen = host.visit(SITE);
    const page = await citizen.submit(await citizen.get('/demarches/cantine/commencer'), {
      nom: 'Claire Martin',
      telephone,
    });
    await citizen.submit(page, {}, '/envoi');
    const inbox = (await claire.get('/agent?tri=arrivee')).html;
    const id = /\/agent\/demandes\/([\da-f-]{36})/.exec(inbox)?.[1] ?? '';
    await claire.submit(await claire.get(`${DOOR}/${id}`), {}, '/prendre');
    await host.drain();
    return claire.get(`${DOOR}/${id}`);
  };
  const mails = async () => (await host.visit('localhost').get('/_courrier')).html;
  return { host, stepped, mails };
}

const mailTo = (to: Extract<Action, { readonly do: 'mail' }>['to']): Action => ({
  do: 'mail',
  to,
  subject: 'Une demande avance',
  text: 'Regardez-la.',
});

describeEachHost('a step', (open) => {
  it('gives the work to the least busy of a role, and writes to them', async () => {
    const { stepped, mails } = await opened(open, [
      { do: 'assign', to: { role: 'case-worker' } },
      mailTo('assignee'),
    ]);
    const given: string[] = [];
    for (let request = 0; request < 3; request += 1) {
      const { html } = await stepped();
      given.push(/<option value="[^"]*" selected>(\w+)/.exec(html)?.[1] ?? '');
    }
    expect(given).toEqual(['marc', 'nadia', 'marc']);
    const sent = await mails();
    expect(sent).toContain('marc@exemple.fr');
    expect(sent).toContain('nadia@exemple.fr');
  });

  it('writes to everyone who holds a role at the operator, and to nobody elsewhere', async () => {
    const { stepped, mails } = await opened(open, [mailTo({ role: 'case-worker' })]);
    await stepped();
    const sent = await mails();
    expect(sent).toContain('marc@exemple.fr');
    expect(sent).toContain('nadia@exemple.fr');
    expect(sent).not.toContain('yvan@exemple.fr');
  });

  it('sends a text to a mobile, and nothing to another telephone', async () => {
    const heard: { readonly to: string; readonly text: string }[] = [];
    const take = async (request: IncomingMessage, answer: ServerResponse) => {
      let body = '';
      for await (const part of request) body += String(part);
      heard.push(JSON.parse(body) as (typeof heard)[number]);
      answer.writeHead(202).end();
    };
    const gateway = createServer((request, answer) => void take(request, answer));
    await new Promise<void>((ready) => gateway.listen(0, '127.0.0.1', ready));
    const { port } = gateway.address() as AddressInfo;
    try {
      const { stepped } = await opened(open, [{ do: 'sms', text: 'Demande {{reference}} en cours.' }], {
        url: `http://127.0.0.1:${port}/`,
        token: 'jeton',
      });
      await stepped('06 12 34 56 78');
      await stepped('02 37 00 00 00');
      await stepped();
      expect(heard.map(({ to }) => to)).toEqual(['+33612345678']);
      expect(heard[0]?.text).toMatch(/^Demande \d{2}-[A-Z0-9]{4}-[A-Z0-9]{4} en cours\.$/);
    } finally {
      gateway.close();
    }
  });
});
