// What the plugin stores: procedures, their immutable versions, what is being typed, and what was sent.

import type { Answers, AsideAnswer, Form, Typed } from '@parvis/forms';
import { defineTables } from '@parvis/kit/data';
import { builderTables } from './builder/tables.ts';
import { opinionTables } from './opinions/tables.ts';
import { webhookTables } from './webhooks/tables.ts';
import type { CaseState } from './workflow/clock.ts';
import type { Scenario } from './workflow/scenario.ts';
import type { LetterTemplate, Workflow } from './workflow/workflow.ts';

/** Which fields tell who asks: their ids in the form. */
export interface RequesterFields {
  /** One or several fields, joined by a space. */
  readonly name: readonly string[];
  readonly email?: string;
  readonly phone?: string;
}

/** A form with what the workflow must read of it. */
export interface Definition {
  readonly form: Form;
  readonly requester: RequesterFields;
  readonly workflow: Workflow;
  readonly letters: readonly LetterTemplate[];
  readonly scenarios: readonly Scenario[];
}

/** What the citizen is asked to put right. */
export interface Correction {
  /** Ids of fields of the form. */
  readonly fields: readonly string[];
  /** What the agent wrote, as the citizen reads it. */
  readonly text: string;
}

/** The line of versions that every body follows which has none of its own. */
export const SHARED = 'shared';

export const tables = defineTables((kit) => {
  const procedure = kit.table(
    'procedures_procedure',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      slug: kit.text('slug').notNull(),
      title: kit.text('title').notNull(),
      /** Id of the body that it belongs to and that alone uses it. Null: the body that pools, for all. */
      authorityId: kit.text('authority_id'),
      createdAt: kit.instant('created_at').notNull(),
    },
    (t) => [kit.uniqueIndex('procedures_procedure_slug').on(t.tenantId, t.slug)],
  );
  /** Append-only: a request pins the version it was made with. */
  const version = kit.table(
    'procedures_version',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      procedureId: kit.ref('procedure_id', () => procedure.id).notNull(),
      /** `shared`, or the id of the body that adapted it for itself. Each line counts from 1. */
      line: kit.text('line').notNull().default(SHARED),
      number: kit.integer('number').notNull(),
      /** Of an adapted version: the shared one whose changes it holds. */
      baseId: kit.text('base_id'),
      /** What an update brought into an adapted version, in French sentences. */
      report: kit.json<readonly string[]>('report'),
      definition: kit.json<Definition>('definition').notNull(),
      publishedAt: kit.instant('published_at').notNull(),
    },
    (t) => [kit.uniqueIndex('procedures_version_line').on(t.procedureId, t.line, t.number)],
  );
  /** How a body uses a procedure, where that differs from all: its own version, or not at all. */
  const adaptation = kit.table(
    'procedures_adaptation',
    {
      procedureId: kit.ref('procedure_id', () => procedure.id).notNull(),
      authorityId: kit.text('authority_id').notNull(),
      tenantId: kit.text('tenant_id').notNull(),
      offered: kit.boolean('offered').notNull(),
      /** Its newest own version; null while it follows the shared one. */
      versionId: kit.ref('version_id', () => version.id),
      /** The shared version that could not be merged by itself: someone must settle it. */
      pendingId: kit.ref('pending_id', () => version.id),
      changedAt: kit.instant('changed_at').notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.procedureId, t.authorityId] }),
      kit.index('procedures_adaptation_tenant').on(t.tenantId, t.authorityId),
    ],
  );
  /** What someone is typing, saved at each page, found again by their browser's key. */
  const draft = kit.table(
    'procedures_draft',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      siteId: kit.text('site_id').notNull(),
      serviceId: kit.text('service_id').notNull(),
      versionId: kit.ref('version_id', () => version.id).notNull(),
      visitor: kit.text('visitor').notNull(),
      answers: kit.json<Answers>('answers').notNull(),
      /** Id of the page that was wrong when it was last sent, and what was typed on it, to be shown again. */
      wrongPage: kit.text('wrong_page'),
      typed: kit.json<Typed>('typed').notNull(),
      savedAt: kit.instant('saved_at').notNull(),
    },
    (t) => [
      kit.uniqueIndex('procedures_draft_once').on(t.siteId, t.serviceId, t.visitor),
      kit.index('procedures_draft_age').on(t.savedAt),
    ],
  );
  const submission = kit.table('procedures_submission', {
    requestId: kit.text('request_id').primaryKey(),
    tenantId: kit.text('tenant_id').notNull(),
    versionId: kit.ref('version_id', () => version.id).notNull(),
    answers: kit.json<Answers>('answers').notNull(),
    /** Where it stands in its version's workflow. Null for a request of a version that had none. */
    state: kit.json<CaseState>('state'),
    /** What agents filled in and the workflow set. */
    work: kit.json<Answers>('work'),
    /** While the citizen is waited for. */
    correction: kit.json<Correction>('correction'),
    /** Answers that the version it was moved to does not ask, or would refuse: nothing that was sent is lost. */
    aside: kit.json<readonly AsideAnswer[]>('aside'),
  });
  /** The answers as they were before the citizen put something right, or before another version: nothing that was sent is lost. */
  const revision = kit.table(
    'procedures_revision',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      requestId: kit.text('request_id').notNull(),
      at: kit.instant('at').notNull(),
      answers: kit.json<Answers>('answers').notNull(),
    },
    (t) => [kit.index('procedures_revision_request').on(t.requestId, t.at)],
  );
  return {
    procedure,
    version,
    adaptation,
    draft,
    submission,
    revision,
    ...opinionTables.for(kit),
    ...webhookTables.for(kit),
    ...builderTables.for(kit),
  };
});
