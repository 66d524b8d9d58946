import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'plugins/*/src/**/*.test.ts', 'examples/*/src/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Node's own module loading: tests run the very files that production runs.
    pool: 'forks',
    // They wait for databases and browsers as much as they compute.
    maxWorkers: Math.max(2, availableParallelism()),
    reporters: process.env['CI'] ? ['default'] : ['dot'],
  },
});
