// What an installation and its own scripts import. The commands themselves are behind the `parvis` program.

export { chooseCommune, chooseEpci } from './choose.ts';
export { type InitOptions, initTenant } from './init.ts';
export { type Demo, defineInstallation, type Installation } from './installation.ts';
export { openInstallation } from './open-installation.ts';
export { reportError } from './report-error.ts';
export { untilStopped } from './until-stopped.ts';
