// `/avis/<jeton>`: rating a service once, without saying who one is.

import { randomUUID } from 'node:crypto';
import { eq } from '@parvis/db';
import { type FieldError, readFields, type Typed } from '@parvis/forms';
import { type PageCtx, PageError, type Service } from '@parvis/kit';
import type { House } from '../house.ts';
import { schema } from '../schema.ts';
import { localDay } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { RATING, ratingControls } from './rating-form.ts';
import { type RatingPass, readRatingToken, usedHash } from './token.ts';
import { isScore } from './words.ts';

export const ratingAddress = (token: string): string => `/avis/${token}`;

interface State {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

interface Asked {
  readonly pass: RatingPass;
  readonly service: Service;
}

export async function ratingPage(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  token: string,
  { typed, errors = [] }: State = {},
): Promise<Response> {
  const { pass, service } = asked(house, snapshot, token);
  const used = await isUsed(house, pass);
  return ctx.page(
    'rating',
    {
      service: service.title,
      action: ratingAddress(token),
      errors,
      controls: used ? null : ratingControls(pass.stage, { ...(typed && { typed }), errors }),
      opinion: service.sheet.opinion ?? null,
    },
    {
      title: used ? 'Merci de votre avis' : 'Donner mon avis',
      breadcrumb: [],
      status: errors.length > 0 ? 422 : 200,
    },
  );
}

export async function saveRating(
  house: House,
  ctx: PageCtx,
  snapshot: SiteSnapshot,
  token: string,
): Promise<Response> {
  const { pass, service } = asked(house, snapshot, token);
  const today = localDay(ctx.site.zone, ctx.now);
  const outcome = readFields(RATING[pass.stage], await ctx.body(), { today });
  if (!outcome.ok) return ratingPage(house, ctx, snapshot, token, outcome);
  const { avis: score, commentaire: comment = '' } = outcome.values;
  if (!isScore(score)) throw unknownToken();
  const month = today.slice(0, 7);
  const tenantId = ctx.tenant.id;
  await house.db.write(async (tx) => {
    const { rating, ratingUsed } = schema.for(tx);
    const first = await tx
      .insert(ratingUsed)
      .values({ hash: usedHash(house.config.secret, pass), tenantId, month })
      .onConflictDoNothing()
      .returning({ hash: ratingUsed.hash });
    // Sent twice: the first one counts.
    if (first.length === 0) return;
    await tx.insert(rating).values({
      id: randomUUID(),
      tenantId,
      siteId: ctx.site.id,
      serviceId: service.id,
      operatorId: service.operator.id,
      channel: pass.channel,
      stage: pass.stage,
      month,
      score,
      comment: comment.trim() || null,
    });
  });
  return ctx.seeOther(ratingAddress(token));
}

/** Whether this request has rated at this stage. */
export async function isUsed(house: House, pass: Pick<RatingPass, 'once'>): Promise<boolean> {
  const { ratingUsed } = schema.for(house.db.read);
  const rows = await house.db.read
    .select({ hash: ratingUsed.hash })
    .from(ratingUsed)
    .where(eq(ratingUsed.hash, usedHash(house.config.secret, pass)));
  return rows.length > 0;
}

/** @throws PageError 404 */
function asked(house: House, { site, services }: SiteSnapshot, token: string): Asked {
  const pass = readRatingToken(house.config.secret, site.id, token);
  const service = pass && services.find(({ id }) => id === pass.serviceId);
  if (!pass || !service) throw unknownToken();
  return { pass, service };
}

function unknownToken(): PageError {
  return new PageError(
    404,
    'Cette page n’attend pas d’avis',
    'Le lien est incomplet, ou la démarche n’est plus proposée ici.',
    [
      { href: '/suivi', text: 'Suivre une demande' },
      { href: '/contact', text: 'Écrire à la mairie' },
    ],
  );
}
