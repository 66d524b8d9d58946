import { type Context, Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { handsOver, routeTable } from './route-table.ts';

const answer = (c: Context) => c.text('ok');

describe('the table of routes', () => {
  it('goes on where a handler hands over, under its path and in its owner’s name', async () => {
    const plugin = new Hono().get('/', answer).get('/:id', answer).post('/:id/suppression', answer);
    const desk = new Hono();
    const handle = handsOver((c: Context) => answer(c), { owner: 'bins', routes: plugin.routes });
    desk.all('/bins', handle).all('/bins/*', handle);
    const site = new Hono().get('/', answer);
    const later = new Hono().route('/agent', desk);
    const root = new Hono().get('/healthz', answer);
    root.all(
      '*',
      handsOver(
        (c: Context) => answer(c),
        { area: 'site', routes: site.routes },
        { area: 'site', routes: async () => later.routes },
      ),
    );
    expect(await routeTable(root)).toEqual([
      { method: 'GET', path: '/', owner: 'core', area: 'site' },
      { method: 'GET', path: '/agent/bins', owner: 'bins', area: 'desk' },
      { method: 'GET', path: '/agent/bins/:id', owner: 'bins', area: 'desk' },
      { method: 'POST', path: '/agent/bins/:id/suppression', owner: 'bins', area: 'desk' },
      { method: 'GET', path: '/healthz', owner: 'core', area: 'process' },
    ]);
  });

  it('leaves out middleware, also where an app has an error page of its own', async () => {
    const inner = new Hono().get('/page', answer);
    inner.use(async (_c, next) => next());
    inner.onError((_error, c) => c.text('broken', 500));
    const routes = await routeTable(new Hono().route('/a', inner));
    expect(routes.map(({ path }) => path)).toEqual(['/a/page']);
  });

  it('shows a handler for everything that does not say where it leads', async () => {
    const [route] = await routeTable(new Hono().all('/x/*', answer));
    expect(route).toMatchObject({ method: 'ALL', path: '/x/*' });
  });
});
