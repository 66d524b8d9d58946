// A file that came while clamd was away is scanned when it is back. Until then nobody is given it.

import { and, eq } from '@parvis/db';
import type { House } from '../house.ts';
import { schema } from '../schema.ts';

/** The job `scan`. Throws while clamd is still away, so that it is tried again. */
export async function scanLater(house: House, tenantId: string, payload: unknown): Promise<void> {
  const { fileId } = payload as { readonly fileId: string };
  const t = schema.for(house.db.read).file;
  const [row] = await house.db.read
    .select({ scan: t.scan })
    .from(t)
    .where(and(eq(t.id, fileId), eq(t.tenantId, tenantId)));
  if (row?.scan !== 'waiting') return;
  const scan = await house.files.scan(tenantId, fileId);
  if (scan === 'waiting') throw new Error('clamd does not answer');
  if (scan === 'infected') await house.files.remove(tenantId, fileId);
  await house.db.write(async (tx) => {
    const { file } = schema.for(tx);
    await tx
      .update(file)
      .set({ scan })
      .where(and(eq(file.id, fileId), eq(file.tenantId, tenantId)));
  });
}
