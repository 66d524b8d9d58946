#!/usr/bin/env node
// Nothing is built: the loader runs the TypeScript sources.

import { register } from 'tsx/esm/api';

register();
await import('../src/main.ts');
