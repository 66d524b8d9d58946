// Receipts and letters, through whole pages, jobs and mails, on both engines.

import { eq, newId } from '@parvis/db';
import type { CitizenRequest } from '@parvis/kit';
import { describeEachHost, type OpenHost, openTown, type TestHost } from '@parvis/testing';
import { readPdf } from '@parvis/testing/pdf';
import { expect, it } from 'vitest';
import { requestsRule } from '../privacy/request-rules.ts';
import { trackingCode } from '../requests/codes.ts';
import { schema } from '../schema.ts';

const SITE = 'le-favril.localhost';
const LETTER = {
  title: 'Décision sur votre demande',
  paragraphs: ['Madame, Monsieur,', 'Votre demande est acceptée.'],
  signedBy: 'Le maire',
};

async function asked(open: OpenHost, channel: 'counter' | 'appointment' = 'counter') {
  const host = await open();
  const town = await openTown(host, {
    agents: [
      { name: 'claire', role: 'secretary', at: 'Favril' },
      { name: 'yvan', role: 'secretary', at: 'Pontgouin' },
    ],
  });
  const request = await host.inside(SITE, 'core', async (tx) => {
    const service = tx.services.find(({ slug }) => slug === 'acte-de-naissance');
    if (!service) throw new Error('no service');
    const wanted = {
      service,
      channel,
      title: service.title,
      requester: { name: 'Jeanne Roy', email: 'jeanne@exemple.fr' },
    };
    return (await tx.requests.open({ ...wanted, once: newId() })).request;
  });
  return { host, town, request, code: trackingCode(host.house.config.secret, request.id) };
}

async function mails(host: TestHost) {
  return host.house.db.read.select().from(schema.for(host.house.db.read).mail);
}

async function lettersOf(host: TestHost, { id }: CitizenRequest) {
  const { file } = schema.for(host.house.db.read);
  return host.house.db.read.select().from(file).where(eq(file.requestId, id));
}

describeEachHost('papers', (open) => {
  it('give a receipt with the mentions of the law: to the citizen, by mail, to the agents, the same each time', async () => {
    const { host, town, request, code } = await asked(open);
    const page = await host.visit(SITE).get(`/suivi/${code}`);
    expect(page.html).toContain(`/suivi/${code}/accuse.pdf`);
    const answer = await host.visit(SITE).get(`/suivi/${code}/accuse.pdf`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toContain(
      `accuse-de-reception-${request.reference}.pdf`,
    );
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const { title, text } = await readPdf(answer.bytes);
    expect(title).toBe('Accusé de réception de votre demande');
    const author = town.authority('Favril');
    for (const mention of [
      request.reference,
      request.title,
      'Reçue le',
      'Mairie du Favril',
      'R112-11-1',
      code,
      ...author.contact.address,
    ])
      expect(text).toContain(mention);

    await host.drain();
    const [receipt] = (await mails(host)).filter(({ to }) => to === 'jeanne@exemple.fr');
    const attached = receipt?.attachments[0];
    expect(Buffer.from(attached?.content ?? '', attached?.encoding).equals(Buffer.from(answer.bytes))).toBe(
      true,
    );
    const shown = await host.visit('localhost').get(`/_courrier/${receipt?.id}/0`);
    expect(Buffer.from(shown.bytes).equals(Buffer.from(answer.bytes))).toBe(true);

    const claire = await town.signIn('claire', SITE);
    expect((await claire.get(`/agent/demandes/${request.id}`)).html).toContain('accuse.pdf');
    const own = await readPdf((await claire.get(`/agent/demandes/${request.id}/accuse.pdf`)).bytes);
    expect(own.text).toContain(request.reference);
    // The code is the citizen's alone.
    expect(own.text).not.toContain(code);
    const yvan = await town.signIn('yvan', SITE);
    expect((await yvan.get(`/agent/demandes/${request.id}/accuse.pdf`)).status).toBe(404);
    expect((await host.visit(SITE).get('/suivi/CDFH-JKMN-PQRT/accuse.pdf')).status).toBe(404);
  });

  it('give no receipt of a booking: its confirmation says it all', async () => {
    const { host, code } = await asked(open, 'appointment');
    expect((await host.visit(SITE).get(`/suivi/${code}`)).html).not.toContain('accuse.pdf');
    expect((await host.visit(SITE).get(`/suivi/${code}/accuse.pdf`)).status).toBe(404);
  });

  it('draw a letter once, keep it with its request, show it on the thread, and mail it', async () => {
    const { host, town, request, code } = await asked(open);
    await host.inside(SITE, 'core', (tx) => tx.requests.letter(request.id, LETTER));
    const { job } = schema.for(host.house.db.read);
    const [planned] = await host.house.db.read.select().from(job).where(eq(job.name, 'letter'));
    if (!planned) throw new Error('no letter is planned');
    await host.drain();
    // At least once: the same job comes again, as after a crash before its end was written down.
    await host.house.db.write(async (tx) => {
      await tx.insert(schema.for(tx).job).values({ ...planned, attempts: 0 });
    });
    await host.drain();

    const [kept, ...twice] = await lettersOf(host, request);
    expect(twice).toEqual([]);
    expect(kept).toMatchObject({ type: 'application/pdf' });
    const sent = (await mails(host)).filter(({ subject }) => subject === LETTER.title);
    expect(sent[0]?.attachments[0]?.name).toBe(kept?.name);

    const visitor = host.visit(SITE);
    const page = await visitor.get(`/suivi/${code}`);
    const href = `/suivi/${code}/fichiers/${kept?.id}`;
    expect(page.html).toContain(href);
    expect(page.html).toContain('Votre demande est acceptée.');
    const read = await readPdf((await visitor.get(href)).bytes);
    expect(read.title).toBe(LETTER.title);
    for (const words of [
      ...LETTER.paragraphs,
      'Le maire',
      'Jeanne Roy',
      request.reference,
      'Mairie du Favril',
    ])
      expect(read.text).toContain(words);
    const claire = await town.signIn('claire', SITE);
    expect((await claire.get(`/agent/demandes/${request.id}`)).html).toContain(`/agent/fichiers/${kept?.id}`);
    expect((await claire.get(`/agent/fichiers/${kept?.id}`)).status).toBe(200);
  });

  it('give by a code the letters of its request, and nothing else', async () => {
    const { host, request, code } = await asked(open);
    await host.inside(SITE, 'core', (tx) => tx.requests.letter(request.id, LETTER));
    await host.drain();
    const [kept] = await lettersOf(host, request);
    const other = await host.inside(SITE, 'core', async (tx) => {
      const [service] = tx.services;
      if (!service) throw new Error('no service');
      const opened = await tx.requests.open({
        service,
        channel: 'counter',
        title: 'Autre',
        requester: { name: 'Luc' },
        once: newId(),
      });
      await tx.tx.insert(schema.for(tx.tx).file).values({
        id: 'sent-with-it',
        tenantId: tx.tenant.id,
        requestId: request.id,
        name: 'piece.pdf',
        type: 'application/pdf',
        size: 1,
        keptAt: tx.now,
      });
      return opened.code;
    });
    expect((await host.visit(SITE).get(`/suivi/${other}/fichiers/${kept?.id}`)).status).toBe(404);
    expect((await host.visit(SITE).get(`/suivi/${code}/fichiers/sent-with-it`)).status).toBe(404);
    expect(
      (await host.visit(SITE).get(`/mon-espace/demandes/${request.id}/fichiers/${kept?.id}`)).path,
    ).toContain('/connexion');
  });

  it('forget a letter with its request, and draw none for what was erased before', async () => {
    const { host, request } = await asked(open);
    await host.inside(SITE, 'core', (tx) => tx.requests.letter(request.id, LETTER));
    await host.drain();
    const [kept] = await lettersOf(host, request);
    const tenant = (await host.house.sites.byHost(SITE))?.tenant.id ?? '';
    const there = async () => {
      for await (const _ of await host.house.files.open(tenant, kept?.id ?? '')) return true;
      return false;
    };
    expect(await there()).toBe(true);
    await host.inside(SITE, 'core', async (tx) => {
      await tx.requests.letter(request.id, LETTER);
      await requestsRule(host.house).erase?.(tx, { citizenId: null, emails: [], requests: [request] });
    });
    await host.drain();
    expect(await lettersOf(host, request)).toEqual([]);
    await expect(there()).rejects.toThrow();
  });
});
