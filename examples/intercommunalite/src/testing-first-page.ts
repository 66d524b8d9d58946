// Starts the demonstration on data that is there already, asks for one home page, and stops: for the test of what that loads.
// It does not listen: what a running server loads a moment later is not waited for.

import { openInstallation } from '@parvis/cli';
import installation from '../parvis.config.ts';

const { host } = await openInstallation(installation);
const { status } = await host.fetch(new Request('http://le-favril.localhost/'));
await host.close();
process.stdout.write(`${status}\n`);
