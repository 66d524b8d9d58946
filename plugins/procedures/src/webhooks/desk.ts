// The software that a body has told of what happens: where, with which secret, and what was sent. For its administrators.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, type DeskRouter, PageError } from '@parvis/kit';
import { desc, eq, inArray, lt, newId, or } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { withArticle } from '@parvis/territory';
import { SHARED, tables } from '../schema.ts';
import { WEBHOOK_NAME } from '../workflow/actions/webhook.ts';
import { DELIVER } from './deliver.ts';
import { outgoingFrom, refusalOf } from './outgoing.ts';
import { secretOf } from './signature.ts';
import type { DeliveryState } from './tables.ts';

const HOME = '/agent/procedures/logiciels';
const PERMISSION = 'procedures.connect';
const SHOWN = 50;
/** Milliseconds: by then no job tries any more, whatever happened to it. */
const GIVEN_UP = 48 * 3_600_000;

const TARGET = fieldSet([
  {
    id: 'nom',
    type: 'text',
    label: 'Le nom du logiciel dans la démarche',
    subject: 'le nom du logiciel',
    help: 'Tel que la démarche l’écrit, comme logiciel-metier.',
    maxLength: 64,
  },
  {
    id: 'adresse',
    type: 'url',
    label: 'L’adresse qui reçoit les messages',
    subject: 'l’adresse',
    help: 'L’éditeur du logiciel vous la donne. Elle commence par https://.',
  },
]);

interface Returned {
  readonly errors: readonly FieldError[];
  readonly typed: Typed;
}

export function webhookRoutes(app: DeskRouter): void {
  app.get('/logiciels', (c) => webhooksPage(c.var.page));
  app.post('/logiciels', (c) => saveWebhook(c.var.page));
  app.post('/logiciels/retrait', (c) => dropWebhook(c.var.page));
  app.post('/logiciels/secret', (c) => renewSecret(c.var.page));
  app.post('/logiciels/renvoi', (c) => sendAgain(c.var.page));
}

async function webhooksPage(
  page: DeskCtx,
  returned: Returned = { errors: [], typed: {} },
): Promise<Response> {
  page.demand(PERMISSION);
  const { webhook, delivery } = tables.for(page.read);
  const { id: authorityId } = page.actor.authority;
  const set = await page.read
    .select()
    .from(webhook)
    .where(page.own(webhook, eq(webhook.authorityId, authorityId)))
    .orderBy(webhook.name);
  const sent = await page.read
    .select()
    .from(delivery)
    .where(page.own(delivery, eq(delivery.authorityId, authorityId)))
    .orderBy(desc(delivery.at), desc(delivery.id))
    .limit(SHOWN);
  const missing = (await namedSomewhere(page)).filter((name) => !set.some((one) => one.name === name));
  const [first] = missing;
  return page.page(
    'desk-webhooks',
    {
      authority: withArticle(page.actor.authority),
      action: HOME,
      set: set.map((one) => ({
        name: one.name,
        url: one.url,
        secret: secretOf(page, one),
        since: one.changedAt,
      })),
      missing,
      controls: toControls(TARGET.fields, {
        ...returned,
        ...(returned.errors.length === 0 && first !== undefined && { typed: { nom: first } }),
      }),
      errors: returned.errors,
      sent: sent.map((one) => ({
        id: one.id,
        reference: one.reference,
        webhook: one.webhook,
        at: one.at,
        state: STATES[one.state],
        answer: one.answer ?? '',
        again: one.state !== 'waiting' || one.at < page.now - GIVEN_UP,
      })),
    },
    { title: 'Logiciels reliés', status: returned.errors.length > 0 ? 422 : 200 },
  );
}

const STATES: Readonly<Record<DeliveryState, { readonly word: string; readonly tone: string }>> = {
  waiting: { word: 'À envoyer', tone: 'info' },
  delivered: { word: 'Reçu', tone: 'ok' },
  failed: { word: 'Non reçu', tone: 'warn' },
};

/** The names that the newest shared procedures give to a software. */
async function namedSomewhere(page: DeskCtx): Promise<readonly string[]> {
  const { version } = tables.for(page.read);
  const lines = await page.read
    .select({ definition: version.definition, procedureId: version.procedureId, line: version.line })
    .from(version)
    .where(page.own(version, inArray(version.line, [SHARED, page.actor.authority.id])))
    .orderBy(desc(version.number));
  const newest = new Map(
    lines.toReversed().map((one) => [`${one.procedureId} ${one.line}`, one.definition.workflow] as const),
  );
  const names = [...newest.values()].flatMap(({ transitions }) =>
    transitions.flatMap(({ actions = [] }) =>
      actions.flatMap((action) => (action.do === 'webhook' ? [action.to] : [])),
    ),
  );
  return [...new Set(names)].toSorted();
}

async function saveWebhook(page: DeskCtx): Promise<Response> {
  page.demand(PERMISSION);
  const today = localDay(page.site.zone, page.now);
  const outcome = readFields(TARGET, await page.body(), { today });
  if (!outcome.ok) return webhooksPage(page, outcome);
  const { nom, adresse } = outcome.values;
  const wrong = (fieldId: 'nom' | 'adresse', message: string): Promise<Response> => {
    const anchor = toControls(TARGET.fields).find(({ name }) => name === fieldId)?.id ?? '';
    const errors: readonly FieldError[] = [{ fieldId, code: 'invalid', message, anchor }];
    return webhooksPage(page, { errors, typed: outcome.typed });
  };
  if (!WEBHOOK_NAME.test(nom))
    return wrong(
      'nom',
      'Écrivez le nom en petites lettres, chiffres et traits d’union, comme logiciel-metier.',
    );
  const refused = refusalOf(adresse, outgoingFrom());
  if (refused !== null) return wrong('adresse', refused);
  const { id: authorityId } = page.actor.authority;
  await page.write(async (tx) => {
    const { webhook } = tables.for(tx.tx);
    await tx.tx
      .insert(webhook)
      .values({
        authorityId,
        name: nom,
        tenantId: tx.tenant.id,
        url: adresse,
        salt: newId(),
        changedAt: tx.now,
      })
      .onConflictDoUpdate({
        target: [webhook.authorityId, webhook.name],
        set: { url: adresse, changedAt: tx.now },
      });
    await tx.record('webhook-set', { kind: 'webhook', id: nom, details: { host: new URL(adresse).host } });
  });
  return page.seeOther(HOME);
}

async function dropWebhook(page: DeskCtx): Promise<Response> {
  const name = await webhookNamed(page);
  const { id: authorityId } = page.actor.authority;
  await page.write(async (tx) => {
    const { webhook } = tables.for(tx.tx);
    await tx.tx
      .delete(webhook)
      .where(tx.own(webhook, eq(webhook.authorityId, authorityId), eq(webhook.name, name)));
    await tx.record('webhook-dropped', { kind: 'webhook', id: name });
  });
  return page.seeOther(HOME);
}

async function renewSecret(page: DeskCtx): Promise<Response> {
  const name = await webhookNamed(page);
  const { id: authorityId } = page.actor.authority;
  await page.write(async (tx) => {
    const { webhook } = tables.for(tx.tx);
    await tx.tx
      .update(webhook)
      .set({ salt: newId(), changedAt: tx.now })
      .where(tx.own(webhook, eq(webhook.authorityId, authorityId), eq(webhook.name, name)));
    await tx.record('webhook-secret-renewed', { kind: 'webhook', id: name });
  });
  return page.seeOther(HOME);
}

/** The name of one that the body has set. */
async function webhookNamed(page: DeskCtx): Promise<string> {
  page.demand(PERMISSION);
  const name = (await page.body()).get('nom') ?? '';
  const { webhook } = tables.for(page.read);
  const [found] = await page.read
    .select({ name: webhook.name })
    .from(webhook)
    .where(page.own(webhook, eq(webhook.authorityId, page.actor.authority.id), eq(webhook.name, name)));
  if (found) return found.name;
  throw new PageError(404, 'Ce logiciel n’est pas relié', 'Quelqu’un l’a peut-être retiré entre-temps.', [
    { href: HOME, text: 'Voir les logiciels reliés' },
  ]);
}

async function sendAgain(page: DeskCtx): Promise<Response> {
  page.demand(PERMISSION);
  const id = (await page.body()).get('envoi') ?? '';
  const { id: authorityId } = page.actor.authority;
  const planned = await page.write(async (tx) => {
    const { delivery } = tables.for(tx.tx);
    const again = await tx.tx
      .update(delivery)
      .set({ state: 'waiting', tries: 0, answer: null })
      .where(
        tx.own(
          delivery,
          eq(delivery.id, id),
          eq(delivery.authorityId, authorityId),
          or(inArray(delivery.state, ['delivered', 'failed']), lt(delivery.at, page.now - GIVEN_UP)),
        ),
      )
      .returning({ requestId: delivery.requestId });
    const [first] = again;
    if (!first) return false;
    await tx.enqueue(DELIVER, { deliveryId: id });
    await tx.record('delivery-sent-again', { kind: 'request', id: first.requestId });
    return true;
  });
  if (planned) return page.seeOther(`${HOME}#envois`);
  throw new PageError(
    404,
    'Cet envoi n’existe pas',
    'Il est peut-être déjà en route, ou la demande est effacée.',
    [{ href: HOME, text: 'Voir les envois' }],
  );
}
