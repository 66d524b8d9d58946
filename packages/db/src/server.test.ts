import { expect, it } from 'vitest';
import { serverOf } from './server.ts';
import { describeEachEngine } from './testing.ts';

describeEachEngine('serverOf', (open) => {
  it('tells the version, and that text is ordered by its bytes', async () => {
    const db = await open();
    const { engine, version, byBytes } = await serverOf(db);
    expect(engine).toBe(db.engine);
    expect(version).toMatch(/^\d+\.\d+/);
    expect(byBytes).toBe(true);
  });
});
