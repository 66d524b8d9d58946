// How long what people thought is kept. It leads to nobody: nothing of it can be given to one person, or erased for one.

import { inArray, lt } from '@parvis/db';
import type { PersonData, RetentionRule, TxCtx } from '@parvis/kit';
import { schema } from '../schema.ts';
import { localDay } from '../sites/opening-hours.ts';

const RATING_KEEP_DAYS = 3 * 365;
const MOST = 500;

export const ratingsRule: RetentionRule = {
  name: 'ratings',
  theme: 'requests',
  tables: ['rating', 'rating_used'],
  what: 'L’avis donné sur une démarche, avec le mois, le site et la façon de faire, sans nom, sans jour et sans lien avec une demande\u202F; une empreinte pour qu’une demande ne réponde qu’une fois',
  people: 'Les personnes qui donnent leur avis après une demande',
  purpose: 'Savoir ce qui se passe bien ou mal, et le corriger',
  basis: 'public-task',
  recipients: 'Les agents de la collectivité qui assure la démarche et ceux de la commune du site',
  keep: { clock: 'own', days: RATING_KEEP_DAYS, from: 'le mois de l’avis' },
  purge: purgeRatings,
};

export const followUpsRule: RetentionRule = {
  name: 'follow-ups',
  theme: 'requests',
  tables: ['request_follow_up'],
  what: 'La date du courriel qui demande, après la fin, si la demande est bien réglée',
  people: 'Les personnes qui ont donné une adresse électronique',
  purpose: 'Ne poser la question qu’une fois',
  basis: 'public-task',
  recipients: 'Personne\u00A0: seule la machine s’en sert',
  keep: { clock: 'request' },
  erase: eraseFollowUps,
};

async function purgeRatings({ tx, own, site }: TxCtx, before: number): Promise<number> {
  const { rating, ratingUsed } = schema.for(tx);
  const month = localDay(site.zone, before).slice(0, 7);
  const old = await tx
    .select({ id: rating.id })
    .from(rating)
    .where(own(rating, lt(rating.month, month)))
    .limit(MOST);
  if (old.length > 0) {
    const ids = old.map(({ id }) => id);
    await tx.delete(rating).where(own(rating, inArray(rating.id, ids)));
    return ids.length;
  }
  const used = await tx
    .select({ hash: ratingUsed.hash })
    .from(ratingUsed)
    .where(own(ratingUsed, lt(ratingUsed.month, month)))
    .limit(MOST);
  const hashes = used.map(({ hash }) => hash);
  if (hashes.length > 0) await tx.delete(ratingUsed).where(own(ratingUsed, inArray(ratingUsed.hash, hashes)));
  return hashes.length;
}

async function eraseFollowUps({ tx, own }: TxCtx, { requests }: PersonData): Promise<number> {
  if (requests.length === 0) return 0;
  const { requestFollowUp } = schema.for(tx);
  const gone = await tx
    .delete(requestFollowUp)
    .where(
      own(
        requestFollowUp,
        inArray(
          requestFollowUp.requestId,
          requests.map(({ id }) => id),
        ),
      ),
    )
    .returning({ id: requestFollowUp.requestId });
  return gone.length;
}
