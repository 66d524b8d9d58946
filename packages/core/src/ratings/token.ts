// The address at which one request rates its service once. It says of which service and by which channel, and nothing of the
// request: what the host is told there leads back to nobody.

import { timingSafeEqual } from 'node:crypto';
import type { ChannelKind, CitizenRequest } from '@parvis/kit';
import { seal } from '../config.ts';
import type { RatingStage } from './words.ts';

export interface RatingPass {
  readonly serviceId: string;
  readonly channel: ChannelKind;
  readonly stage: RatingStage;
  /** The same for one request and stage, whoever asks for it again. */
  readonly once: string;
}

/** « <service>.<channel>.<stage>.<once>.<signature> », for the address of a page. */
export function ratingToken(
  secret: string,
  { id, siteId, channel }: Pick<CitizenRequest, 'id' | 'siteId' | 'channel'>,
  serviceId: string,
  stage: RatingStage,
): string {
  const once = seal(secret, 'rating-once', `${id}\0${stage}`);
  const said = [serviceId, channel, stage, once].join('.');
  return `${said}.${signature(secret, siteId, said)}`;
}

/** What a token says, where this installation made it for this site; null for any other text. */
export function readRatingToken(secret: string, siteId: string, token: string): RatingPass | null {
  const end = token.lastIndexOf('.');
  const said = token.slice(0, Math.max(end, 0));
  const given = Buffer.from(token.slice(end + 1));
  const right = Buffer.from(signature(secret, siteId, said));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const [serviceId = '', channel = '', stage, once = ''] = said.split('.');
  if (stage !== 'sent' && stage !== 'closed') return null;
  // Nobody but this host signs one, and it signs no other kind.
  return { serviceId, channel: channel as ChannelKind, stage, once };
}

/** What is stored of a token that was used. */
export function usedHash(secret: string, { once }: Pick<RatingPass, 'once'>): string {
  return seal(secret, 'rating-used', once);
}

function signature(secret: string, siteId: string, said: string): string {
  return seal(secret, 'rating', `${siteId}\0${said}`);
}
