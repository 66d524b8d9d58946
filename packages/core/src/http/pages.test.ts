// What the host answers, whatever the page: errors, headers, kept pages.

import { eq } from '@parvis/db';
import { describeEachHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';
import { schema } from '../schema.ts';
import { siteTag } from '../sites/directory.ts';

const SITE = 'le-favril.localhost';

describeEachHost('the pages of a site', (open) => {
  it('are served on the host names of the site, and on no other', async () => {
    const host = await open();
    await openTown(host);
    expect((await host.visit(SITE).get('/')).html).toContain('Le Favril');
    for (const name of ['favril.localhost', 'le-favril.localhost.exemple.fr', 'exemple.fr', '127.0.0.1']) {
      const answer = await host.visit(name).get('/');
      expect(answer.status, name).toBe(404);
      expect(answer.html).not.toContain('Favril');
    }
  });

  it('carry no inline code, and a policy that refuses any', async () => {
    const host = await open();
    await openTown(host);
    for (const path of ['/', '/suivi', '/agent/connexion', '/nulle-part']) {
      const { html, headers } = await host.visit(SITE).get(path);
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle="|\son[a-z]+="|<style/);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('made for one visitor have a nonce of their own, and are kept nowhere', async () => {
    const host = await open();
    await openTown(host);
    const nonce = async () => {
      const { html, headers } = await host.visit(SITE).get('/suivi');
      expect(headers.get('cache-control')).toBe('private, no-store');
      const [, given = ''] = /'nonce-([^']+)'/.exec(headers.get('content-security-policy') ?? '') ?? [];
      expect(html).toContain(`nonce="${given}"`);
      return given;
    };
    expect(await nonce()).not.toBe(await nonce());
  });

  it('are kept for everyone when they are nobody’s, and dropped by the write that changes them', async () => {
    const host = await open();
    await openTown(host);
    const visitor = host.visit(SITE);
    const first = await visitor.get('/demarches');
    const again = await visitor.get('/demarches');
    expect(first.headers.get('set-cookie')).toBeNull();
    expect(again.headers.get('etag')).not.toBeNull();
    const known = await visitor.get('/demarches', { 'if-none-match': again.headers.get('etag') ?? '' });
    expect(known.status).toBe(304);

    await host.house.db.write(async (tx) => {
      const { site } = schema.for(tx);
      const [row] = await tx
        .update(site)
        .set({ name: 'Le Favril-Neuf' })
        .where(eq(site.slug, 'le-favril'))
        .returning();
      tx.touch(siteTag(row?.id ?? ''));
    });
    expect((await visitor.get('/demarches')).html).toContain('Le Favril-Neuf');
  });

  it('are not kept under made-up queries', async () => {
    const host = await open();
    await openTown(host);
    const visitor = host.visit(SITE);
    await visitor.get('/demarches?x=1');
    expect((await visitor.get('/demarches?x=1')).headers.get('etag')).toBeNull();
  });

  it('say what went wrong without saying how', async () => {
    const host = await open();
    await openTown(host);
    const visitor = host.visit(SITE);
    const missing = await visitor.get('/nulle-part');
    expect([missing.status, missing.html.includes('Cette page n’existe pas')]).toEqual([404, true]);
    expect((await visitor.get('/demarches/rien')).status).toBe(404);
    const posted = await visitor.post('/suivi', { code: 'x' }, { 'sec-fetch-site': 'same-origin' });
    expect(posted.status).toBe(403);
    expect((await visitor.post('/suivi', { code: 'x' }, { origin: 'https://exemple.fr' })).html).toContain(
      'autre site',
    );
  });

  it('tell machines whether the process is well', async () => {
    const host = await open();
    expect((await host.visit('10.0.0.1').get('/healthz')).status).toBe(200);
    expect((await host.visit('10.0.0.1').get('/readyz')).status).toBe(200);
  });
});
