// What is kept about one person: shown, handed over, erased. Each time it is said who did it, for whom and why.

import { type FieldError, fieldSet, type Input, readFields, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, type Html, PageError, type PersonData, toHtml } from '@parvis/kit';
import type { AuditEntry } from '../../audit/log.ts';
import type { House } from '../../house.ts';
import type { SiteVisit } from '../../http/visit.ts';
import { type CitizenAccount, citizenName } from '../../identity/citizens.ts';
import { archiveOf, partsOf } from '../../privacy/archive.ts';
import { emailsOf, erasePerson } from '../../privacy/erase.ts';
import { accountById, type FoundRequest, requestsAmong } from '../../privacy/find-person.ts';
import { readableValue } from '../../privacy/readable.ts';
import { poolerOf } from '../../privacy/responsible.ts';
import { rulesToRead } from '../../privacy/rules.ts';
import { isOpen } from '../../requests/status.ts';
import { localDay } from '../../sites/opening-hours.ts';
import type { SiteSnapshot } from '../../sites/snapshot.ts';
import { PERSON_ADDRESS } from './person-search.ts';

const HANDING = fieldSet([
  {
    id: 'motif-remise',
    type: 'text',
    label: 'Qui l’a demandé, quand, et comment vous avez vérifié son identité',
    subject: 'qui l’a demandé',
    example: 'lettre du 3 mars, carte d’identité vue à l’accueil',
    maxLength: 500,
  },
]);

const ERASURE = fieldSet([
  {
    id: 'motif-effacement',
    type: 'text',
    label: 'Pourquoi ces données sont effacées',
    subject: 'la raison',
    help: 'La raison reste dans le journal, sans les données.',
    example: 'demande de la personne du 3 mars, dossier clos',
    maxLength: 500,
  },
  {
    id: 'quand-meme',
    type: 'choices',
    label: 'Demandes encore en cours',
    options: [{ value: 'oui', label: 'Les effacer aussi\u00A0: elles seront annulées' }],
    optional: true,
  },
  {
    id: 'certain',
    type: 'choices',
    label: 'Confirmation',
    options: [{ value: 'oui', label: 'J’ai compris que rien ne pourra être retrouvé' }],
    error: { missing: 'Cochez la case pour confirmer.' },
  },
]);

/** What the audit log says of it. */
const EXPORTED = 'privacy.exported';
const ERASED = 'privacy.erased';

interface Dossier {
  readonly requests: readonly FoundRequest[];
  readonly account: CitizenAccount | null;
}

interface Returned {
  readonly form: 'handing' | 'erasure';
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

/** What the agent ticked, of what the authority answers for. */
async function dossierOf(ctx: DeskCtx, snapshot: SiteSnapshot, body: Input): Promise<Dossier> {
  ctx.demand('privacy.answer');
  const { authority } = ctx.actor;
  const tenantId = ctx.tenant.id;
  const requests = await requestsAmong(
    ctx.read,
    { tenantId, authorityId: authority.id },
    body.getAll('demande'),
  );
  const accountId = body.get('compte');
  const account =
    accountId && poolerOf(snapshot).id === authority.id
      ? await accountById(ctx.read, tenantId, accountId)
      : null;
  if (requests.length === 0 && !account) {
    throw new PageError(
      400,
      'Rien n’est coché',
      'Cochez au moins une demande ou le compte de la personne, ou faites une autre recherche.',
      [{ href: PERSON_ADDRESS, text: 'Revenir à la recherche' }],
    );
  }
  if (requests.length > 0)
    ctx.looked(
      'request',
      requests.map(({ id }) => id),
    );
  if (account) ctx.looked('citizen', [account.id]);
  return { requests, account };
}

function personOf({ requests, account }: Dossier): PersonData {
  return { citizenId: account?.id ?? null, requests, emails: emailsOf(account, requests) };
}

export async function dossierPage(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  returned?: Returned,
): Promise<Response> {
  const dossier = await dossierOf(ctx, snapshot, await ctx.body());
  const state = (form: Returned['form']) => (returned?.form === form ? returned : {});
  const { requests, account } = dossier;
  return ctx.page(
    'desk-privacy-person',
    {
      back: PERSON_ADDRESS,
      errors: returned?.errors ?? [],
      sections: await sectionsOf(house, ctx, snapshot, personOf(dossier)),
      carried: { requests: requests.map(({ id }) => id), account: account?.id ?? null },
      open: requests.filter(({ status }) => isOpen(status)).map(({ reference }) => reference),
      handing: {
        action: `${PERSON_ADDRESS}/archive`,
        controls: toControls(HANDING.fields, state('handing')),
      },
      erasure: {
        action: `${PERSON_ADDRESS}/effacement`,
        // Whether to erase what is open is asked only where something is.
        controls: toControls(ERASURE.fields, state('erasure')).filter(
          ({ name }) => name !== 'quand-meme' || requests.some(({ status }) => isOpen(status)),
        ),
      },
    },
    {
      title: `Ce que nous gardons sur ${nameOf(dossier)}`,
      status: returned ? 422 : 200,
    },
  );
}

function nameOf({ requests, account }: Dossier): string {
  const name = requests[0]?.requester.name ?? (account && citizenName(account.identity));
  return name ?? account?.email ?? 'cette personne';
}

interface Section {
  readonly title: string;
  readonly parts: readonly { readonly title: string; readonly html: Html }[];
}

async function sectionsOf(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  person: PersonData,
): Promise<readonly Section[]> {
  const standing = { snapshot, actor: ctx.actor, now: ctx.now };
  const sections: Section[] = [];
  for (const owned of rulesToRead(house)) {
    const parts = [];
    for await (const { title, data } of partsOf(house, standing, owned, person))
      parts.push({ title, html: toHtml(readableValue(data, ctx.site.zone)) });
    if (parts.length > 0) sections.push({ title: owned.rule.what, parts });
  }
  return sections;
}

export async function handOver(
  house: House,
  c: SiteVisit,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
): Promise<Response> {
  const body = await ctx.body();
  const outcome = readFields(HANDING, body, { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return dossierPage(house, ctx, snapshot, { form: 'handing', ...outcome });
  const dossier = await dossierOf(ctx, snapshot, body);
  const reason = outcome.values['motif-remise'];
  await house.audit.record(entriesOf(ctx, dossier, EXPORTED, { reason }));
  const standing = { snapshot, actor: ctx.actor, now: ctx.now };
  return zipResponse(
    c,
    await archiveOf(house, standing, personOf(dossier)),
    `donnees-${localDay(ctx.site.zone, ctx.now)}.zip`,
  );
}

/** A zip that is made while it goes out. */
export function zipResponse(c: SiteVisit, content: ReadableStream<Uint8Array>, name: string): Response {
  return c.body(content, 200, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
}

export async function eraseDossier(house: House, ctx: DeskCtx, snapshot: SiteSnapshot): Promise<Response> {
  const body = await ctx.body();
  const outcome = readFields(ERASURE, body, { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return dossierPage(house, ctx, snapshot, { form: 'erasure', ...outcome });
  const { 'motif-effacement': reason, 'quand-meme': ticked = [] } = outcome.values;
  const anyway = ticked.includes('oui');
  const dossier = await dossierOf(ctx, snapshot, body);
  const place = { tenantId: ctx.tenant.id, authorityId: ctx.actor.authority.id };
  const erased = await house.db.write(async (tx) => {
    // As they are in this very transaction: someone may have taken one up again meanwhile.
    const requests = await requestsAmong(
      tx,
      place,
      dossier.requests.map(({ id }) => id),
    );
    if (!anyway && requests.some(({ status }) => isOpen(status))) return false;
    const current = { ...dossier, requests };
    await erasePerson(house, { snapshot, actor: ctx.actor, now: ctx.now }, tx, personOf(current));
    await house.audit.append(tx, entriesOf(ctx, current, ERASED, { reason, anyway }));
    return true;
  });
  if (erased) return ctx.seeOther(`${PERSON_ADDRESS}?efface=1`);
  const [control] = toControls(ERASURE.fields).filter(({ name }) => name === 'quand-meme');
  const error: FieldError = {
    fieldId: 'quand-meme',
    code: 'missing',
    message: 'Une demande est encore en cours. Attendez sa clôture, ou cochez pour l’effacer aussi.',
    anchor: control?.id ?? '',
  };
  return dossierPage(house, ctx, snapshot, { form: 'erasure', typed: outcome.typed, errors: [error] });
}

/** A line for each request and for the account, so that each is found by what it is about. */
function entriesOf(
  ctx: DeskCtx,
  { requests, account }: Dossier,
  action: string,
  details: Readonly<Record<string, unknown>>,
): readonly AuditEntry[] {
  const common = { tenantId: ctx.tenant.id, siteId: ctx.site.id, actor: ctx.actor, action, at: ctx.now };
  return [
    ...requests.map(({ id, citizenId }) => ({
      ...common,
      subject: { kind: 'request', id, citizenId, details },
    })),
    ...(account
      ? [{ ...common, subject: { kind: 'citizen', id: account.id, citizenId: account.id, details } }]
      : []),
  ];
}
