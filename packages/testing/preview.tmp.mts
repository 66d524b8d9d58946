import { foundTenant, planEpci } from '../core/src/authorities/index.ts';
import { openTerritory } from '../territory/src/index.ts';
import { startHost } from './src/index.ts';

const host = await startHost({ config: { port: 3100, directoryHosts: ['localhost'] } });
const t = openTerritory();
const epci = t.epciBySiren('200058360');
await host.house.db.write((tx) =>
  foundTenant(tx, planEpci(t, epci!), { domain: 'localhost', theme: 'parvis', demo: true }),
);
await host.listen();
console.log('listening');
setTimeout(() => process.exit(0), 300_000);
