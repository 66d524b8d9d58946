/** Run as a process of its own by `processes.test.ts`: adds 1 to the places of a venue, as often as it is told. */

import { openDb } from './database.ts';
import { eq } from './operators.ts';
import { tables } from './testing-schema.ts';

const [, , given = '{}'] = process.argv;
const { options, id, times } = JSON.parse(given);
const db = await openDb(options);
const { venue } = tables.for(db);
for (let count = 0; count < times; count++) {
  await db.write(async (tx) => {
    const [row] = await tx.select({ places: venue.places }).from(venue).where(eq(venue.id, id));
    await tx
      .update(venue)
      .set({ places: (row?.places ?? 0) + 1 })
      .where(eq(venue.id, id));
  });
}
await db.close();
