// Everything a citizen asks for is a request: one reference, one timeline, one thread, one inbox.

import type { Actor, Authority, Role } from './bodies.ts';
import type { Payment } from './payments.ts';

/** `waiting`: something is asked of the citizen, and delays stand still meanwhile (CRPA L114-5). */
export type RequestStatus = 'received' | 'in-progress' | 'waiting' | 'done' | 'refused' | 'cancelled';

/** How a service is delivered. The host has `link`, `phone`, `counter` and `paper`; plugins bring the others. */
export type ChannelKind =
  | 'form'
  | 'appointment'
  | 'link'
  | 'embed'
  | 'proxy'
  | 'phone'
  | 'counter'
  | 'paper'
  | 'assisted';

/** A channel as a service configures it: its kind, and what that channel needs to know. */
export interface ServiceChannel {
  readonly kind: ChannelKind;
  readonly [setting: string]: unknown;
}

/** The person a request is for, with what is needed to answer. */
export interface Requester {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
}

/** One entry of the catalogue, as one site shows it. */
export interface Service {
  readonly id: string;
  readonly slug: string;
  /** In citizens' words: « Refaire une carte d’identité ». */
  readonly title: string;
  /** The official word, shown once. */
  readonly official: string | null;
  readonly summary: string;
  readonly theme: string;
  readonly keywords: readonly string[];
  readonly featured: boolean;
  readonly sheet: ServiceSheet;
  /** What the body of this site adds in its own words: « À Le Favril, la benne passe aussi le samedi. » */
  readonly sentence?: string;
  readonly channels: readonly ServiceChannel[];
  /** Who operates it for the commune of this site, on this day. */
  readonly operator: Authority;
}

/** What a person must know before starting, readable in ten seconds. */
export interface ServiceSheet {
  readonly who: string;
  readonly need: readonly string[];
  readonly cost: string;
  readonly delay: string;
  /** Calendar days that an answer usually takes, where the delay can be counted: a request says by when. */
  readonly days?: number;
  /** Whom to ask; the counter of the operator unless told. */
  readonly contact?: ServiceContact;
  /** The button of « Je donne mon avis » that the State gave the service (`https://jedonnemonavis.numerique.gouv.fr/Demarches/…`). */
  readonly opinion?: string;
  /** The legal basis, as the law names itself. */
  readonly legal?: string;
  /** Days after its closure for which a request is kept; two years unless told. */
  readonly keepDays?: number;
}

/** A person or an office that answers for a service. */
export interface ServiceContact {
  readonly name: string;
  /** E.164. */
  readonly phone?: string;
  readonly email?: string;
  /** As people say it: « le mardi, de 14 h à 17 h ». */
  readonly hours?: string;
}

export interface CitizenRequest {
  readonly id: string;
  /** Said on the phone and written on letters: not a secret. */
  readonly reference: string;
  readonly title: string;
  readonly status: RequestStatus;
  /** Where it stands in the words of its own workflow: « À compléter ». Null where the status says it all. */
  readonly step: string | null;
  readonly channel: ChannelKind;
  readonly serviceId: string | null;
  readonly siteId: string;
  /** The authority whose agents answer. */
  readonly operatorId: string;
  /** The citizen's commune, whose agents read along. Null on the site of a body that is no commune. */
  readonly communeId: string | null;
  readonly requester: Requester;
  /** The account it is in: of whoever was signed in, or claimed it by its code. */
  readonly citizenId: string | null;
  /** Epoch milliseconds. */
  readonly openedAt: number;
}

export interface NewRequest {
  readonly service: Service;
  readonly channel: ChannelKind;
  readonly title: string;
  readonly requester: Requester;
  /** Makes a double sending one request: the same key at the same site returns the request it opened. */
  readonly once: string;
  /** Where it stands from the start. */
  readonly changes?: RequestChanges;
  /** What is asked, as the person says or writes it: the first message of the thread. */
  readonly message?: string;
}

export interface OpenedRequest {
  readonly request: CitizenRequest;
  /** Opens the request's page without an account. A secret: given to the citizen only, never stored in clear. */
  readonly code: string;
  /** False where `once` had opened it before. */
  readonly fresh: boolean;
}

/** A line of a request's timeline. */
export interface TimelineEntry {
  readonly at: number;
  readonly text: string;
  readonly by: string | null;
}

export interface RequestReader {
  /** The request that a tracking code opens, or null. Spaces, hyphens and case do not matter. */
  byCode(code: string): Promise<CitizenRequest | null>;
  /** The request that a `once` key opened on this site, or null: for a form that was sent twice. */
  byOnce(once: string): Promise<CitizenRequest | null>;
  /** A request of the tenant, or null. Says nothing of who may see it: `for` is the way of an agent's page. */
  byId(id: string): Promise<CitizenRequest | null>;
  /**
   * The open requests that an authority handles of these services, the oldest first: those after the one with the id `after`.
   * For work on many at once, not for a page that shows what they say.
   */
  openAt(
    operatorId: string,
    serviceIds: readonly string[],
    options: { readonly limit: number; readonly after?: string | undefined },
  ): Promise<readonly CitizenRequest[]>;
  /** The tracking code of a request, derived again: for the mails that go to its citizen. */
  codeOf(id: string): string;
  /** The requests in the account of the citizen who acts, newest first, 200 at most; none without an account. */
  mine(): Promise<readonly CitizenRequest[]>;
}

export interface RequestWriter extends RequestReader {
  /** Opens a request at the operator of the service, with its receipt by mail. Publishes `request.opened`. */
  open(request: NewRequest): Promise<OpenedRequest>;
  /** Moves a request on and says why on its timeline. Refuses (returns false) where it was moved on meanwhile. */
  move(
    id: string,
    from: readonly RequestStatus[],
    to: RequestStatus,
    text: string,
    changes?: RequestChanges,
  ): Promise<boolean>;
  /** Writes to the citizen, in the name of whoever acts or of the operator: on the request's thread, and by mail. */
  say(id: string, message: { readonly subject?: string; readonly text: string }): Promise<void>;
  /**
   * Writes a letter to the citizen, in the hand of the operator: drawn on paper (PDF) after the commit and kept with the
   * request, on its thread as text too, and by mail.
   */
  letter(id: string, letter: LetterWords): Promise<void>;
  /**
   * Sends a message of the request's channel to the citizen: by mail, or as a text message to the number they gave. `at`, in
   * epoch milliseconds, is when it is written and leaves; `about` is handed to whoever writes it.
   */
  send(
    id: string,
    message: string,
    options?: { readonly by?: 'mail' | 'text'; readonly at?: number; readonly about?: unknown },
  ): Promise<void>;
  /** Writes to those who work on it. Mail is not a place for answers: name the request, not what it says. */
  notify(
    id: string,
    to: Addressee,
    message: { readonly subject: string; readonly text: string },
  ): Promise<void>;
  /** Of those who hold a role at the operator, the agent who takes care of the fewest open requests; null where nobody does. */
  leastBusy(id: string, role: Role): Promise<string | null>;
  /**
   * Lets the agents of another body of the tenant read a request, its thread and its files: with why, as they read it
   * (« Avis demandé »), and until an instant in epoch milliseconds where it ends by itself. Shared again, the last reason and
   * end count.
   *
   * @throws TypeError for a body that is not of the tenant
   */
  share(
    id: string,
    authorityId: string,
    options: { readonly why: string; readonly until?: number },
  ): Promise<void>;
  /** Ends it before its time. */
  unshare(id: string, authorityId: string): Promise<void>;
  /** Adds a line to the timeline, visible to the citizen. */
  note(id: string, text: string): Promise<void>;
  /** Adds a note among those of the agents: the citizen does not see it. */
  remark(id: string, text: string): Promise<void>;
}

/** Who works on a request: counters of authorities, or agents. Where no agent is found, the counter of the operator. */
export type Addressee =
  | 'operator'
  | 'commune'
  /** Whoever takes care of it. */
  | 'assignee'
  /** Everyone at the operator who holds it. */
  | { readonly role: Role }
  /** The counter of a body of the tenant, by its id. */
  | { readonly authority: string };

/** What a letter says. The host adds the letterhead, the date, the addressee and how to check it. */
export interface LetterWords {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** « Le maire ». */
  readonly signedBy: string;
}

/** What else a move changes; what is left out stays. */
export interface RequestChanges {
  readonly step?: string | null;
  /** Id of the agent who takes care of it. */
  readonly assigneeId?: string | null;
  /** Epoch milliseconds: by when something must be done. */
  readonly dueAt?: number | null;
}

/** What happened, in the transaction that made it happen. */
export interface Events {
  'request.opened': { readonly request: CitizenRequest };
  'request.moved': { readonly request: CitizenRequest; readonly from: RequestStatus };
  /** Money came in for a request, online or at the counter. Once a payment. */
  'payment.settled': { readonly request: CitizenRequest; readonly payment: Payment };
  'request.answered': { readonly request: CitizenRequest; readonly by: Actor };
  /** A citizen signed in, in a browser that a site may have met before: `visitor` is the key of `PageCtx.visitor`, or null. */
  'citizen.signed-in': {
    readonly citizenId: string;
    readonly visitor: (plugin: string, purpose: string) => string | null;
  };
}
