// Every table of the host, in one picture. `tenant_id` is on every row about people: it is the border of personal
// data. Instants are epoch milliseconds in UTC, days are `YYYY-MM-DD`.

import { defineTables, jsonText, lowered } from '@parvis/db';
import type {
  AuthorityKind,
  ChannelKind,
  Contact,
  IdentityField,
  LetterWords,
  PrivacyContacts,
  Requester,
  RequestStatus,
  ServiceChannel,
  ServiceSheet,
} from '@parvis/kit';
import type { Brand } from '@parvis/theming';
import type { ScanState } from './files/scanner.ts';
import { uploadTables } from './files/uploads/tables.ts';
import type { FactSource } from './identity/facts.ts';
import type { SecondFactorPolicy } from './identity/second-factor-policy.ts';
import type { StoredAttachment } from './mail/mailer.ts';
import { paymentTables } from './payments/tables.ts';
import { ratingTables } from './ratings/tables.ts';
import type { ServiceChanges } from './services/catalogue.ts';
import { shareTables } from './sharing/tables.ts';

export const schema = defineTables((kit) => {
  // — Who pools, which bodies, which sites —
  const tenant = kit.table('tenant', {
    id: kit.id(),
    name: kit.text('name').notNull(),
    createdAt: kit.instant('created_at').notNull(),
    /** Whether its agents must have a second factor. */
    secondFactor: kit.text('second_factor').$type<SecondFactorPolicy>().notNull().default('required'),
  });

  const authority = kit.table(
    'authority',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      kind: kit.text('kind').$type<AuthorityKind>().notNull(),
      name: kit.text('name').notNull(),
      siren: kit.text('siren').notNull(),
      insee: kit.text('insee'),
      population: kit.integer('population'),
      contact: kit.json<Contact>('contact').notNull(),
      privacy: kit.json<PrivacyContacts>('privacy'),
    },
    (t) => [kit.uniqueIndex('authority_siren').on(t.tenantId, t.siren)],
  );

  const site = kit.table(
    'site',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      authorityId: kit.ref('authority_id', () => authority.id).notNull(),
      slug: kit.text('slug').notNull(),
      name: kit.text('name').notNull(),
      theme: kit.text('theme').notNull(),
      brand: kit.json<Brand>('brand').notNull(),
      zone: kit.text('zone').notNull(),
      demo: kit.boolean('demo').notNull().default(false),
    },
    (t) => [kit.uniqueIndex('site_slug').on(t.tenantId, t.slug)],
  );

  const siteHost = kit.table(
    'site_host',
    {
      host: kit.text('host').primaryKey(),
      siteId: kit.ref('site_id', () => site.id, { onDelete: 'cascade' }).notNull(),
      /** The one that mails and calendars link to. */
      main: kit.boolean('main').notNull(),
    },
    (t) => [kit.index('site_host_site').on(t.siteId)],
  );

  // — What can be asked for, and of whom —
  const service = kit.table(
    'service',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      /** The one body whose site shows it; null: every site of the tenant. */
      authorityId: kit.ref('authority_id', () => authority.id),
      slug: kit.text('slug').notNull(),
      title: kit.text('title').notNull(),
      official: kit.text('official'),
      summary: kit.text('summary').notNull(),
      theme: kit.text('theme').notNull(),
      keywords: kit.json<readonly string[]>('keywords').notNull(),
      featured: kit.boolean('featured').notNull(),
      position: kit.integer('position').notNull(),
      /** The level that operates it where no responsibility says otherwise. */
      level: kit.text('level').$type<'commune' | 'epci'>().notNull(),
      sheet: kit.json<ServiceSheet>('sheet').notNull(),
      channels: kit.json<readonly ServiceChannel[]>('channels').notNull(),
    },
    (t) => [kit.uniqueIndex('service_slug').on(t.tenantId, t.slug)],
  );

  const serviceAdaptation = kit.table(
    'service_adaptation',
    {
      siteId: kit.ref('site_id', () => site.id, { onDelete: 'cascade' }).notNull(),
      serviceId: kit.ref('service_id', () => service.id, { onDelete: 'cascade' }).notNull(),
      offered: kit.boolean('offered').notNull(),
      changes: kit.json<ServiceChanges>('changes').notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.siteId, t.serviceId] })],
  );

  const responsibility = kit.table(
    'responsibility',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      serviceId: kit.ref('service_id', () => service.id, { onDelete: 'cascade' }).notNull(),
      communeId: kit.ref('commune_id', () => authority.id).notNull(),
      operatorId: kit.ref('operator_id', () => authority.id).notNull(),
      since: kit.day('since').notNull(),
    },
    (t) => [kit.uniqueIndex('responsibility_once').on(t.serviceId, t.communeId, t.since)],
  );

  // — People who work for them —
  const agent = kit.table(
    'agent',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      email: kit.text('email').notNull(),
      name: kit.text('name').notNull(),
      /** Null for who signs in otherwise, or was invited and has not come yet. */
      passwordHash: kit.text('password_hash'),
      /** Locked in the vault. Null without an authenticator application. */
      totpSecret: kit.text('totp_secret'),
      /** The time step of the last code that was taken: no code is taken twice (RFC 6238, 5.2). */
      totpStep: kit.integer('totp_step'),
      invitedAt: kit.instant('invited_at'),
      /** Set when the account is closed: nobody signs in with it, its name stays on what was done. */
      disabledAt: kit.instant('disabled_at'),
    },
    (t) => [kit.uniqueIndex('agent_email').on(t.tenantId, t.email)],
  );

  const agentPasskey = kit.table(
    'agent_passkey',
    {
      /** The credential's own id, base64url. */
      id: kit.text('id').primaryKey(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      agentId: kit.ref('agent_id', () => agent.id, { onDelete: 'cascade' }).notNull(),
      /** The host that it was made on, and works on (WebAuthn, 5.1.2). */
      rpId: kit.text('rp_id').notNull(),
      /** COSE, base64url. */
      publicKey: kit.text('public_key').notNull(),
      counter: kit.integer('counter').notNull(),
      transports: kit.json<readonly string[]>('transports').notNull(),
      label: kit.text('label').notNull(),
      createdAt: kit.instant('created_at').notNull(),
      usedAt: kit.instant('used_at'),
    },
    (t) => [kit.index('agent_passkey_agent').on(t.agentId)],
  );

  /** Ways back in for an agent who lost their telephone: each works once. */
  const agentRecoveryCode = kit.table(
    'agent_recovery_code',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      agentId: kit.ref('agent_id', () => agent.id, { onDelete: 'cascade' }).notNull(),
      codeHash: kit.text('code_hash').notNull(),
      usedAt: kit.instant('used_at'),
    },
    (t) => [kit.uniqueIndex('agent_recovery_code_once').on(t.agentId, t.codeHash)],
  );

  const agentRole = kit.table(
    'agent_role',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      agentId: kit.ref('agent_id', () => agent.id, { onDelete: 'cascade' }).notNull(),
      authorityId: kit.ref('authority_id', () => authority.id).notNull(),
      role: kit.text('role').notNull(),
      /** The last day it is held, or null. */
      until: kit.day('until'),
    },
    (t) => [kit.uniqueIndex('agent_role_once').on(t.agentId, t.authorityId, t.role)],
  );

  // — Citizens' accounts: never required, one a tenant —
  const citizen = kit.table(
    'citizen',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      /** Folded, and proven by a code that was sent there. Null for who only comes through a provider. */
      email: kit.text('email'),
      passwordHash: kit.text('password_hash'),
      /** What is known of them, and where each fact came from (CRPA L114-8). */
      identity: kit.json<{ readonly [K in IdentityField]?: FactSource }>('identity').notNull(),
      createdAt: kit.instant('created_at').notNull(),
      /** Of the last sign-in: accounts that nobody uses are erased. */
      seenAt: kit.instant('seen_at').notNull(),
      /** When they were told that the account will be erased, unless they come back. */
      warnedAt: kit.instant('warned_at'),
    },
    (t) => [
      kit.uniqueIndex('citizen_email').on(t.tenantId, t.email),
      kit.index('citizen_seen').on(t.tenantId, t.seenAt),
    ],
  );

  // — Getting in —
  const sessionColumns = {
    /** SHA-256 of the session id, in hexadecimal: the id itself is in the person's cookie only. */
    idHash: kit.text('id_hash').primaryKey(),
    /** The person signed in then: however busy the session, it ends some hours later. */
    startedAt: kit.instant('started_at').notNull(),
    expiresAt: kit.instant('expires_at').notNull(),
    /** « Firefox sur Windows », for the list of sessions. */
    device: kit.text('device').notNull(),
    /** `password`, `link`, `passkey`, or the name of a provider. */
    signedInBy: kit.text('signed_in_by').notNull(),
    /** Locked in the vault: what the provider asks for at sign-out. */
    logoutHint: kit.text('logout_hint'),
  };

  const agentSession = kit.table(
    'agent_session',
    {
      ...sessionColumns,
      personId: kit.ref('agent_id', () => agent.id, { onDelete: 'cascade' }).notNull(),
      /** The authority the agent chose to work for. */
      authorityId: kit.ref('authority_id', () => authority.id),
    },
    (t) => [
      kit.index('agent_session_agent').on(t.personId),
      kit.index('agent_session_expiry').on(t.expiresAt),
    ],
  );

  const citizenSession = kit.table(
    'citizen_session',
    {
      ...sessionColumns,
      personId: kit.ref('citizen_id', () => citizen.id, { onDelete: 'cascade' }).notNull(),
    },
    (t) => [
      kit.index('citizen_session_citizen').on(t.personId),
      kit.index('citizen_session_expiry').on(t.expiresAt),
    ],
  );

  /** Accounts of people elsewhere. Linked by `sub` only, never by an address. */
  const linkedIdentity = kit.table(
    'linked_identity',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      provider: kit.text('provider').notNull(),
      /** Keyed hash of the provider's `sub`. */
      subjectHash: kit.text('subject_hash').notNull(),
      citizenId: kit.ref('citizen_id', () => citizen.id, { onDelete: 'cascade' }),
      agentId: kit.ref('agent_id', () => agent.id, { onDelete: 'cascade' }),
      linkedAt: kit.instant('linked_at').notNull(),
    },
    (t) => [
      kit.uniqueIndex('linked_identity_subject').on(t.tenantId, t.provider, t.subjectHash),
      kit.index('linked_identity_citizen').on(t.citizenId),
      kit.index('linked_identity_agent').on(t.agentId),
    ],
  );

  /** Links and short codes that work once and soon end. */
  const oneTime = kit.table(
    'one_time',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      /** What it opens, such as `citizen-sign-in`. */
      purpose: kit.text('purpose').notNull(),
      /** Keyed hash of the token in the link. */
      tokenHash: kit.text('token_hash').notNull(),
      /** Keyed hash of the short code, for who reads the mail on another device. */
      codeHash: kit.text('code_hash'),
      /** Wrong short codes so far. */
      tries: kit.integer('tries').notNull().default(0),
      email: kit.text('email'),
      citizenId: kit.ref('citizen_id', () => citizen.id, { onDelete: 'cascade' }),
      agentId: kit.ref('agent_id', () => agent.id, { onDelete: 'cascade' }),
      /** Locked in the vault: what the purpose needs besides. */
      payload: kit.text('payload'),
      createdAt: kit.instant('created_at').notNull(),
      expiresAt: kit.instant('expires_at').notNull(),
      usedAt: kit.instant('used_at'),
    },
    (t) => [kit.uniqueIndex('one_time_token').on(t.tokenHash), kit.index('one_time_expiry').on(t.expiresAt)],
  );

  /** A sign-in that is away at a provider. The provider is given an opaque `state`; everything else stays here. */
  const oidcFlow = kit.table(
    'oidc_flow',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      siteId: kit.ref('site_id', () => site.id, { onDelete: 'cascade' }).notNull(),
      provider: kit.text('provider').notNull(),
      /** Keyed hash of `state`. Marked when the provider sent the person back: it works once. */
      stateHash: kit.text('state_hash'),
      /** Keyed hash of the hand-off code to the site. Marked when it was used. */
      handoffHash: kit.text('handoff_hash'),
      /** Keyed hash of the browser that left, under the site's own cookie. */
      visitorHash: kit.text('visitor_hash').notNull(),
      /** Locked in the vault: nonce, PKCE verifier and return path, then what the provider vouched for. */
      payload: kit.text('payload').notNull(),
      expiresAt: kit.instant('expires_at').notNull(),
    },
    (t) => [
      kit.uniqueIndex('oidc_flow_state').on(t.stateHash),
      kit.uniqueIndex('oidc_flow_handoff').on(t.handoffHash),
      kit.index('oidc_flow_expiry').on(t.expiresAt),
    ],
  );

  /** Tries that are counted by all nodes of an installation (see `limiter` of the database). */
  const rateLimit = kit.table(
    'rate_limit',
    {
      key: kit.text('key').primaryKey(),
      points: kit.integer('points').notNull(),
      /** Null for a key that is blocked for good, which the host never does. */
      expire: kit.instant('expire'),
    },
    (t) => [kit.index('rate_limit_expire').on(t.expire)],
  );

  // — What citizens asked for —
  const request = kit.table(
    'request',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      siteId: kit.ref('site_id', () => site.id).notNull(),
      serviceId: kit.ref('service_id', () => service.id),
      operatorId: kit.ref('operator_id', () => authority.id).notNull(),
      communeId: kit.ref('commune_id', () => authority.id),
      reference: kit.text('reference').notNull(),
      /** HMAC of the tracking code under the installation's secret. */
      codeHash: kit.text('code_hash').notNull(),
      onceHash: kit.text('once_hash').notNull(),
      channel: kit.text('channel').$type<ChannelKind>().notNull(),
      title: kit.text('title').notNull(),
      status: kit.text('status').$type<RequestStatus>().notNull(),
      /** In the words of its workflow. */
      step: kit.text('step'),
      /** Who takes care of it. */
      assigneeId: kit.ref('assignee_id', () => agent.id, { onDelete: 'set null' }),
      /** By when something must be done. */
      dueAt: kit.instant('due_at'),
      requester: kit.json<Requester>('requester').notNull(),
      /** The account that it is in. */
      citizenId: kit.ref('citizen_id', () => citizen.id, { onDelete: 'set null' }),
      /** Words of its reference, title, name and commune (`requests/search.ts`): what the inbox searches. */
      searchText: kit.text('search_text').notNull(),
      openedAt: kit.instant('opened_at').notNull(),
      movedAt: kit.instant('moved_at').notNull(),
      /** When what it said of a person was erased: its reference and dates stay, for counting. */
      erasedAt: kit.instant('erased_at'),
    },
    (t) => [
      kit.uniqueIndex('request_reference').on(t.tenantId, t.reference),
      kit.uniqueIndex('request_code').on(t.codeHash),
      kit.uniqueIndex('request_once').on(t.onceHash),
      // The inbox, page by page: by arrival, and by deadline. Its words are in `requests/search.ts`.
      kit.index('request_operator_at').on(t.operatorId, t.openedAt, t.id),
      kit.index('request_commune_at').on(t.communeId, t.openedAt, t.id),
      kit.index('request_operator_due').on(t.operatorId, t.dueAt, t.id),
      kit.index('request_commune_due').on(t.communeId, t.dueAt, t.id),
      // What is still open at a body: of one service, or for too long.
      kit.index('request_operator_open').on(t.operatorId, t.status, t.openedAt, t.serviceId, t.id),
      kit.index('request_assignee').on(t.assigneeId, t.openedAt),
      kit.index('request_citizen').on(t.citizenId, t.id),
      // Whose address it gives: what is kept about one person.
      kit.index('request_email').on(t.tenantId, lowered(jsonText(t.requester, 'email'))),
      // What is due for erasure, and what was left open too long.
      kit.index('request_due').on(t.tenantId, t.erasedAt, t.movedAt),
    ],
  );

  const requestEntry = kit.table(
    'request_entry',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      requestId: kit.ref('request_id', () => request.id, { onDelete: 'cascade' }).notNull(),
      at: kit.instant('at').notNull(),
      text: kit.text('text').notNull(),
      /** As people read it: « Mairie du Favril ». Null for what the machine did. */
      by: kit.text('by'),
      agentId: kit.text('agent_id'),
    },
    (t) => [kit.index('request_entry_request').on(t.requestId, t.at)],
  );

  const requestMessage = kit.table(
    'request_message',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      requestId: kit.ref('request_id', () => request.id, { onDelete: 'cascade' }).notNull(),
      at: kit.instant('at').notNull(),
      from: kit.text('from').$type<'citizen' | 'agent'>().notNull(),
      author: kit.text('author').notNull(),
      agentId: kit.text('agent_id'),
      body: kit.text('body').notNull(),
      /** What is drawn of it on paper, where it is a letter. */
      letter: kit.json<LetterWords>('letter'),
    },
    (t) => [kit.index('request_message_request').on(t.requestId, t.at)],
  );

  /** What agents tell each other about a request. Its citizen never sees them. */
  const requestNote = kit.table(
    'request_note',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      requestId: kit.ref('request_id', () => request.id, { onDelete: 'cascade' }).notNull(),
      at: kit.instant('at').notNull(),
      /** As agents read it: « Jeanne Martin, mairie du Favril ». */
      author: kit.text('author').notNull(),
      agentId: kit.text('agent_id'),
      body: kit.text('body').notNull(),
    },
    (t) => [kit.index('request_note_request').on(t.requestId, t.at)],
  );

  /** A search of the inbox that an agent keeps for an authority. */
  const inboxFilter = kit.table(
    'inbox_filter',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      agentId: kit.ref('agent_id', () => agent.id, { onDelete: 'cascade' }).notNull(),
      authorityId: kit.ref('authority_id', () => authority.id).notNull(),
      name: kit.text('name').notNull(),
      /** As the address says it: `etat=ouvertes&retard=oui`. */
      query: kit.text('query').notNull(),
    },
    (t) => [kit.index('inbox_filter_agent').on(t.agentId, t.authorityId)],
  );

  /** A text that an authority's agents answer with. */
  const answerTemplate = kit.table(
    'answer_template',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      authorityId: kit.ref('authority_id', () => authority.id).notNull(),
      name: kit.text('name').notNull(),
      /** With places: `{{demandeur}}`, `{{reference}}`, `{{demarche}}`. */
      text: kit.text('text').notNull(),
    },
    (t) => [kit.index('answer_template_authority').on(t.authorityId)],
  );

  const file = kit.table(
    'file',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      /** Null until the request it was sent for is opened. */
      requestId: kit.ref('request_id', () => request.id, { onDelete: 'cascade' }),
      /** The message that it came with, whoever wrote it. A file outlives its message: it is erased with its request. */
      messageId: kit.ref('message_id', () => requestMessage.id, { onDelete: 'set null' }),
      name: kit.text('name').notNull(),
      type: kit.text('type').notNull(),
      size: kit.integer('size').notNull(),
      /** What clamd said, where there is one. */
      scan: kit.text('scan').$type<ScanState>().notNull().default('off'),
      keptAt: kit.instant('kept_at').notNull(),
    },
    (t) => [
      kit.index('file_request').on(t.requestId),
      kit.index('file_message').on(t.messageId),
      kit.index('file_loose').on(t.keptAt),
    ],
  );

  // — What the machine does later —
  const job = kit.table(
    'job',
    {
      id: kit.id(),
      /** `core` or the name of a plugin. */
      owner: kit.text('owner').notNull(),
      name: kit.text('name').notNull(),
      siteId: kit.ref('site_id', () => site.id, { onDelete: 'cascade' }),
      payload: kit.json<unknown>('payload').notNull(),
      dueAt: kit.instant('due_at').notNull(),
      attempts: kit.integer('attempts').notNull().default(0),
      /** Set when it will not be tried again. */
      failedAt: kit.instant('failed_at'),
      error: kit.text('error'),
    },
    (t) => [kit.index('job_due').on(t.failedAt, t.dueAt)],
  );

  /** Mails kept instead of sent, where no SMTP server is set: the demonstration's mailbox. */
  const mail = kit.table(
    'mail',
    {
      id: kit.id(),
      to: kit.text('to').notNull(),
      from: kit.text('from').notNull(),
      subject: kit.text('subject').notNull(),
      text: kit.text('text').notNull(),
      html: kit.text('html').notNull(),
      attachments: kit.json<readonly StoredAttachment[]>('attachments').notNull(),
      at: kit.instant('at').notNull(),
    },
    (t) => [kit.index('mail_at').on(t.at)],
  );

  // — Who did what, and who looked —

  /** Append-only: triggers refuse anything else. It points to nothing, so that it outlives what it tells of. */
  const audit = kit.table(
    'audit',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      /** 1, 2, 3… within the tenant. */
      number: kit.integer('number').notNull(),
      at: kit.instant('at').notNull(),
      actorKind: kit.text('actor_kind').$type<'citizen' | 'agent' | 'system'>().notNull(),
      actorId: kit.text('actor_id'),
      /** For whom the agent worked. */
      authorityId: kit.text('authority_id'),
      siteId: kit.text('site_id'),
      /** `<owner>.<what>`: `request.looked`, `agent.invited`. */
      action: kit.text('action').notNull(),
      subjectKind: kit.text('subject_kind').notNull(),
      subjectId: kit.text('subject_id'),
      /** Whose data it is, where they have an account. */
      citizenId: kit.text('citizen_id'),
      /** Names, address, what changed: encrypted under the key of its month. */
      details: kit.text('details'),
      /** HMAC of the line before, and of this one with it: base64url. */
      previous: kit.text('previous').notNull(),
      hash: kit.text('hash').notNull(),
    },
    (t) => [
      kit.uniqueIndex('audit_number').on(t.tenantId, t.number),
      kit.index('audit_subject').on(t.tenantId, t.subjectKind, t.subjectId),
      kit.index('audit_citizen').on(t.tenantId, t.citizenId),
      // The journal, newest first: of an agent, of an action, of a day.
      kit.index('audit_actor_number').on(t.tenantId, t.actorId, t.number),
      kit.index('audit_action_number').on(t.tenantId, t.action, t.number),
      kit.index('audit_at_number').on(t.tenantId, t.at, t.number),
    ],
  );

  /** The end of each tenant's chain, so that a line is added without looking for the last. */
  const auditHead = kit.table('audit_head', {
    tenantId: kit.text('tenant_id').primaryKey(),
    number: kit.integer('number').notNull(),
    hash: kit.text('hash').notNull(),
  });

  /** The key of a month's details, itself locked in the vault. Deleting it makes them unreadable; the chain stays whole. */
  const auditKey = kit.table(
    'audit_key',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      /** `2026-11`. */
      month: kit.text('month').notNull(),
      key: kit.text('key').notNull(),
    },
    (t) => [kit.uniqueIndex('audit_key_month').on(t.tenantId, t.month)],
  );

  return {
    tenant,
    authority,
    site,
    siteHost,
    service,
    serviceAdaptation,
    responsibility,
    agent,
    agentPasskey,
    agentRecoveryCode,
    agentRole,
    citizen,
    agentSession,
    citizenSession,
    linkedIdentity,
    oneTime,
    oidcFlow,
    rateLimit,
    request,
    requestEntry,
    requestMessage,
    requestNote,
    ...shareTables(kit, { tenant, authority, request }),
    inboxFilter,
    answerTemplate,
    file,
    job,
    mail,
    audit,
    auditHead,
    auditKey,
    // — What is paid —
    ...paymentTables(kit, { tenant, site, authority, request }),
    // — What is still arriving —
    ...uploadTables(kit, { tenant, site }),
    // — What people thought of it —
    ...ratingTables(kit, { tenant, site, service, authority, request }),
  };
});
