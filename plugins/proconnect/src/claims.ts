// What ProConnect says of an agent: taken as documented, or not at all.

import type { VouchedAgent } from '@parvis/kit';

type Claims = Readonly<Record<string, unknown>>;

/** The agent, or null where the claims are not what ProConnect documents. */
export function vouchedAgent(claims: Claims): VouchedAgent | null {
  const subject = text(claims['sub'], /^[\w.=:@-]{1,255}$/);
  const given = text(claims['given_name']);
  const usual = text(claims['usual_name']);
  const email = text(claims['email'], /^[^\s@]+@[^\s@]+\.[^\s@]+$/);
  const siret = text(claims['siret'], /^\d{14}$/);
  // Which identity provider vouched, and how it knows the agent: an answer without them is none of ProConnect's.
  const uid = text(claims['uid']);
  const provider = text(claims['idp_id']);
  const amr = claims['amr'];
  if (!subject || !given || !usual || !email || !siret || !uid || !provider) return null;
  if (amr !== undefined && !(Array.isArray(amr) && amr.every((one) => typeof one === 'string'))) return null;
  return {
    kind: 'agent',
    subject,
    name: `${given} ${usual}`,
    email,
    siret,
    // RFC 8176: several factors were used.
    secondFactor: Array.isArray(amr) && amr.includes('mfa'),
  };
}

function text(value: unknown, pattern = /^\P{Cc}+$/u): string | null {
  if (typeof value !== 'string' || value.length > 255) return null;
  const trimmed = value.trim();
  return pattern.test(trimmed) ? trimmed : null;
}
