// The `parvis` program.

import { parvis } from './program.ts';

process.exitCode = await parvis(process.argv.slice(2));
