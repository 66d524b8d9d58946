// Where a plugin's code stands: the site, the tenant and the actor it serves, and the ways to data bound to them.

import type { Reader, SQL, Tx } from '@parvis/db';
import type { Input } from '@parvis/forms';
import type { Actor, AgentActor, Authority, Site, Tenant } from './bodies.ts';
import type { FileReader, FileWriter, KeptFiles } from './files.ts';
import type { Html } from './html.ts';
import type { IdentityField } from './identity.ts';
import type { PersonalMessage, Recipient } from './mail.ts';
import type { Paper } from './papers.ts';
import type { PaymentWriter } from './payments.ts';
import type { CitizenRequest, Events, RequestReader, RequestWriter, Service } from './requests.ts';
import type { ServiceWriter } from './services.ts';

/** A table with the column that keeps tenants apart. Every plugin table about people has it. */
export interface OwnedTable {
  readonly tenantId: unknown;
}

/** What every piece of plugin code is given. */
export interface Ctx {
  readonly tenant: Tenant;
  /** The site being shown, or on which the request was made. */
  readonly site: Site;
  readonly actor: Actor;
  /** Epoch milliseconds, once a page or job: everything on it agrees about the time. */
  readonly now: number;
  /** Committed data only. Bind every query with `own`. */
  readonly read: Reader;
  readonly requests: RequestReader;
  readonly files: FileReader;
  /** The authorities of the tenant, from the site's snapshot: no query. */
  readonly authorities: readonly Authority[];
  /** The services shown on the site, from its snapshot: no query. */
  readonly services: readonly Service[];
  /** The condition that a row is of this tenant, with what else is asked. */
  own(table: OwnedTable, ...conditions: readonly (SQL | undefined)[]): SQL;
  /** One serializable transaction. May run twice: anything outside the database goes through `enqueue`. */
  write<T>(work: (tx: TxCtx) => Promise<T>): Promise<T>;
  /** Renders the plugin's own view (`<plugin>/<name>`) in the site's theme, which may override it. */
  view(name: string, page: object): Html;
  /** Whether the installation can send text messages. */
  readonly texts: boolean;
  /** An absolute address on this site, for mails and calendars. */
  url(path: string): string;
  /** A keyed hash under the installation's secret, for what must be checked but never stored in clear. */
  seal(purpose: string, value: string): string;
  /** Locks what must be read again, such as a password for another server, under the installation's secret. */
  lock(purpose: string, plain: string): string;
  /** What was locked for that purpose; null for anything else, and where the secret is another one. */
  unlock(purpose: string, locked: string): string | null;
}

/** Inside a transaction. Gone when it ends. */
export interface TxCtx extends Omit<Ctx, 'write' | 'requests' | 'files' | 'read'> {
  readonly tx: Tx;
  readonly requests: RequestWriter;
  readonly files: FileWriter;
  readonly payments: PaymentWriter;
  readonly catalogue: ServiceWriter;
  /** Runs the plugin's own job after the commit, at least once. `at` is in epoch milliseconds. */
  enqueue(job: string, payload: unknown, options?: { readonly at?: number }): Promise<void>;
  /**
   * Writes to a person who has no request yet, at an address that they gave. What it says may be a secret: it is locked until it
   * leaves, and does not leave after `until` (epoch milliseconds). Ask `PageCtx.tries` first: anyone can type an address.
   */
  tell(to: Recipient, message: PersonalMessage, until: number): Promise<void>;
  /** Runs the handlers of every plugin in this transaction. */
  publish<E extends keyof Events>(event: E, payload: Events[E]): Promise<void>;
  /** Drops every cached page that shows what carries this tag. Plugin tags start with the plugin's name. */
  touch(...tags: readonly string[]): void;
  /** Adds a line to the audit log, in this transaction: `<plugin>.<what was done>`, to what. */
  record(action: string, subject: AuditSubject): Promise<void>;
}

/** What an audited act was done to. */
export interface AuditSubject {
  /** `request`, `agent`, `citizen`, or a plugin's own word. */
  readonly kind: string;
  readonly id: string | null;
  /** Whose data it is: the citizen's account, where there is one. */
  readonly citizenId?: string | null;
  /** More, kept encrypted and unreadable once the log's retention has passed. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface Crumb {
  readonly text: string;
  readonly href?: string;
}

export interface PageOptions {
  readonly title: string;
  readonly description?: string;
  /** What comes between the home page and this one. */
  readonly breadcrumb?: readonly Crumb[];
  readonly status?: 200 | 409 | 422;
  /** Lets the page be kept for everyone: what it shows (tags), and until when at most (epoch milliseconds). */
  readonly cache?: { readonly tags: readonly string[]; readonly until?: number };
  /** The origin that a form of the page leads to in the end, by a redirection: without it, forms stay on the site. */
  readonly leadsTo?: string;
  /** The page has a field for an address or a point: its script may look addresses up, and ask the browser where it is. */
  readonly asksPlace?: boolean;
  /** Files of the site itself are shown in a frame of the page. */
  readonly framesFiles?: boolean;
}

/** In a public page of a site. */
export interface PageCtx extends Ctx {
  readonly url: (path: string) => string;
  /** The service of the address, under a channel's `start`. */
  readonly service: Service | null;
  /** The body as sent, files included; files over the limit are dropped but counted in `size`. Parsed once. */
  body(): Promise<Input>;
  /** Looks at uploads of the body and keeps them beyond this page. */
  keep(files: readonly { readonly id: string }[]): Promise<KeptFiles>;
  /** A stable key of this visitor's browser for one purpose, under a cookie that only this site reads. */
  visitor(purpose: string): string;
  /** Counts tries by network address. Each says how long to wait, « 12 minutes », or null to go on. */
  readonly tries: {
    /** Before a code that someone typed is looked up. */
    code(): Promise<string | null>;
    /** It opened something: that try does not count. */
    codeWasRight(): Promise<void>;
    /** Before a message leaves to an address that someone typed: counted for the address too. */
    message(to: string): Promise<string | null>;
  };
  /** A whole page in the site's layout, from the plugin's own view. */
  page(view: string, model: object, options: PageOptions): Response;
  /** A paper of the public body that answers for the page’s service, or of the site’s, to print or keep; `name` ends in `.pdf`. */
  paper(paper: Paper, name: string): Promise<Response>;
  /** 303: after a form was taken, so that reloading sends nothing twice. */
  seeOther(path: string): Response;
  /** The colours of the site's buttons, each `#rrggbb`, readable one on the other. */
  colours(): { readonly ground: string; readonly ink: string };
  /** The anti-forgery token for this visitor; the `form` component needs it. */
  readonly csrf: string;
  /**
   * What the account of whoever is signed in says of them, to fill a form before they type; nothing without an account. A page
   * that uses it says so at the field: `FROM_ACCOUNT`.
   */
  readonly known: Readonly<Partial<Record<IdentityField, string>>>;
}

/** Under a field that was filled from the account. */
export const FROM_ACCOUNT = 'Repris de votre espace.';

/** In a page of the back office. Only agents get here. */
export interface DeskCtx extends PageCtx {
  readonly actor: AgentActor;
  /** Refuses the page where the agent does not hold the permission at the authority they work for. */
  demand(permission: string): void;
  /** A request that this agent may see, with whether they may act on it; null is answered by a 404 page. */
  requestFor(id: string): Promise<{ readonly request: CitizenRequest; readonly mayAct: boolean } | null>;
  /**
   * Says that the page shows personal data of these: it is written to the audit log before the page is sent.
   * `requestFor` says it itself.
   */
  looked(kind: string, ids: readonly string[]): void;
}
