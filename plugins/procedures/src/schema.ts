// What the plugin stores: procedures, their immutable versions, what is being typed, and what was sent.

import type { Answers, Form, Typed } from '@parvis/forms';
import { defineTables } from '@parvis/kit/data';
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

export const tables = defineTables((kit) => {
  const procedure = kit.table(
    'procedures_procedure',
    {
      id: kit.id(),
      tenantId: kit.text('tenant_id').notNull(),
      slug: kit.text('slug').notNull(),
      title: kit.text('title').notNull(),
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
      number: kit.integer('number').notNull(),
      definition: kit.json<Definition>('definition').notNull(),
      publishedAt: kit.instant('published_at').notNull(),
    },
    (t) => [kit.uniqueIndex('procedures_version_number').on(t.procedureId, t.number)],
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
  });
  /** The answers as they were before the citizen put something right: nothing that was sent is lost. */
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
  return { procedure, version, draft, submission, revision };
});
