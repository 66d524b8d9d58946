// What a person does on a site: they ask, book, write, complete, give their opinion, sign up.

import type { Answer, Visitor } from '@parvis/testing/visitor';
import { fullName, type Person } from './citizens.ts';
import { expectStatus } from './door.ts';

export type Typed = Parameters<Visitor['submit']>[1];
export type Score = 'very-good' | 'good' | 'bad' | 'very-bad';

export interface WantedTime {
  readonly motif: string;
  /** Slug of the venue, for a motif that has some. */
  readonly venue?: string;
  /** The first day that suits, `YYYY-MM-DD`. */
  readonly from: string;
  /** Of the times of the first day that has some, the one with this index; the last where there are fewer. */
  readonly nth?: number;
  readonly need?: string;
}

/** What someone asked for, by its tracking code; of an appointment, when it begins and ends, in epoch milliseconds. */
export interface Booked {
  readonly code: string;
  readonly at: string;
}

const SLOT = /href="(\/rendez-vous\/[\w-]+(?:\/[\w-]+)?\/[\w-]+\/(\d{4}-\d\d-\d\d)-\d{4})(?:\?[^"]*)?"/g;
const MOST_PAGES = 20;

export class Citizen {
  readonly person: Person;
  readonly #browser: Visitor;

  constructor(browser: Visitor, person: Person) {
    this.#browser = browser;
    this.person = person;
  }

  /** How they sign every form: in the names that forms use. */
  get #contact(): Record<string, string> {
    const { given, family, email, phone } = this.person;
    return { prenom: given, nom: family, courriel: email, telephone: phone };
  }

  /** Their address, in the boxes of a field. */
  get home(): Record<string, string> {
    return this.addressIn('adresse');
  }

  addressIn(field: string): Record<string, string> {
    const { street, postalCode, commune } = this.person;
    return {
      [`${field}--line`]: street,
      [`${field}--postal-code`]: postalCode,
      [`${field}--commune`]: commune,
    };
  }

  /** Fills a form to its end and sends it; returns the tracking code. */
  async asks(service: string, answers: Typed): Promise<string> {
    const typed = { ...this.#contact, ...answers };
    let page = await this.#browser.get(`/demarches/${service}/commencer`);
    for (let pages = 0; pages < MOST_PAGES && !page.path.endsWith('/verifier'); pages += 1) {
      expectStatus(page, `${fullName(this.person)} fills ${service}`);
      page = await this.#browser.submit(page, typed);
    }
    return codeIn(await this.#browser.submit(expectStatus(page, service), {}, '/envoi'));
  }

  async writes(code: string, message: string): Promise<void> {
    const page = await this.#browser.get(`/suivi/${code}`);
    expectStatus(await this.#browser.submit(page, { message }, '/messages'), 'a message');
  }

  /** Sends what was asked for. */
  async completes(code: string, changes: Typed): Promise<void> {
    const page = await this.#browser.get(`/completer/${code}`);
    expectStatus(await this.#browser.submit(page, changes, `/completer/${code}`), 'a complement');
  }

  /** Says what they think of it, on its page. */
  async rates(code: string, avis: Score, commentaire = ''): Promise<void> {
    const page = expectStatus(await this.#browser.get(`/suivi/${code}`), 'the page of a request');
    const [action = ''] = /\/avis\/[\w.-]+/.exec(page.html) ?? [];
    expectStatus(await this.#browser.submit(page, { avis, commentaire }, action), 'an opinion');
  }

  /** Books the first time that suits. */
  async books({ motif, venue, from, nth = 0, need = '' }: WantedTime): Promise<Booked> {
    const slot = await this.#slotFrom(`/rendez-vous/${motif}`, venue, from, nth);
    const page = expectStatus(await this.#browser.get(slot), `the time ${slot}`);
    const { email, phone } = this.person;
    const typed = { nom: fullName(this.person), courriel: email, telephone: phone, besoin: need };
    return { code: codeIn(await this.#browser.submit(page, typed)), at: slot };
  }

  /** Takes another time for an appointment. */
  async moves(code: string, venue: string, from: string): Promise<void> {
    const slot = await this.#slotFrom(`/rendez-vous/${code}/deplacement`, venue, from, 0);
    const page = expectStatus(await this.#browser.get(slot), `the time ${slot}`);
    expectStatus(await this.#browser.submit(page, {}), 'another time');
  }

  async cancels(code: string): Promise<void> {
    const page = await this.#browser.get(`/rendez-vous/${code}/annulation`);
    expectStatus(await this.#browser.submit(page, {}, '/annulation'), 'a cancellation');
  }

  async waitsForEarlier(code: string): Promise<void> {
    const page = await this.#browser.get(`/rendez-vous/${code}/plus-tot`);
    expectStatus(await this.#browser.submit(page, { geste: 'attendre' }, '/plus-tot'), 'waiting');
  }

  /** Signs up for the next time of a workshop, or for its waiting list; returns the tracking code. */
  async signsUp(workshop: string, more: Typed = {}): Promise<string> {
    const shown = expectStatus(await this.#browser.get(`/ateliers/${workshop}`), `the workshop ${workshop}`);
    const [, way = ''] = /href="(\/ateliers\/[\w-]+\/inscription[^"]*)"/.exec(shown.html) ?? [];
    const page = expectStatus(await this.#browser.get(way.replaceAll('&amp;', '&')), 'a sign-up');
    const { email, phone } = this.person;
    const typed = { nom: fullName(this.person), courriel: email, telephone: phone, attente: '1', ...more };
    return codeIn(await this.#browser.submit(page, typed));
  }

  /** Comes in with a session that was begun for them, and chooses a password. */
  async opensAccount(session: string, password: string): Promise<void> {
    this.#browser.hold('usager', session);
    const page = expectStatus(await this.#browser.get('/mon-espace/securite'), 'the space');
    const chosen = await this.#browser.submit(page, { 'nouveau-mot-de-passe': password }, '/mot-de-passe');
    expectStatus(chosen, 'a password');
  }

  /** Comes in by the password of their account. */
  async signsIn(password: string): Promise<void> {
    const typed = { identifiant: this.person.email, 'mot-de-passe': password };
    const page = await this.#browser.get('/connexion');
    if (page.path !== '/connexion') return;
    expectStatus(await this.#browser.submit(page, typed, '/connexion/mot-de-passe'), 'the space');
  }

  async #slotFrom(base: string, venue: string | undefined, from: string, nth: number): Promise<string> {
    const place = venue === undefined ? '' : `lieu=${venue}&`;
    const page = await this.#browser.get(`${base}?${place}semaine=${from}`);
    let shown = expectStatus(page, `the times of ${base}`);
    for (let weeks = 0; weeks < MOST_PAGES; weeks += 1) {
      const slots = slotsOn(shown).filter(({ day }) => day >= from);
      const first = slots.filter(({ day }) => day === slots[0]?.day);
      const chosen = first[nth] ?? first.at(-1);
      if (chosen) return chosen.href;
      const [, next] = /href="([^"]+)" rel="nofollow">Semaine suivante/.exec(shown.html) ?? [];
      if (next === undefined) break;
      shown = await this.#browser.get(next.replaceAll('&amp;', '&').replace(/#.*/, ''));
    }
    throw new Error(`nothing is free at ${base}?${place} from ${from} on`);
  }
}

function slotsOn({ html }: Answer): readonly { readonly href: string; readonly day: string }[] {
  return [...html.matchAll(SLOT)].map(([, href = '', day = '']) => ({ href, day }));
}

function codeIn(answer: Answer): string {
  const code = /^\/suivi\/([A-Z0-9-]+)/.exec(answer.path)?.[1];
  if (code !== undefined) return code;
  expectStatus(answer, 'a form was sent');
  throw new Error(`a form led to ${answer.path}`);
}
