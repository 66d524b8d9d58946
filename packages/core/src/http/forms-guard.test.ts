// What comes back when a form is not taken: all that was typed.

import { describeEachHost, openTown } from '@parvis/testing';
import { expect, it } from 'vitest';

const SITE = 'le-favril.localhost';

describeEachHost('the guard on forms', (open) => {
  it('gives a form back whose token is wrong, without its password, and takes it once it is sent again', async () => {
    const host = await open();
    await openTown(host);
    const visitor = host.visit(SITE);
    const typed = { identifiant: 'jeanne@exemple.fr', 'mot-de-passe': 'un mot de passe' };
    const back = await visitor.post('/connexion/mot-de-passe', { csrf: 'faux', ...typed });
    expect(back.status).toBe(403);
    expect(back.html).toContain('jeanne@exemple.fr');
    expect(back.html).not.toContain('un mot de passe');
    expect((await visitor.submit(back, {})).status).toBe(422);
  });

  it('holds back a flood from one address in plain words, and nobody else', async () => {
    const host = await open({ config: { trustProxy: true } });
    await openTown(host);
    const visitor = host.visit(SITE);
    const { html } = await visitor.get('/suivi');
    const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const send = (address: string, code: string) =>
      visitor.post('/suivi', { csrf, code }, { 'x-forwarded-for': address });
    for (let sent = 0; sent < 300; sent += 20)
      await Promise.all(Array.from({ length: 20 }, () => send('192.0.2.1', '')));
    const held = await send('192.0.2.1', 'KXTM');
    expect(held.status).toBe(429);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(held.html).toMatch(/Attendez (une minute|\d+\u00A0minutes)/);
    expect(held.html).toContain('value="KXTM"');
    expect((await send('192.0.2.2', '')).status).toBe(422);
  });
});
