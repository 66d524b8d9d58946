// For authors of plugins and themes: a whole host to test against, on both engines, and a browser without scripts.

export { type SignInMail, signInCitizen, signInMail } from './citizen.ts';
export { type Clamd, EICAR, freePort, startClamd, VIRUS_MARK, withoutClamd } from './clamd.ts';
export { describeEachHost, type OpenHost } from './describe-each-host.ts';
export { PHOTO_BYTES, photo } from './photo.ts';
export { PARVIS_THEME, type StartOptions, startHost, type TestHost } from './start-host.ts';
export { openTown, type Town, type TownAgent, type TownOptions } from './town.ts';
export { type Answer, Visitor } from './visitor.ts';
export { readZip } from './zip.ts';
