// Every table of the host, in one picture. `tenant_id` is on every row about people: it is the border of personal
// data. Instants are epoch milliseconds in UTC, days are `YYYY-MM-DD`.

import { defineTables } from '@parvis/db';
import type {
  AuthorityKind,
  ChannelKind,
  Contact,
  MailAttachment,
  Requester,
  RequestStatus,
  ServiceChannel,
  ServiceSheet,
} from '@parvis/kit';
import type { Brand } from '@parvis/theming';
import type { ServiceChanges } from './services/catalogue.ts';

export const schema = defineTables((kit) => {
  // — Who pools, which bodies, which sites —
  const tenant = kit.table('tenant', {
    id: kit.id(),
    name: kit.text('name').notNull(),
    createdAt: kit.instant('created_at').notNull(),
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
      passwordHash: kit.text('password_hash').notNull(),
    },
    (t) => [kit.uniqueIndex('agent_email').on(t.tenantId, t.email)],
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

  const session = kit.table(
    'session',
    {
      /** SHA-256 of the session id, in hexadecimal: the id itself is in the agent's cookie only. */
      idHash: kit.text('id_hash').primaryKey(),
      agentId: kit.ref('agent_id', () => agent.id, { onDelete: 'cascade' }).notNull(),
      /** The authority the agent chose to work for. */
      authorityId: kit.ref('authority_id', () => authority.id).notNull(),
      /** The password was given then: however busy the session, it ends some hours later. */
      startedAt: kit.instant('started_at').notNull(),
      expiresAt: kit.instant('expires_at').notNull(),
    },
    (t) => [kit.index('session_agent').on(t.agentId), kit.index('session_expiry').on(t.expiresAt)],
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
      requester: kit.json<Requester>('requester').notNull(),
      /** Reference, title and name, folded: what the inbox searches. */
      searchText: kit.text('search_text').notNull(),
      openedAt: kit.instant('opened_at').notNull(),
      movedAt: kit.instant('moved_at').notNull(),
    },
    (t) => [
      kit.uniqueIndex('request_reference').on(t.tenantId, t.reference),
      kit.uniqueIndex('request_code').on(t.codeHash),
      kit.uniqueIndex('request_once').on(t.onceHash),
      // Ids are ordered by time: the inbox reads them backwards, page by page.
      kit.index('request_operator').on(t.operatorId, t.id),
      kit.index('request_commune').on(t.communeId, t.id),
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
    },
    (t) => [kit.index('request_message_request').on(t.requestId, t.at)],
  );

  const file = kit.table(
    'file',
    {
      id: kit.id(),
      tenantId: kit.ref('tenant_id', () => tenant.id).notNull(),
      /** Null until the request it was sent for is opened. */
      requestId: kit.ref('request_id', () => request.id, { onDelete: 'cascade' }),
      name: kit.text('name').notNull(),
      type: kit.text('type').notNull(),
      size: kit.integer('size').notNull(),
      keptAt: kit.instant('kept_at').notNull(),
    },
    (t) => [kit.index('file_request').on(t.requestId), kit.index('file_loose').on(t.keptAt)],
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
      attachments: kit.json<readonly MailAttachment[]>('attachments').notNull(),
      at: kit.instant('at').notNull(),
    },
    (t) => [kit.index('mail_at').on(t.at)],
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
    agentRole,
    session,
    request,
    requestEntry,
    requestMessage,
    file,
    job,
    mail,
  };
});
