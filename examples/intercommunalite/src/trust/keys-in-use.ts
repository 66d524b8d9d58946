// Everything that opens something, in use at one moment: citizens and agents signed in all the ways there are, links on their
// way, sign-ins under way. Each secret is noted where its owner gets it: in a cookie, a mail or a page.

import type { NodeProgram } from '@parvis/core';
import { type Answer, openTown, type TestHost, type Town, Visitor } from '@parvis/testing';
import { type Stop, Traveller } from '@parvis/testing/oidc';
import { TOTP } from 'otpauth';
import { fromAnywhere } from './exchange.ts';
import type { PostOffice } from './post-office.ts';
import { sendInvitation } from './seed-doors.ts';
import { sessionFor } from './seeding.ts';

export const SITE = 'le-favril.localhost';

export interface Secret {
  readonly what: string;
  readonly value: string;
}

export interface Keys {
  readonly secrets: readonly Secret[];
  /** Six digits each: looked for as a whole word, since any long number may hold them. */
  readonly shortCodes: readonly Secret[];
}

const CITIZEN = 'jeanne@exemple.fr';
const CITIZEN_PASSWORD = 'la grange aux hirondelles';
const AGENT_PASSWORD = 'une phrase assez longue';

export class KeyRing implements Keys {
  readonly secrets: Secret[] = [];
  readonly shortCodes: Secret[] = [];
  readonly host: TestHost;
  readonly post: PostOffice;

  constructor(host: TestHost, post: PostOffice) {
    this.host = host;
    this.post = post;
  }

  note(what: string, value: string | undefined): string {
    if (!value) throw new Error(`nothing was found of: ${what}`);
    this.secrets.push({ what, value });
    return value;
  }

  noteCode(what: string, value: string | undefined): string {
    if (!value) throw new Error(`nothing was found of: ${what}`);
    this.shortCodes.push({ what, value });
    return value;
  }

  visitor(): Visitor {
    return new Visitor(fromAnywhere(this.host), SITE);
  }

  /** The newest mail to an address, once the jobs ran. */
  async mail(address: string): Promise<string> {
    await this.host.drain();
    const text = this.post.textsTo(address).at(-1);
    if (!text) throw new Error(`no mail came to ${address}`);
    return text;
  }
}

/** Uses every way in. `heard`: what the providers were sent. */
export async function useAllKeys(
  host: TestHost,
  post: PostOffice,
  { port, heard }: { readonly port: number; readonly heard: readonly string[] },
): Promise<KeyRing> {
  const ring = new KeyRing(host, post);
  const town = await openTown(host, {
    demo: false,
    secondFactor: 'required',
    agents: [
      { name: 'favril', role: 'secretary', at: 'Favril' },
      { name: 'maire', role: 'administrator', at: 'Favril' },
    ],
  });
  await enterAsCitizen(ring);
  await askInVain(ring);
  await openRequest(ring);
  await enterAsAgent(ring);
  await invite(ring, town);
  await leaveThroughProvider(ring, () => new Traveller(port), heard);
  return ring;
}

async function enterAsCitizen(ring: KeyRing): Promise<void> {
  const visitor = ring.visitor();
  await visitor.submit(await visitor.get('/connexion'), { courriel: CITIZEN }, '/connexion/courriel');
  const text = await ring.mail(CITIZEN);
  ring.note('used link of a citizen', /\/connexion\/lien\/([\w-]+)/.exec(text)?.[1]);
  const code = ring.noteCode('used code of a citizen', sixDigits(text));
  ring.note('cookie of a device that waits for a code', visitor.cookie('connexion'));
  await visitor.submit(await visitor.get('/connexion/code'), { code });
  ring.note('session of a citizen (mail)', visitor.cookie('usager'));
  const typed = { 'nouveau-mot-de-passe': CITIZEN_PASSWORD };
  await visitor.submit(await visitor.get('/mon-espace/securite'), typed, '/mot-de-passe');
  ring.note('password of a citizen', CITIZEN_PASSWORD);
  ring.note('session of a citizen (after the password)', visitor.cookie('usager'));

  const other = ring.visitor();
  const known = { identifiant: CITIZEN, 'mot-de-passe': CITIZEN_PASSWORD };
  await other.submit(await other.get('/connexion'), known, '/connexion/mot-de-passe');
  ring.note('session of a citizen (password)', other.cookie('usager'));
}

/** A link that was sent and not used, and one whose mail has not left yet. */
async function askInVain(ring: KeyRing): Promise<void> {
  const sent = 'sent@exemple.fr';
  const first = ring.visitor();
  await first.submit(await first.get('/connexion'), { courriel: sent }, '/connexion/courriel');
  const text = await ring.mail(sent);
  ring.note('link of a citizen', /\/connexion\/lien\/([\w-]+)/.exec(text)?.[1]);
  ring.noteCode('code of a citizen', sixDigits(text));
}

/** A mail that waits in the queue; what it says is known once it has left. */
export async function leaveMailWaiting(ring: KeyRing): Promise<() => Promise<readonly Secret[]>> {
  const waiting = 'waiting@exemple.fr';
  const visitor = ring.visitor();
  await visitor.submit(await visitor.get('/connexion'), { courriel: waiting }, '/connexion/courriel');
  return async () => {
    const text = await ring.mail(waiting);
    const value = /\/connexion\/lien\/([\w-]+)/.exec(text)?.[1] ?? '';
    return [{ what: 'link in a mail that had not left', value }];
  };
}

async function openRequest(ring: KeyRing): Promise<void> {
  const visitor = ring.visitor();
  let page = await visitor.get('/demarches/encombrants/commencer');
  for (const typed of BULKY) page = await visitor.submit(page, typed);
  const sent = await visitor.submit(page, {}, '/envoi');
  ring.note('tracking code', /^\/suivi\/([A-Z0-9-]+)/.exec(sent.path)?.[1]);

  const drafting = ring.visitor();
  await drafting.submit(await drafting.get('/demarches/encombrants/commencer'), BULKY[0]);
  ring.note('cookie of a browser with a draft', drafting.cookie('visiteur'));
  const later = await drafting.submit(await drafting.get('/demarches/encombrants/commencer'), {
    'plus-tard': 'oui',
  });
  ring.note('code that opens a draft elsewhere', /[A-Z\d]{4}-[A-Z\d]{4}-[A-Z\d]{4}/.exec(later.html)?.[0]);
  await drafting.submit(later, { courriel: 'jeanne@exemple.fr' }, '/plus-tard');
}

/** What a half-filled form says: only its browser is shown it. */
export const DRAFTED = 'une armoire normande à deux portes';

const BULKY = [
  { quoi: ['meuble'], description: DRAFTED },
  {
    'adresse--line': '3 rue du Lavoir',
    'adresse--postal-code': '28190',
    'adresse--commune': 'Le Favril',
  },
  { aide: 'non' },
  { prenom: 'Jeanne', nom: 'Martin', courriel: 'suivi@exemple.fr', telephone: '' },
] as const;

async function enterAsAgent(ring: KeyRing): Promise<void> {
  const courriel = 'favril@exemple.fr';
  const visitor = ring.visitor();
  const typed = { courriel, 'mot-de-passe': AGENT_PASSWORD };
  const door = await visitor.submit(await visitor.get('/agent/connexion'), typed, '/agent/connexion');
  ring.note('password of an agent', AGENT_PASSWORD);
  const key = /class="otp-key">([^<]+)</.exec(door.html)?.[1]?.replaceAll(' ', '');
  const secret = ring.note('key of an authenticator', key);
  const code = new TOTP({ secret }).generate();
  const inside = await visitor.submit(door, { code }, '/application');
  const codes = await visitor.submit(inside, {}, '/codes-de-secours');
  for (const recovery of recoveryCodesOn(codes)) ring.note('recovery code', recovery);
  ring.note('session of an agent', visitor.cookie('agent'));

  const forgetful = ring.visitor();
  const page = await forgetful.get('/agent/mot-de-passe-oublie');
  await forgetful.submit(page, { courriel }, '/mot-de-passe-oublie');
  const text = await ring.mail(courriel);
  ring.note('link for a new password', /\/agent\/nouveau-mot-de-passe\/([\w-]+)/.exec(text)?.[1]);
}

function recoveryCodesOn({ html, path }: Answer): readonly string[] {
  const codes = [...html.matchAll(/<li><code>([^<]+)<\/code><\/li>/g)].map(([, code = '']) => code);
  if (codes.length === 0) throw new Error(`no recovery codes on ${path}`);
  return codes;
}

async function invite(ring: KeyRing, town: Town): Promise<void> {
  const courriel = 'nouvelle@exemple.fr';
  const administrator = ring.visitor();
  const authorityId = town.authority('Favril').id;
  const session = await sessionFor(ring.host, 'agent', town.agent('maire'), { authorityId });
  administrator.hold('agent', session);
  await sendInvitation(administrator, { nom: 'Une nouvelle', courriel });
  ring.note('invitation', /\/agent\/invitation\/([\w-]+)/.exec(await ring.mail(courriel))?.[1]);
}

const sixDigits = (text: string): string | undefined => {
  const found = /\b(\d{3})[\u00A0 ](\d{3})\b/.exec(text);
  return found ? `${found[1]}${found[2]}` : undefined;
};

/** One sign-in that is away at FranceConnect, one that is back with a hand-off that nobody took, one that came through. */
async function leaveThroughProvider(
  ring: KeyRing,
  newBrowser: () => Traveller,
  heard: readonly string[],
): Promise<void> {
  const door = (one: Traveller) => one.at(SITE, '/connexion/franceconnect');
  const browser = newBrowser();
  const away: Stop = await browser.go(door(browser), { stopAt: 'localhost' });
  ring.note('state of a sign-in at a provider', away.url.searchParams.get('state') ?? undefined);
  ring.note('nonce of a sign-in at a provider', away.url.searchParams.get('nonce') ?? undefined);
  const choice = await browser.go(door(browser));
  const back = await browser.submit(choice, { personne: 'jeanne' }, { stopAt: SITE });
  ring.note(
    'hand-off to a site',
    [...back.url.searchParams.values()].find((value) => value.length > 20),
  );
  const other = newBrowser();
  const through = await other.submit(await other.go(door(other)), { personne: 'amina' });
  if (through.status !== 200) throw new Error(`FranceConnect did not lead in: ${through.status}`);
  ring.note('session of a citizen (FranceConnect)', other.cookie(SITE, 'usager'));
  const sent = heard.join('&');
  ring.note('PKCE verifier', /code_verifier=([\w.~-]+)/.exec(sent)?.[1]);
}

/** Hears what a provider is sent, body included. */
export function overheard(program: NodeProgram, heard: string[]): NodeProgram {
  return {
    prefix: program.prefix,
    async listener(origin) {
      const answer = await program.listener(origin);
      return (request, response) => {
        heard.push(request.url ?? '');
        const push = request.push.bind(request);
        request.push = (chunk: unknown, ...more) => {
          if (chunk instanceof Uint8Array) heard.push(Buffer.from(chunk).toString('utf8'));
          return push(chunk, ...more);
        };
        answer(request, response);
      };
    },
  };
}
