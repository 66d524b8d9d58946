// A plugin is data that the host reads. It never edits the host: list order never matters, and the host can say what
// each plugin adds.

import type { Tables } from '@parvis/db';
import type { Hono } from 'hono';
import type { Role } from './bodies.ts';
import type { Ctx, DeskCtx, PageCtx, TxCtx } from './ctx.ts';
import type { Endpoint } from './endpoints.ts';
import type { Html } from './html.ts';
import type { IdentityProvider } from './identity.ts';
import type { ChannelMessage, MailContent } from './mail.ts';
import type { PaperFact } from './papers.ts';
import type { PaymentProvider } from './payments.ts';
import type { RetentionRule } from './privacy.ts';
import type { ChannelKind, CitizenRequest, Events, Service, ServiceChannel } from './requests.ts';

/** Routes of public pages. Read the page's context with `c.var.page`. */
export type PageRouter = Hono<{ Variables: { page: PageCtx } }>;

/** Routes of back-office pages. Read the page's context with `c.var.page`. */
export type DeskRouter = Hono<{ Variables: { page: DeskCtx } }>;

/** One way into a service, as its page offers it. */
export interface Way {
  readonly title: string;
  readonly text: string;
  readonly href?: string;
  readonly details?: readonly string[];
  /** It leaves the site. */
  readonly external?: boolean;
}

/** How a plugin delivers services. */
export interface Channel {
  /** The way in for a service, or null where the channel has nothing to offer it on this site. */
  offer(ctx: Ctx, service: Service, settings: ServiceChannel): Promise<Way | null>;
  /** Pages under `/demarches/<service>/commencer`, with `c.var.page.service` set. */
  readonly start?: (app: PageRouter) => void;
  /** The page that a code opens which is no request's, given at `/suivi`; null for one that opens nothing. */
  resume?(ctx: Ctx, code: string): Promise<string | null>;
  /** The address of the form on paper, to fill in by hand, where the channel has one; under its `start`. */
  blank?(service: Service): string;
  /** The channel's own part of a request, on the citizen's page and on the agent's. */
  show?(
    ctx: Ctx,
    request: CitizenRequest,
    viewer: 'citizen' | 'agent',
    options: ShowOptions,
  ): Promise<Html | null>;
  /** What the receipt says beyond the mentions of CRPA R112-11-1, which the host adds. Null sends none. */
  receipt?(ctx: Ctx, request: CitizenRequest): Promise<MailContent | null>;
  /**
   * What else is written to citizens, by name: see `RequestWriter.send`. Written when it leaves, from what is true then; null
   * where there is nothing to say any more.
   */
  readonly messages?: Readonly<
    Record<string, (ctx: Ctx, request: CitizenRequest, about: unknown) => Promise<ChannelMessage | null>>
  >;
  /**
   * What the receipt says of the case, above all what silence will mean, and when (CRPA R112-11-1): as it stood when the
   * request came, whenever it is asked, for the receipt is drawn again from it.
   */
  receiptFacts?(ctx: Ctx, request: CitizenRequest): Promise<readonly PaperFact[]>;
  /** The desk page on which agents change how it works for a service, where there is one; behind the plugin's menu. */
  settings?(settings: ServiceChannel): string | null;
  /** It moves its requests on itself, from its block on the agent's page: the host offers no closure of its own. */
  readonly moves?: boolean;
}

export interface ShowOptions {
  /** Anti-forgery token for forms in the block. */
  readonly csrf: string;
  /** On the citizen's page: the tracking code, for links and forms. */
  readonly code?: string;
  /** On the agent's page: they may act on the request, not only read it. */
  readonly mayAct?: boolean;
}

/** Places of the host's pages where plugins add a block: « Aujourd’hui à la mairie », and a citizen's own space. */
export type Slot = 'home.today' | 'space.next';

/** Something that an agent may do at an authority. Denied unless a role of theirs there holds it. */
export interface Permission {
  /** What it allows, in French: « Lire les demandes ». */
  readonly text: string;
  /** Who holds it. Administrators hold what they are named for, like everyone else. */
  readonly roles: readonly Role[];
}

/** What an installation's operator is told of a part that may be wrongly set up. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** A sentence for the operator, in English. */
  readonly text: string;
}

/** Something that moves from one installation to another as a file: `parvis <what> export`, `parvis <what> import`. */
export interface Exchange {
  /**
   * What the body of the site uses under that name, as JSON.
   *
   * @throws CodedError where there is none
   */
  export(tx: TxCtx, name: string): Promise<object>;
  /**
   * Takes a file in for the body of the site, or with `dry` only says what would happen. Returns what there is to know, in
   * French, a sentence each.
   *
   * @throws CodedError for what could not work: nothing is changed then
   */
  import(tx: TxCtx, file: Uint8Array, options: { readonly dry: boolean }): Promise<readonly string[]>;
}

/** What a new tenant gets from a plugin, so that its sites work at once. */
export type Starter = (tx: TxCtx) => Promise<void>;

export interface Plugin {
  /** kebab-case, permanent: prefixes tables, jobs, permissions, views. */
  readonly name: string;
  /** Major of this contract; boot refuses any other. */
  readonly api: 1;
  /** Names of plugins that must be there. */
  readonly needs?: readonly string[];
  readonly tables?: Tables;
  /** Folder with `sqlite/` and `postgres/`: forward-only SQL. */
  readonly migrations?: URL;
  readonly views?: URL;
  /** By `<plugin>.<verb>`. */
  readonly permissions?: Readonly<Record<string, Permission>>;
  /**
   * What the lines say that it writes to the audit log, by `<plugin>.<what>`, or by `<kind>.looked` for what its pages show,
   * in French: « A déplacé un rendez-vous ».
   */
  readonly acts?: Readonly<Record<string, string>>;
  readonly channels?: { readonly [K in ChannelKind]?: Channel };
  /**
   * Public pages by the first part of their address, such as `/rendez-vous`: one owner each. Called, and their modules imported
   * in it, when somebody first comes, or a moment after the start.
   */
  readonly pages?: Readonly<Record<`/${string}`, (app: PageRouter) => void | Promise<void>>>;
  /** JSON for machines, by address: `/api/v1/places.json`. One owner each. */
  readonly endpoints?: Readonly<Record<`/api/${string}`, Endpoint>>;
  /** Entries of a site's menu. */
  readonly menu?: readonly { readonly href: string; readonly text: string }[];
  /** Back-office pages, under `/agent/<name>`; in the menu of whoever holds the permission, where they have an entry there. */
  readonly desk?: {
    readonly menu?: { readonly label: string; readonly permission: string };
    /** Entries of pages below, with permissions of their own: `path` comes after `/agent/<name>/`. */
    readonly also?: readonly { readonly path: string; readonly label: string; readonly permission: string }[];
    /**
     * Called when an agent first comes, or a moment after the start. It imports the modules of the pages: a site does not wait
     * for its desk to be there.
     */
    readonly routes: (app: DeskRouter) => void | Promise<void>;
  };
  readonly slots?: { readonly [K in Slot]?: SlotFiller };
  /** In the publishing transaction: a handler that throws undoes it all. */
  readonly on?: { readonly [E in keyof Events]?: (tx: TxCtx, event: Events[E]) => Promise<void> };
  /** Later, at least once, with the tenant and site that enqueued them. */
  readonly jobs?: Readonly<Record<string, (ctx: Ctx, payload: unknown) => Promise<void>>>;
  /** Those of its jobs that run each night, once a tenant, with an empty payload. */
  readonly daily?: readonly string[];
  readonly starter?: Starter;
  /** What it stores about people: the register, the privacy pages, exports, erasure and the nightly purge come from it. */
  readonly retention?: readonly RetentionRule[];
  /** Its tables that hold nothing about people, by name, each with the reason. */
  readonly impersonal?: Readonly<Record<string, string>>;
  /** Ways to sign in that another server vouches for, by their permanent name. */
  readonly identity?: Readonly<Record<string, IdentityProvider>>;
  /** Services that take money for public bodies, by their permanent name. */
  readonly payments?: Readonly<Record<string, PaymentProvider>>;
  /** What moves between installations as a file, by the word of the command line: `procedure`. */
  readonly exchanges?: Readonly<Record<string, () => Promise<Exchange>>>;
  /** Settings, connections, credentials: what `parvis check` looks at. */
  readonly check?: () => Promise<readonly Check[]>;
}

/** A block for a slot: its markup, what it shows (tags of the page cache), and until when it holds. */
export type SlotFiller = (ctx: Ctx) => Promise<SlotBlock | null>;

export interface SlotBlock {
  readonly html: Html;
  readonly tags: readonly string[];
  readonly until?: number;
}

/** Freezes a plugin. The host checks it at boot, against the other plugins. */
export function definePlugin(plugin: Plugin): Plugin {
  return Object.freeze(plugin);
}
