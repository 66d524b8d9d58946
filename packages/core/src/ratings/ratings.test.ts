// What a citizen is asked at the end of a request, and what agents read of it, on both engines.

import { eq, newId } from '@parvis/db';
import type { CitizenRequest } from '@parvis/kit';
import { type Answer, describeEachHost, type OpenHost, openTown, type TestHost } from '@parvis/testing';
import { htmlErrors } from '@parvis/testing/html';
import { describe, expect, it } from 'vitest';
import { opinionButton } from '../admin/sheets/sheet-form.ts';
import { txContextFor } from '../plugins/context.ts';
import { schema } from '../schema.ts';
import { FOLLOW_UP_DAYS, MOST_LATE_DAYS } from './follow-up.ts';
import { ratingsRule } from './retention.ts';
import { ratingToken, readRatingToken } from './token.ts';

const FAVRIL = 'le-favril.localhost';
const PONTGOUIN = 'pontgouin.localhost';
const DAY = 86_400_000;

async function town(open: OpenHost) {
  const host = await open();
  const people = await openTown(host, {
    agents: [
      { name: 'secretaire', role: 'secretary', at: 'Favril' },
      { name: 'conseiller', role: 'advisor', at: 'Favril' },
      { name: 'voisine', role: 'secretary', at: 'Pontgouin' },
      { name: 'epci', role: 'secretary' },
    ],
  });
  return { host, people };
}

const said = ({ html }: Answer): string => html.replaceAll(/[\u00A0\u202F]|&nbsp;/g, ' ');

/** Asked at Le Favril, of the commune unless told. */
async function ask(
  host: TestHost,
  { slug = 'acte-de-naissance', email = 'claire@exemple.fr', now = Date.now() } = {},
) {
  const snapshot = await host.house.sites.byHost(FAVRIL);
  const service = snapshot?.serviceBySlug.get(slug);
  if (!snapshot || !service) throw new Error(`no service ${slug}`);
  const standing = { snapshot, actor: { kind: 'citizen', id: null, name: null }, now } as const;
  return host.house.db.write(async (tx) =>
    txContextFor(host.house, standing, 'core', tx).requests.open({
      service,
      channel: 'counter',
      title: service.title,
      requester: { name: 'Claire Dupont', ...(email && { email }) },
      once: newId(),
    }),
  );
}

async function finish(host: TestHost, { id }: CitizenRequest, now = Date.now()): Promise<void> {
  const snapshot = await host.house.sites.byHost(FAVRIL);
  if (!snapshot) throw new Error('no site');
  const standing = { snapshot, actor: { kind: 'system' }, now } as const;
  await host.house.db.write((tx) =>
    txContextFor(host.house, standing, 'core', tx).requests.move(
      id,
      ['received', 'in-progress'],
      'done',
      'Faite.',
    ),
  );
}

const rows = async ({ house }: TestHost) => house.db.read.select().from(schema.for(house.db.read).rating);

describeEachHost('the end of a request', (open) => {
  it('says what happens next, by when and who answers', async () => {
    const { host } = await town(open);
    const { code } = await ask(host, { slug: 'encombrants' });
    const page = await host.visit(FAVRIL).get(`/suivi/${code}?envoye=1`);
    expect(await htmlErrors(page.html)).toEqual([]);
    expect(said(page)).toMatch(/va lire votre demande, puis vous répond par courriel/);
    expect(said(page)).toMatch(/Réponse d’habitude avant le \S+ \S+ \S+ \d{4}\./);
    const late = await ask(host, { slug: 'encombrants', now: Date.now() - 40 * DAY });
    expect(said(await host.visit(FAVRIL).get(`/suivi/${late.code}`))).toContain(
      'Le délai habituel est dépassé',
    );
  });

  it('is rated once, without saying who rated', async () => {
    const { host } = await town(open);
    const { request, code } = await ask(host);
    await finish(host, request);
    const visitor = host.visit(FAVRIL);
    const page = await visitor.get(`/suivi/${code}`);
    expect(await htmlErrors(page.html)).toEqual([]);
    const [, action = ''] = /action="(\/avis\/[^"]+)"/.exec(page.html) ?? [];
    const wrong = await visitor.submit(page, {}, action);
    expect(wrong.status).toBe(422);
    expect(said(wrong)).toContain('Choisissez une des quatre réponses');
    const thanks = await visitor.submit(page, { avis: 'good', commentaire: 'Rapide et clair.' }, action);
    expect(said(thanks)).toContain('Merci de votre avis');
    expect(await htmlErrors(thanks.html)).toEqual([]);
    // Sent again, from a page that was still open.
    await visitor.submit(page, { avis: 'very-bad' }, action);
    const all = await rows(host);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({
      score: 'good',
      comment: 'Rapide et clair.',
      stage: 'closed',
      channel: 'counter',
    });
    const kept = JSON.stringify([
      ...all,
      ...(await host.house.db.read.select().from(schema.for(host.house.db.read).ratingUsed)),
    ]);
    for (const trace of [request.id, request.reference, code, 'Dupont', 'claire@exemple.fr'])
      expect(kept).not.toContain(trace);
    expect((await visitor.get(`/suivi/${code}`)).html).not.toContain('/avis/');
  });

  it('takes no rating for a service that nobody signed, nor on another site', async () => {
    const { host } = await town(open);
    const { request } = await ask(host);
    const { secret } = host.house.config;
    const token = ratingToken(secret, request, request.serviceId ?? '', 'sent');
    expect((await host.visit(FAVRIL).get(`/avis/${token}`)).status).toBe(200);
    expect((await host.visit(PONTGOUIN).get(`/avis/${token}`)).status).toBe(404);
    expect((await host.visit(FAVRIL).get(`/avis/${token.replace('.sent.', '.closed.')}`)).status).toBe(404);
    expect(readRatingToken(secret, request.siteId, '')).toBeNull();
  });

  it('asks by mail, some days later and once, whether it is settled', async () => {
    const { host } = await town(open);
    const { request, code } = await ask(host);
    await finish(host, request);
    await finish(host, (await ask(host, { email: '' })).request);
    const { job, mail } = schema.for(host.house.db.read);
    const planned = () => host.house.db.read.select().from(job).where(eq(job.name, 'follow-up'));
    const [only, ...more] = await planned();
    expect(more).toEqual([]);
    expect(only?.dueAt).toBeGreaterThan(Date.now() + (FOLLOW_UP_DAYS - 1) * DAY);
    await host.house.db.write(async (tx) => {
      await tx
        .update(schema.for(tx).job)
        .set({ dueAt: Date.now() - 1 })
        .where(eq(schema.for(tx).job.name, 'follow-up'));
    });
    await host.drain();
    const asked = (await host.house.db.read.select().from(mail)).filter(({ subject }) =>
      subject.includes('réglé'),
    );
    expect(asked.map(({ to }) => to)).toEqual(['claire@exemple.fr']);
    expect(asked[0]?.text).toContain(`/suivi/${code}#suite`);

    const visitor = host.visit(FAVRIL);
    const page = await visitor.get(`/suivi/${code}`);
    const empty = await visitor.submit(page, {}, '/pas-regle');
    expect(empty.status).toBe(422);
    expect(await htmlErrors(empty.html)).toEqual([]);
    const again = await visitor.submit(page, { 'pas-regle': 'Rien n’est arrivé.' }, '/pas-regle');
    expect(said(again)).toContain('Rien n’est arrivé.');
    expect(said(again)).toContain('Pas réglée');
    expect((await visitor.submit(page, { 'pas-regle': 'Encore.' }, '/pas-regle')).status).toBe(409);
    // Done a second time, nobody is asked a second time.
    await finish(host, request);
    expect(await planned()).toEqual([]);
  });

  it('is not asked about after a long stop', async () => {
    const { host } = await town(open);
    await finish(host, (await ask(host)).request);
    await host.house.db.write(async (tx) => {
      const { job, requestFollowUp } = schema.for(tx);
      await tx.update(requestFollowUp).set({ at: Date.now() - (MOST_LATE_DAYS + 1) * DAY });
      await tx
        .update(job)
        .set({ dueAt: Date.now() - 1 })
        .where(eq(job.name, 'follow-up'));
    });
    await host.drain();
    const { mail } = schema.for(host.house.db.read);
    const sent = await host.house.db.read.select().from(mail);
    expect(sent.filter(({ subject }) => subject.includes('réglé'))).toEqual([]);
  });

  it('may be opened again and is closed by hand, whatever its channel', async () => {
    const { host, people } = await town(open);
    const { request, code } = await ask(host);
    await finish(host, request);
    const visitor = host.visit(FAVRIL);
    await visitor.submit(await visitor.get(`/suivi/${code}`), { 'pas-regle': 'Non.' }, '/pas-regle');
    const agent = await people.signIn('secretaire', FAVRIL);
    const desk = await agent.get(`/agent/demandes/${request.id}`);
    expect(said(desk)).toContain('Pas réglée');
    const closed = await agent.submit(desk, { issue: 'done', motif: 'C’est envoyé.' }, '/cloture');
    expect(said(closed)).not.toContain('Pas réglée</span>');
    expect(said(closed)).toContain('Traitée');
  });
});

describeEachHost('what people thought, on the desk', (open) => {
  async function rate(host: TestHost, slug: string, score: string, comment = '') {
    const { request, code } = await ask(host, { slug });
    await finish(host, request);
    const visitor = host.visit(FAVRIL);
    const page = await visitor.get(`/suivi/${code}`);
    const [, action = ''] = /action="(\/avis\/[^"]+)"/.exec(page.html) ?? [];
    await visitor.submit(page, { avis: score, commentaire: comment }, action);
  }

  it('is counted by service and month, for who operates it and for the commune', async () => {
    const { host, people } = await town(open);
    await rate(host, 'acte-de-naissance', 'very-good');
    await rate(host, 'acte-de-naissance', 'bad', '=cmd|trop long');
    await rate(host, 'encombrants', 'good', 'Madame Untel a été parfaite.');
    const commune = await people.signIn('secretaire', FAVRIL);
    const page = await commune.get('/agent/avis');
    expect(await htmlErrors(page.html)).toEqual([]);
    expect(said(page)).toContain('3 avis, 67 % de satisfaits');
    expect(said(await commune.get('/agent/avis?demarche=acte-de-naissance'))).toContain('2 avis, 50 %');
    expect((await commune.get('/agent/avis?demarche=cantine')).status).toBe(404);
    const epci = await people.signIn('epci', FAVRIL);
    expect(said(await epci.get('/agent/avis'))).toContain('1 avis, 100 %');
    const neighbour = await people.signIn('voisine', FAVRIL);
    expect(said(await neighbour.get('/agent/avis'))).toContain('Personne n’a encore donné son avis');

    const csv = (await commune.get('/agent/avis/export.csv')).html.split('\r\n').filter(Boolean);
    expect(csv).toHaveLength(4);
    expect(csv.join('\n')).toContain('Plutôt mal');
    expect(csv.join('\n')).not.toMatch(/[;"]=cmd/);
  });

  it('loses what tells of someone, by whoever may, and keeps the answer', async () => {
    const { host, people } = await town(open);
    await rate(host, 'acte-de-naissance', 'good', 'Madame Untel a été parfaite.');
    const advisor = await people.signIn('conseiller', FAVRIL);
    expect((await advisor.get('/agent/avis')).html).not.toContain('/masquer');
    const secretary = await people.signIn('secretaire', FAVRIL);
    const page = await secretary.get('/agent/avis');
    const [, action = ''] = /action="(\/agent\/avis\/[^"]+)"/.exec(page.html) ?? [];
    const neighbour = await people.signIn('voisine', FAVRIL);
    const forged = await neighbour.get('/agent/avis');
    const tried = {
      ...forged,
      html: page.html.replace(
        /name="csrf" value="[^"]*"/g,
        /name="csrf" value="[^"]*"/.exec(forged.html)?.[0] ?? '',
      ),
    };
    expect((await neighbour.submit(tried, {}, action)).status).toBe(404);
    const after = await secretary.submit(page, {}, action);
    expect(said(after)).not.toContain('Untel');
    expect(said(after)).toContain('1 avis, 100 %');
    const { audit } = schema.for(host.house.db.read);
    const lines = await host.house.db.read
      .select()
      .from(audit)
      .where(eq(audit.action, 'core.comment-hidden'));
    expect(lines).toHaveLength(1);
  });

  it('is erased when its time is over', async () => {
    const { host } = await town(open);
    await rate(host, 'acte-de-naissance', 'good');
    const purge = (before: number) =>
      host.inside(FAVRIL, 'core', async (tx) => (await ratingsRule.purge?.(tx, before)) ?? -1);
    expect(await purge(Date.now() - 40 * DAY)).toBe(0);
    expect(await purge(Date.now() + 40 * DAY)).toBe(1);
    expect(await purge(Date.now() + 40 * DAY)).toBe(1);
    expect(await purge(Date.now() + 40 * DAY)).toBe(0);
    expect(await rows(host)).toEqual([]);
  });
});

describe('the button of « Je donne mon avis »', () => {
  it('is taken with what it is documented to carry, and from the State only', () => {
    const at = 'https://jedonnemonavis.numerique.gouv.fr/Demarches';
    expect(opinionButton(`${at}/3661?button=3947&utm_source=x`)).toBe(`${at}/3661?button=3947`);
    expect(opinionButton(`${at}/123?&view-mode=formulaire-avis&nd_source=button&key=ab12`)).toBe(
      `${at}/123?view-mode=formulaire-avis&nd_source=button&key=ab12`,
    );
    for (const wrong of [
      'https://exemple.fr/Demarches/1',
      `${at}/`,
      'http://jedonnemonavis.numerique.gouv.fr/Demarches/1',
      'x',
    ])
      expect(opinionButton(wrong)).toBeNull();
  });
});
