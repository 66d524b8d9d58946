// « Mes données »: a copy of everything, and the end of the account. Both ask for a fresh sign-in, so that a telephone left on
// a table gives neither.

import { type FieldError, fieldSet, readFields, toControls } from '@parvis/forms';
import type { PersonData } from '@parvis/kit';
import { Hono } from 'hono';
import { zipResponse } from '../admin/privacy/person-file.ts';
import type { House } from '../house.ts';
import type { SitePage } from '../http/site-app.ts';
import type { SiteEnv } from '../http/visit.ts';
import { citizenEntry } from '../identity/citizen-audit.ts';
import type { SignedCitizen } from '../identity/index.ts';
import { doorTo } from '../identity/sign-in/return-path.ts';
import { archiveOf } from '../privacy/archive.ts';
import { emailsOf, erasePerson } from '../privacy/erase.ts';
import { requestsOfAccount } from '../privacy/find-person.ts';
import { FAREWELL } from '../privacy/privacy-jobs.ts';
import { DAY, keepDaysOf, sayDays } from '../privacy/rules.ts';
import { isOpen, statusWords } from '../requests/status.ts';
import { localDay } from '../sites/opening-hours.ts';
import { inSpace, type SpaceVisit, spacePage } from './visit.ts';

const PATH = '/mon-espace/donnees';
const ENDING = `${PATH}/suppression`;

/** Milliseconds for which a sign-in is fresh. */
const FRESH = 15 * 60_000;

const CONFIRMATION = fieldSet([
  {
    id: 'compris',
    type: 'choices',
    label: 'Confirmation',
    options: [{ value: 'oui', label: 'J’ai compris que mon compte ne pourra pas être retrouvé' }],
    error: { missing: 'Cochez la case pour confirmer, ou revenez en arrière.' },
  },
]);

export function dataRoutes(house: House, page: SitePage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get(
    '/',
    inSpace(house, page, (visit) => dataPage(visit)),
  );
  app.post('/archive', inSpace(house, page, sendArchive));
  app.get(
    '/suppression',
    inSpace(house, page, (visit) => endingPage(visit)),
  );
  app.post('/suppression', inSpace(house, page, endAccount));
  // Whoever is sent here is signed in no more.
  app.get('/au-revoir', (c) => page(c).page('space-data-gone', {}, { title: 'Votre compte est effacé' }));
  return app;
}

function isFresh({ ctx, me }: SpaceVisit): boolean {
  return ctx.now - me.session.startedAt <= FRESH;
}

async function dataPage(visit: SpaceVisit): Promise<Response> {
  const { ctx, me, house } = visit;
  const requests = await requestsOfAccount(house.db.read, ctx.tenant.id, me.id);
  return spacePage(
    visit,
    'space-data',
    {
      requests: requests.length,
      fresh: isFresh(visit),
      archive: `${PATH}/archive`,
      ending: ENDING,
      door: doorTo(PATH),
    },
    { title: 'Mes données' },
  );
}

async function sendArchive(visit: SpaceVisit): Promise<Response> {
  const { house, c, ctx, me, snapshot } = visit;
  if (!isFresh(visit)) return ctx.seeOther(PATH);
  const requests = await requestsOfAccount(house.db.read, ctx.tenant.id, me.id);
  await house.audit.record([citizenEntry(house, c, me, 'citizen.data-exported', { id: me.id })]);
  const person: PersonData = { citizenId: me.id, requests, emails: emailsOfAccount(me) };
  const standing = { snapshot, actor: ctx.actor, now: ctx.now };
  const name = `mes-donnees-${localDay(ctx.site.zone, ctx.now)}.zip`;
  return zipResponse(c, await archiveOf(house, standing, person), name);
}

function emailsOfAccount({ account }: SignedCitizen): readonly string[] {
  return [...emailsOf(account, []), ...emailsOf({ email: account.identity.email?.value ?? null }, [])];
}

async function endingPage(visit: SpaceVisit, errors: readonly FieldError[] = []): Promise<Response> {
  const { house, ctx, me, snapshot } = visit;
  const requests = await requestsOfAccount(house.db.read, ctx.tenant.id, me.id);
  const services = new Map(snapshot.services.map((one) => [one.id, one]));
  return spacePage(
    visit,
    'space-data-ending',
    {
      errors,
      action: ENDING,
      back: PATH,
      fresh: isFresh(visit),
      door: doorTo(ENDING),
      email: me.account.email,
      controls: toControls(CONFIRMATION.fields, { errors }),
      requests: requests.map(({ title, reference, status, serviceId, movedAt }) => {
        const days = keepDaysOf(services.get(serviceId ?? '') ?? { sheet: NO_SHEET });
        return {
          title,
          reference,
          status: statusWords(status).word,
          until: isOpen(status) ? null : movedAt + days * DAY,
          after: sayDays(days),
        };
      }),
    },
    { title: 'Supprimer mon compte', status: errors.length > 0 ? 422 : 200 },
  );
}

/** Of a service that this site does not show: what is usual. */
const NO_SHEET = { who: '', need: [], cost: '', delay: '' } as const;

async function endAccount(visit: SpaceVisit): Promise<Response> {
  const { house, c, ctx, me, snapshot } = visit;
  if (!isFresh(visit)) return ctx.seeOther(ENDING);
  const outcome = readFields(CONFIRMATION, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return endingPage(visit, outcome.errors);
  const emails = emailsOfAccount(me);
  await house.db.write(async (tx) => {
    await erasePerson(house, { snapshot, actor: ctx.actor, now: ctx.now }, tx, {
      citizenId: me.id,
      requests: [],
      emails,
    });
    await house.audit.append(tx, [citizenEntry(house, c, me, 'citizen.account-erased', { id: me.id })]);
    const [to] = emails;
    if (to === undefined) return;
    await house.jobs.enqueue(tx, {
      owner: 'core',
      name: 'account-erased',
      siteId: ctx.site.id,
      payload: { to: house.vault.lock(FAREWELL, to) },
      dueAt: ctx.now,
    });
  });
  await house.citizens.signOut(c);
  return ctx.seeOther(`${PATH}/au-revoir`);
}
