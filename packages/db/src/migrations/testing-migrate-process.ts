/** Run as a process of its own by `migrate.test.ts`: migrates what its argument says, prints what it applied. */

import { openDb } from '../database.ts';
import { migrate } from './migrate.ts';

const [, , given = '{}'] = process.argv;
const { options, owner, folder } = JSON.parse(given);
const db = await openDb(options);
const applied = await migrate(db, [{ owner, folder: new URL(folder) }]);
await db.close();
console.log(JSON.stringify(applied));
