// What the page of a request asks its citizen at the end: how it went, and whether it is settled.

import { eq } from '@parvis/db';
import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type CitizenRequest, type PageCtx, PageError } from '@parvis/kit';
import type { House } from '../house.ts';
import { txContextFor } from '../plugins/context.ts';
import type { Reached } from '../requests/citizen-pages.ts';
import { addMessage } from '../requests/ledger.ts';
import { isOpen } from '../requests/status.ts';
import { schema } from '../schema.ts';
import { localDay } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { ratingControls } from './rating-form.ts';
import { isUsed, ratingAddress } from './rating-pages.ts';
import { ratingToken, readRatingToken } from './token.ts';
import { RATING_DAYS, type RatingStage } from './words.ts';

const DAY = 86_400_000;
/** Days after the end for which a citizen may say that it is not settled. */
const UNSETTLED_DAYS = 60;
/** Where a request stands that its citizen opened again. */
export const UNSETTLED_STEP = 'Pas réglée';

const UNSETTLED = fieldSet([
  {
    id: 'pas-regle',
    type: 'textarea',
    label: 'Qu’est-ce qui n’est pas réglé\u202F?',
    help: 'La demande s’ouvre de nouveau, et la personne qui la suit le lit.',
    maxLength: 4_000,
  },
]);

export interface RequestDays {
  readonly movedAt: number;
  readonly dueAt: number | null;
}

export async function daysOf(ctx: PageCtx, { id, openedAt }: CitizenRequest): Promise<RequestDays> {
  const { request } = schema.for(ctx.read);
  const [row] = await ctx.read
    .select({ movedAt: request.movedAt, dueAt: request.dueAt })
    .from(request)
    .where(ctx.own(request, eq(request.id, id)));
  return row ?? { movedAt: openedAt, dueAt: null };
}

/** The question how it went, while it may still be answered; null where it was, or is not to be asked. */
export async function ratingBlock(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  request: CitizenRequest,
  { movedAt }: RequestDays,
) {
  const { secret } = house.config;
  const service = snapshot.services.find(({ id }) => id === request.serviceId);
  const stage = stageOf(request);
  if (!service || !stage || request.siteId !== snapshot.site.id) return null;
  const since = stage === 'sent' ? request.openedAt : movedAt;
  if (ctx.now - since > RATING_DAYS[stage] * DAY) return null;
  const token = ratingToken(secret, request, service.id, stage);
  const pass = readRatingToken(secret, snapshot.site.id, token);
  if (!pass || (await isUsed(house, pass))) return null;
  return {
    action: ratingAddress(token),
    controls: ratingControls(stage),
    opinion: service.sheet.opinion ?? null,
  };
}

function stageOf({ status }: CitizenRequest): RatingStage | null {
  if (status === 'done' || status === 'refused') return 'closed';
  return status === 'received' ? 'sent' : null;
}

/** An appointment that took place is not opened again: another is made. */
function mayReopen({ status, channel }: CitizenRequest, { movedAt }: RequestDays, now: number): boolean {
  return status === 'done' && channel !== 'appointment' && now - movedAt <= UNSETTLED_DAYS * DAY;
}

interface Returned {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

export function unsettledBlock(
  ctx: PageCtx,
  { request, path }: Reached,
  days: RequestDays,
  { typed, errors = [] }: Returned = {},
) {
  if (!mayReopen(request, days, ctx.now)) return null;
  return {
    action: `${path}/pas-regle`,
    open: errors.length > 0,
    errors,
    controls: toControls(UNSETTLED.fields, { ...(typed && { typed }), errors }),
  };
}

/**
 * « Ce n’est pas réglé »: opens the request again, with what its citizen writes on its thread. Returns what was wrong with it,
 * or null once it is done.
 *
 * @throws PageError 409
 */
export async function sayUnsettled(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  { request, path }: Reached,
): Promise<Required<Returned> | null> {
  const outcome = readFields(UNSETTLED, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return outcome;
  const days = await daysOf(ctx, request);
  const standing = { snapshot, actor: ctx.actor, now: ctx.now };
  const reopened =
    mayReopen(request, days, ctx.now) &&
    (await house.db.write(async (tx) => {
      const context = txContextFor(house, standing, 'core', tx);
      const line = 'La demande n’est pas réglée\u00A0: elle est ouverte de nouveau.';
      const changes = { step: UNSETTLED_STEP };
      if (!(await context.requests.move(request.id, ['done'], 'in-progress', line, changes))) return false;
      const messageId = await addMessage(tx, ctx.tenant.id, request.id, {
        at: ctx.now,
        from: 'citizen',
        author: request.requester.name,
        body: outcome.values['pas-regle'],
      });
      await house.jobs.enqueue(tx, {
        owner: 'core',
        name: 'notice',
        siteId: ctx.site.id,
        payload: { requestId: request.id, messageId },
        dueAt: ctx.now,
      });
      return true;
    }));
  if (reopened) return null;
  throw new PageError(
    409,
    isOpen(request.status) ? 'Cette demande est déjà ouverte' : 'Cette demande ne s’ouvre plus',
    'Écrivez un message sur sa page, ou faites une nouvelle demande. Rien n’a été envoyé.',
    [{ href: path, text: 'Revenir à la demande' }],
  );
}
