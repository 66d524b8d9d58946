// Where plugin code stands: the contract's Ctx, bound to one site, one tenant, one actor and one plugin.

import { type AnyColumn, DbConstraintError, newId, ofTenant, type SQL, type Tx } from '@parvis/db';
import {
  type Actor,
  type AuditSubject,
  CodedError,
  type Ctx,
  type Events,
  type OwnedTable,
  type RequestReader,
  type TxCtx,
} from '@parvis/kit';
import { seal } from '../config.ts';
import { attachFiles, filesByIds } from '../files/rows.ts';
import type { House } from '../house.ts';
import { enqueueTelling } from '../mail/tell.ts';
import { writeLetter } from '../papers/letter.ts';
import { askPayment, cancelDue, paymentsOf, toPayment } from '../payments/ledger.ts';
import { planFollowUp } from '../ratings/follow-up.ts';
import { trackingCode } from '../requests/codes.ts';
import { leastBusy } from '../requests/colleagues-of.ts';
import {
  addEntry,
  moveRequest,
  ONCE_CONSTRAINT,
  openRequest,
  openRequestsAt,
  requestByCode,
  requestById,
  requestByOnce,
  requestsOfCitizen,
} from '../requests/ledger.ts';
import { addRemark, sayToCitizen, signature } from '../requests/speak.ts';
import { serviceWriter } from '../services/service-writer.ts';
import { shareRequest, unshareRequest } from '../sharing/sharing.ts';
import { localDay } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';

/** For whom a piece of code runs, and when. */
export interface Standing {
  readonly snapshot: SiteSnapshot;
  readonly actor: Actor;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The visitor's network address, for the audit log; none for a job. */
  readonly address?: string;
}

/** The context of a plugin's code (`owner`), or of the host's own (`core`). */
export function contextFor(house: House, standing: Standing, owner: string): Ctx {
  return {
    ...common(house, standing, owner),
    read: house.db.read,
    requests: requestReader(house, standing, house.db.read),
    files: { byIds: (ids) => filesByIds(house.db.read, standing.snapshot.tenant.id, ids) },
    write: (work) => writeOnce(house, (tx) => work(txContextFor(house, standing, owner, tx))),
  };
}

/** Of two sendings of one form that arrive at once, the second finds the request that the first opened. */
async function writeOnce<T>(house: House, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await house.db.write(work);
  } catch (error) {
    if (error instanceof DbConstraintError && error.constraint === ONCE_CONSTRAINT)
      return house.db.write(work);
    throw error;
  }
}

function common(house: House, { snapshot, actor, now }: Standing, owner: string) {
  return {
    tenant: snapshot.tenant,
    site: snapshot.site,
    actor,
    now,
    authorities: [...snapshot.authorities.values()],
    services: snapshot.services,
    own: (table: OwnedTable, ...conditions: readonly (SQL | undefined)[]) =>
      ofTenant(table.tenantId as AnyColumn, snapshot.tenant.id, ...conditions),
    view: (name: string, page: object) =>
      house.theming.render(snapshot.site.theme, `${owner}/${name}`, { page }),
    texts: house.texter !== null,
    url: (path: string) => snapshot.site.origin + path,
    seal: (purpose: string, value: string) => seal(house.config.secret, `${owner}:${purpose}`, value),
    lock: (purpose: string, plain: string) => house.vault.lock(`${owner}:${purpose}`, plain),
    unlock: (purpose: string, locked: string) => house.vault.unlock(`${owner}:${purpose}`, locked),
  };
}

function requestReader(house: House, { snapshot, actor }: Standing, reader: Ctx['read']): RequestReader {
  const { secret } = house.config;
  return {
    byCode: (code) => requestByCode(reader, secret, snapshot.tenant.id, code),
    byOnce: (once) => requestByOnce(reader, secret, snapshot, once),
    byId: (id) => requestById(reader, snapshot.tenant.id, id),
    openAt: (operatorId, serviceIds, options) =>
      openRequestsAt(reader, snapshot.tenant.id, operatorId, serviceIds, options),
    codeOf: (id) => trackingCode(secret, id),
    mine: async () =>
      actor.kind === 'citizen' && actor.id !== null
        ? requestsOfCitizen(reader, snapshot.tenant.id, actor.id)
        : [],
  };
}

/** The same inside a transaction, with what only a transaction can do. */
export function txContextFor(house: House, standing: Standing, owner: string, tx: Tx): TxCtx {
  const { snapshot, actor, now, address } = standing;
  const tenantId = snapshot.tenant.id;
  const { secret } = house.config;
  const job = (by: string, name: string, payload: unknown, dueAt = now) => ({
    owner: by,
    name,
    siteId: snapshot.site.id,
    payload,
    dueAt,
  });
  const enqueue = (...asked: Parameters<typeof job>) => house.jobs.enqueue(tx, job(...asked));

  const record = (action: string, subject: AuditSubject) =>
    house.audit.append(tx, [
      { tenantId, siteId: snapshot.site.id, actor, action, subject, at: now, ...(address && { address }) },
    ]);

  const context: TxCtx = {
    ...common(house, standing, owner),
    tx,
    files: {
      byIds: (ids) => filesByIds(tx, tenantId, ids),
      attach: (ids, requestId) => attachFiles(tx, tenantId, ids, requestId),
    },
    requests: {
      ...requestReader(house, standing, tx),
      async open(wanted) {
        const id = newId();
        const made = await openRequest(tx, secret, snapshot, wanted, {
          id,
          code: trackingCode(secret, id),
          now,
          citizenId: actor.kind === 'citizen' ? actor.id : null,
          ...(actor.kind === 'agent' && { agent: signature(actor) }),
        });
        if (made.fresh) {
          await record('request.opened', { kind: 'request', id: made.request.id });
          await context.publish('request.opened', { request: made.request });
          const payload = { requestId: made.request.id };
          await house.jobs.enqueueAll(tx, [job('core', 'receipt', payload), job('core', 'notice', payload)]);
        }
        return { ...made, code: trackingCode(secret, made.request.id) };
      },
      async move(id, from, to, text, changes) {
        const before = await requestById(tx, tenantId, id);
        const request = await moveRequest(tx, tenantId, {
          id,
          from,
          to,
          text,
          at: now,
          ...(changes && { changes }),
          ...signature(actor),
        });
        if (!before || !request) return false;
        await record('request.moved', {
          kind: 'request',
          id,
          citizenId: request.citizenId,
          details: { from: before.status, to },
        });
        if (to === 'cancelled' || to === 'refused') await cancelDue(tx, tenantId, id);
        if (to === 'done') await planFollowUp(house, tx, request, now);
        await context.publish('request.moved', { request, from: before.status });
        // What was called off is confirmed like what was asked for: the channel writes the letter for the status it finds.
        if (to === 'cancelled') await enqueue('core', 'receipt', { requestId: id });
        return true;
      },
      say: (id, message) => sayToCitizen(house, standing, tx, id, message),
      send: (id, message, { by = 'mail', at = now, about = null } = {}) =>
        enqueue('core', 'channel-message', { requestId: id, message, by, about }, at),
      letter: (id, letter) => writeLetter(house, standing, tx, id, letter),
      notify: (id, to, message) => enqueue('core', 'notify', { requestId: id, to, ...message }),
      remark: (id, text) => addRemark(tx, { snapshot, actor, now }, id, text),
      async leastBusy(id, role) {
        const request = await requestById(tx, tenantId, id);
        const today = localDay(snapshot.site.zone, now);
        return request && leastBusy(tx, { tenantId, authorityId: request.operatorId, role, today });
      },
      share: (id, authorityId, options) =>
        shareRequest(tx, { snapshot, now, record }, id, authorityId, options),
      unshare: (id, authorityId) => unshareRequest(tx, { snapshot, now, record }, id, authorityId),
      note: (id, text) => addEntry(tx, { id, tenantId }, { at: now, text, ...signature(actor) }),
    },
    payments: {
      of: async (requestId) => (await paymentsOf(tx, tenantId, requestId)).map(toPayment),
      ask: (requestId, wanted) => askPayment(house, standing, tx, requestId, wanted),
    },
    catalogue: serviceWriter(tx, snapshot, record),
    async enqueue(name, payload, options = {}) {
      if (!house.plugins.byName.get(owner)?.jobs?.[name]) {
        throw new CodedError(
          'PARVIS_JOB_UNKNOWN',
          `The plugin "${owner}" enqueues "${name}", which is not one of its jobs.`,
          'Declare it under `jobs` in the plugin.',
        );
      }
      await enqueue(owner, name, payload, options.at ?? now);
    },
    tell: (to, message, until) => enqueueTelling(house, tx, standing, { to, message, until }),
    publish: (event, payload) => publish(house, standing, tx, event, payload),
    touch: (...tags) => tx.touch(...tags),
    record: (action, subject) => record(`${owner}.${action}`, subject),
  };
  return context;
}

/** Runs each plugin's handler of an event, in the plugins' order, in the transaction that publishes it. */
export async function publish<E extends keyof Events>(
  house: House,
  standing: Standing,
  tx: Tx,
  event: E,
  payload: Events[E],
): Promise<void> {
  for (const plugin of house.plugins.all) {
    await plugin.on?.[event]?.(txContextFor(house, standing, plugin.name, tx), payload);
  }
}
