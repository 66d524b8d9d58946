// The contract's PageCtx: a public page of one site, for one plugin or for the host itself.

import { randomBytes } from 'node:crypto';
import { inputFrom } from '@parvis/forms';
import type { Actor, PageCtx, PageOptions, Service } from '@parvis/kit';
import { brandTokens } from '@parvis/theming';
import { keepUploads } from '../files/keep-uploads.ts';
import { withUploads } from '../files/uploads/sent-with.ts';
import type { House } from '../house.ts';
import type { SignedCitizen } from '../identity/index.ts';
import { drawPaper } from '../papers/draw-paper.ts';
import { footerOf, letterheadOf, withCounter } from '../papers/letterhead.ts';
import { paperAnswer } from '../papers/paper-answer.ts';
import { contextFor } from '../plugins/context.ts';
import { siteTag, tenantTag } from '../sites/directory.ts';
import { type FrameOptions, frameOf } from './frame.ts';
import { securityHeaders } from './security.ts';
import { triesOf } from './tries.ts';
import { addressOf, csrfOf, isHttps, localPath, type SiteVisit, visitorKey, visitorOf } from './visit.ts';

export interface PageStanding {
  readonly owner: string;
  readonly actor?: Actor;
  readonly service?: Service | null;
  /** What the desk's layout adds to the frame, on an agent's page. */
  readonly desk?: object;
}

/** What an account says, without where it came from. The address that was proven wins over one that was told. */
function knownFacts(citizen: SignedCitizen | null): PageCtx['known'] {
  if (!citizen) return {};
  const { identity, email } = citizen.account;
  const facts = Object.entries(identity).map(([name, { value }]) => [name, value] as const);
  return { ...Object.fromEntries(facts), ...(email && { email }) };
}

const NOBODY: Actor = { kind: 'citizen', id: null, name: null };

export function pageContext(
  house: House,
  c: SiteVisit,
  { owner, actor = actorOf(c), service = null, desk }: PageStanding,
): PageCtx {
  const snapshot = c.get('snapshot');
  const base = contextFor(house, { snapshot, actor, now: c.get('now'), address: addressOf(house, c) }, owner);
  const clock = house.pages.clock;
  // For someone who is signed in, any page may show what is theirs.
  let personal = actor.kind !== 'citizen' || actor.id !== null;
  return {
    ...base,
    service,
    known: actor.kind === 'citizen' ? knownFacts(c.get('citizen')) : {},
    get csrf() {
      personal = true;
      return csrfOf(house, c);
    },
    visitor(purpose) {
      personal = true;
      return visitorKey(house, visitorOf(house, c), owner, purpose);
    },
    tries: triesOf(house, c),
    colours() {
      const { light } = brandTokens(snapshot.brand);
      return { ground: light.accent, ink: light['accent-ink'] };
    },
    async body() {
      const body = c.get('body');
      return body ? withUploads(house, c, body) : inputFrom([]);
    },
    keep: (files) =>
      keepUploads(
        house,
        c,
        files.map((file) => file.id),
      ),
    page(view, model, options) {
      const page = rendered(house, c, `${owner}/${view}`, model, options, desk);
      const { cache } = options;
      const isTheirs = personal || page.personal || (options.status ?? 200) !== 200 || c.req.method !== 'GET';
      // Anyone can make up queries: keeping them would drive the real pages out.
      if (!cache || isTheirs || c.req.url.includes('?')) return page.answer();
      // Everything a site shows hangs on the site and on its tenant's catalogue.
      const tags = [siteTag(snapshot.site.id), tenantTag(snapshot.tenant.id), ...cache.tags];
      const until = Math.min(cache.until ?? Number.POSITIVE_INFINITY, snapshot.until);
      house.pages.put(pageKey(c.req.url), { html: page.html, headers: page.headers, tags, until }, clock);
      return page.answer();
    },
    async paper(paper, name) {
      const author = service?.operator ?? snapshot.site.authority;
      const bytes = await drawPaper(await letterheadOf(house, snapshot, author), {
        ...paper,
        blocks: withCounter(paper.blocks, author),
        footer: footerOf(author),
        at: base.now,
      });
      return paperAnswer(c, bytes, name, 'open');
    },
    seeOther: (path) => c.redirect(localPath(path), 303),
  };
}

/** The citizen as pages and plugins see them: who it is, and nothing of their session. */
function actorOf(c: SiteVisit): Actor {
  const citizen = c.get('citizen');
  return citizen ? { kind: 'citizen', id: citizen.id, name: citizen.name } : NOBODY;
}

/** The key of a page in the cache: its host, path and query, as the visitor wrote them. */
export function pageKey(url: string): string {
  return url.slice(url.indexOf('://') + 3);
}

/** A whole page of the site, and whether the view asked for what is the visitor's own. */
export function rendered(
  house: House,
  c: SiteVisit,
  view: string,
  model: object,
  options: PageOptions,
  desk?: object,
) {
  const snapshot = c.get('snapshot');
  const cacheable = options.cache !== undefined && c.req.method === 'GET';
  const nonce = cacheable ? undefined : randomBytes(16).toString('base64');
  const frameOptions: FrameOptions = { ...options, path: c.req.path, ...(nonce && { nonce }) };
  let personal = false;
  const frame = {
    ...frameOf(house, snapshot, frameOptions),
    ...desk,
    get csrf() {
      personal = true;
      return csrfOf(house, c);
    },
  };
  const html = house.theming.render(snapshot.site.theme, view, { frame, page: model });
  const headers = htmlHeaders(house, c, snapshot.site.demo, nonce, options);
  return {
    html,
    headers,
    get personal() {
      return personal;
    },
    answer(): Response {
      const kept = cacheable && !personal;
      return c.body(html, options.status ?? 200, {
        ...headers,
        'cache-control': kept ? 'public, max-age=0, must-revalidate' : 'private, no-store',
      });
    },
  };
}

export function htmlHeaders(
  house: House,
  c: SiteVisit,
  demo: boolean,
  nonce?: string,
  {
    leadsTo,
    asksPlace = false,
    framesFiles = false,
  }: Pick<PageOptions, 'leadsTo' | 'asksPlace' | 'framesFiles'> = {},
): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    ...securityHeaders({
      https: isHttps(house, c),
      ...(nonce && { nonce }),
      ...(leadsTo && { leadsTo }),
      asksPlace,
      framesFiles,
      ...(asksPlace && house.config.map && { tiles: new URL(house.config.map.tiles).origin }),
    }),
    ...(demo && { 'x-robots-tag': 'noindex, nofollow' }),
  };
}
