// The installation of an intercommunality: what `parvis` and `npm start` run.

import { defineInstallation } from '@parvis/cli';
import { appointments } from '@parvis/plugin-appointments';
import { procedures } from '@parvis/plugin-procedures';
import { demo } from './src/demo.ts';
import { identityPlugins, paymentPlugins, simulators } from './src/providers.ts';

export default defineInstallation({
  plugins: [appointments, procedures, ...identityPlugins, ...paymentPlugins],
  themes: [new URL('./', import.meta.resolve('@parvis/theme-parvis/theme.json'))],
  demo,
  programs: simulators,
});
