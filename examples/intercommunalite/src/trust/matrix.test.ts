// docs/permissions.md says what the installation answers. After a change that is meant: `npm run matrix`, and read the diff.

import { fileURLToPath } from 'node:url';
import { describeEachHost } from '@parvis/testing';
import { expect, it } from 'vitest';
import { matrixOf } from './matrix.ts';
import { matrixPage } from './matrix-page.ts';
import { openWorld } from './world.ts';

const PAGE = fileURLToPath(new URL('../../../../docs/permissions.md', import.meta.url));

describeEachHost('the matrix of who may do what', (open) => {
  it('is what docs/permissions.md says', { timeout: 300_000 }, async () => {
    const world = await openWorld(open);
    await expect(matrixPage(world, await matrixOf(world))).toMatchFileSnapshot(PAGE);
  });
});
