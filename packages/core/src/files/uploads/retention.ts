// Pieces of files that nobody goes on sending are deleted a day later; what was whole is a file like any other.

import { inArray, lt } from '@parvis/db';
import type { RetentionRule } from '@parvis/kit';
import type { House } from '../../house.ts';
import { removeLater } from '../../privacy/request-rules.ts';
import { schema } from '../../schema.ts';
import { partKey } from './part-key.ts';

const DAY = 86_400_000;

/** For which an upload waits for its next piece, in milliseconds. */
export const PATIENCE = DAY;

export function partialUploadsRule(house: House): RetentionRule {
  return {
    name: 'partial-uploads',
    theme: 'requests',
    channel: 'form',
    tables: ['upload'],
    what: 'Les morceaux d’un fichier dont l’envoi a été coupé',
    people: 'Les personnes qui joignent un fichier à une demande',
    purpose: 'Reprendre l’envoi là où la connexion a été coupée',
    basis: 'public-task',
    recipients: 'Personne',
    keep: { clock: 'own', days: 1, from: 'le dernier morceau reçu' },
    async purge(ctx, before) {
      const { upload } = schema.for(ctx.tx);
      const over = await ctx.tx
        .select({ id: upload.id, parts: upload.parts })
        .from(upload)
        .where(ctx.own(upload, lt(upload.expiresAt, before + PATIENCE)))
        .limit(500);
      if (over.length === 0) return 0;
      const ids = over.map(({ id }) => id);
      await ctx.tx.delete(upload).where(ctx.own(upload, inArray(upload.id, ids)));
      const parts = over.flatMap(({ id, parts: held }) => held.map((part) => ({ id: partKey(id, part.id) })));
      if (parts.length > 0) await removeLater(house, ctx, parts);
      return over.length;
    },
  };
}
