// A request made without an account is put into one with its tracking code: whoever has the code may already read it all.

import { and, eq, isNull, type Tx } from '@parvis/db';
import { addressOf } from '../http/visit.ts';
import { citizenEntry } from '../identity/citizen-audit.ts';
import { waitText } from '../identity/limits.ts';
import { requestByCode } from '../requests/ledger.ts';
import { schema } from '../schema.ts';
import { overviewPage } from './overview.ts';
import type { SpaceVisit } from './visit.ts';

const UNKNOWN =
  'Aucune demande n’a ce code. Vérifiez-le\u00A0: il a douze lettres et chiffres, sans voyelle. Il est dans le courriel reçu après l’envoi.';
const ELSEWHERE =
  'Cette demande est déjà dans un autre espace. Si c’est aussi le vôtre, connectez-vous avec l’adresse utilisée alors. Sinon, appelez la mairie.';

export async function claimRequest(visit: SpaceVisit): Promise<Response> {
  const { house, c, ctx } = visit;
  const code = ((await ctx.body()).get('code') ?? '').slice(0, 100).trim();
  if (code === '') return overviewPage(visit, { code, problem: 'Écrivez votre code de suivi.' });
  const address = addressOf(house, c);
  const wait = await house.limits.take('code-address', address);
  if (wait > 0)
    return overviewPage(visit, {
      code,
      problem: `Trop d’essais. Attendez ${waitText(wait)}, puis recommencez.`,
    });
  const claimed = await house.db.write((tx) => claim(tx, visit, code));
  if (claimed === 'unknown') return overviewPage(visit, { code, problem: UNKNOWN });
  await house.limits.giveBack('code-address', address);
  if (claimed === 'elsewhere') return overviewPage(visit, { code, problem: ELSEWHERE });
  return ctx.seeOther(`/mon-espace/demandes/${claimed.id}${claimed.fresh ? '?ajoutee=1' : ''}`);
}

async function claim(tx: Tx, { house, c, ctx, me }: SpaceVisit, code: string) {
  const found = await requestByCode(tx, house.config.secret, ctx.tenant.id, code);
  if (!found) return 'unknown';
  if (found.citizenId === me.id) return { id: found.id, fresh: false };
  const { request } = schema.for(tx);
  const rows = await tx
    .update(request)
    .set({ citizenId: me.id })
    .where(and(eq(request.id, found.id), isNull(request.citizenId)))
    .returning({ id: request.id });
  if (rows.length === 0) return 'elsewhere';
  const subject = { kind: 'request', id: found.id, citizenId: me.id };
  await house.audit.append(tx, [citizenEntry(house, c, me, 'citizen.request-claimed', subject)]);
  return { id: found.id, fresh: true };
}
