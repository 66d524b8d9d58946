/** Run as a process of its own by `migrate.test.ts`: migrates what its argument says when it says, prints what it applied. */

import { setTimeout as sleep } from 'node:timers/promises';
import { openDb } from '../database.ts';
import { migrate } from './migrate.ts';

const [, , given = '{}'] = process.argv;
const { options, owner, folder, at } = JSON.parse(given);
const db = await openDb(options);
// All processes wait for the same moment, whatever they took to start.
await sleep(Math.max(0, at - Date.now()));
const applied = await migrate(db, [{ owner, folder: new URL(folder) }]);
await db.close();
console.log(JSON.stringify(applied));
