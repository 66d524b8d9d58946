// What an agent does at the desk: they take up, answer, note, grant, take money, say who came.

import type { Answer, Visitor } from '@parvis/testing/visitor';
import { DEMO_PASSWORD } from '../people.ts';
import type { Typed } from './citizen.ts';
import { expectStatus } from './door.ts';

const DOOR = '/agent/connexion';

export class Agent {
  readonly #browser: Visitor;
  readonly #email: string;

  constructor(browser: Visitor, email: string) {
    this.#browser = browser;
    this.#email = email;
  }

  /** Presses a button of the workflow, with what its page asks for. */
  async presses(request: string, transition: string, filled: Typed = {}): Promise<void> {
    const page = await this.#get(`/agent/procedures/${request}/${transition}`);
    expectStatus(page, `the step ${transition}`);
    expectStatus(await this.#browser.submit(page, filled, `/${transition}`), `the step ${transition}`);
  }

  /** Reads a request, as whoever is about to do something. */
  async opens(request: string): Promise<Answer> {
    return expectStatus(await this.#get(`/agent/demandes/${request}`), 'a request');
  }

  async answers(request: string, message: string): Promise<void> {
    await this.#sends(request, { message }, '/messages');
  }

  async notes(request: string, note: string): Promise<void> {
    await this.#sends(request, { note }, '/notes');
  }

  async takesCareOf(request: string): Promise<void> {
    await this.#sends(request, { attribution: 'moi' }, '/attribution');
  }

  async closes(request: string, motif: string): Promise<void> {
    await this.#sends(request, { issue: 'done', motif }, '/cloture');
  }

  /** Writes down what someone asks at the counter or on the phone; returns the id of the request. */
  async writesDown(service: string, typed: Typed): Promise<string> {
    const page = expectStatus(await this.#get('/agent/demandes/nouvelle'), 'the counter');
    const id = new RegExp(`<option value="([\\w-]+)"[^>]*>${service}`).exec(page.html)?.[1] ?? '';
    const written = await this.#browser.submit(page, { demarche: id, ...typed }, '/demandes/nouvelle');
    const request = /\/agent\/demandes\/([\w-]{30,})/.exec(expectStatus(written, 'the counter').path)?.[1];
    if (request === undefined) throw new Error(`the counter led to ${written.path}`);
    return request;
  }

  /** Notes the money that a request waits for, as taken at the counter. */
  async takesMoney(request: string, moyen: 'cash' | 'cheque', numero: string): Promise<void> {
    const { html } = await this.opens(request);
    const path = /\/agent\/paiements\/[\w-]{30,}/.exec(html)?.[0] ?? '';
    const page = expectStatus(await this.#get(path), 'a payment');
    expectStatus(await this.#browser.submit(page, { moyen, numero }, '/guichet'), 'the till');
  }

  /** Says whether someone came to an appointment. */
  async marks(request: string, venue: 'venu' | 'excuse' | 'absent', day: string): Promise<void> {
    const list = await this.#get(`/agent/appointments/liste?jour=${day}&agenda=tous`);
    const marked = await this.#browser.submit(list, { venue }, `/${request}/presence`);
    expectStatus(marked, 'presence');
  }

  /** Takes an appointment down for someone on the phone, at the first time that is offered; returns the id of the request. */
  async books(motif: string, venue: string, from: string, who: Typed): Promise<string> {
    const [motive, place, day] = [motif, venue, from].map(encodeURIComponent);
    const page = await this.#get(`/agent/appointments/nouveau?motif=${motive}&lieu=${place}&des=${day}`);
    const creneau = firstChoice(expectStatus(page, 'the desk of appointments'), 'creneau');
    const booked = await this.#browser.submit(page, { ...who, creneau }, '/nouveau');
    const request = /\/agent\/appointments\/([\w-]{30,})\/pris/.exec(
      expectStatus(booked, 'a booking').path,
    )?.[1];
    if (request === undefined) throw new Error(`the desk led to ${booked.path}`);
    return request;
  }

  /** Orients someone towards a workshop that is not open to everyone. */
  async orients(workshop: string, who: Typed): Promise<void> {
    const offered = await this.#get('/agent/appointments/orientations');
    const link = new RegExp(`href="(/agent/appointments/orientations/ateliers/[\\w-]+)"[^>]*>${workshop}`);
    const address = link.exec(expectStatus(offered, 'the orientations').html)?.[1] ?? '';
    const page = expectStatus(await this.#get(address), 'an orientation');
    const done = await this.#browser.submit(page, { ...who, accord: 'oui' }, address);
    expectStatus(done, 'an orientation');
    if (!done.path.endsWith('fait=1')) throw new Error(`the orientation led to ${done.path}`);
  }

  async keepsSearch(query: string, nom: string): Promise<void> {
    const page = expectStatus(await this.#get(`/agent?${query}`), 'the inbox');
    expectStatus(await this.#browser.submit(page, { nom }, '/recherches'), 'a search');
  }

  async keepsTemplate(nom: string, texte: string): Promise<void> {
    const page = expectStatus(await this.#get('/agent/modeles'), 'the templates');
    expectStatus(await this.#browser.submit(page, { nom, texte }, '/modeles'), 'a template');
  }

  /** A page of the desk. Whoever has not signed in on that day does. */
  async #get(path: string): Promise<Answer> {
    const page = await this.#browser.get(path);
    if (page.path !== DOOR) return page;
    const typed = { courriel: this.#email, 'mot-de-passe': DEMO_PASSWORD };
    expectStatus(await this.#browser.submit(page, typed, DOOR), `the desk, to ${this.#email}`);
    return this.#browser.get(path);
  }

  async #sends(request: string, typed: Typed, action: string): Promise<void> {
    const page = await this.opens(request);
    expectStatus(await this.#browser.submit(page, typed, action), `a request, ${action}`);
  }
}

/** The value of the first radio button of a group. */
function firstChoice({ html }: Answer, name: string): string {
  for (const [input] of html.matchAll(/<input[^>]+>/g))
    if (input.includes(`name="${name}"`)) return /value="([^"]*)"/.exec(input)?.[1] ?? '';
  throw new Error(`nothing is offered as ${name}`);
}
