// A procedure judged whole before anybody meets it: its form, its workflow, who asks, and what its scenarios say.

import { defineForm, FormError } from '@parvis/forms';
import { CodedError } from '@parvis/kit';
import { RESERVED } from './form-way.ts';
import type { Definition } from './schema.ts';
import { checkWorkflow } from './workflow/check-workflow.ts';
import { runScenario } from './workflow/scenario.ts';
import { workflowError } from './workflow/workflow-error.ts';

/**
 * The definition, when it can work.
 *
 * @throws FormError for a form that could not work; CodedError PARVIS_PROCEDURE_REQUESTER, PARVIS_WORKFLOW_SCENARIO, and
 * what `checkWorkflow` throws
 */
export function checkDefinition({ form, requester, workflow, letters, scenarios }: Definition): Definition {
  const definition = { form: defineForm(form), requester, workflow, letters, scenarios };
  checkAddresses(form);
  checkRequester(definition);
  checkWorkflow(definition);
  const failures = scenarios.flatMap((scenario) =>
    runScenario(definition, scenario).failures.map((failure) => `${scenario.name}\u00A0: ${failure}`),
  );
  if (failures.length === 0) return { form, requester, workflow, letters, scenarios };
  throw workflowError(
    'PARVIS_WORKFLOW_SCENARIO',
    `The procedure does not do what its scenarios say. ${failures.join(' ')}`,
    'Correct the workflow, or the scenario where it is the one that is wrong.',
  );
}

/** Why the definition could not work, in a sentence; null where it can. */
export function definitionError(definition: Definition): string | null {
  try {
    checkDefinition(definition);
    return null;
  } catch (error) {
    if (error instanceof FormError || error instanceof CodedError) return error.message;
    throw error;
  }
}

/** No page of the form has the address of one that every form has. */
function checkAddresses({ pages }: Definition['form']): void {
  const taken = pages.find(({ id }) => RESERVED.includes(id));
  if (!taken) return;
  throw new FormError(
    'PARVIS_FORM_BAD_ID',
    `"${taken.id}" cannot be the id of a page: every form has one of its own there.`,
    'Give the page another id.',
  );
}

/** The fields that say who asks are fields of the form. */
function checkRequester({ form, requester }: Pick<Definition, 'form' | 'requester'>): void {
  const ids = new Set(form.pages.flatMap((page) => page.fields.map((field) => field.id)));
  const named = [
    ...requester.name,
    ...(requester.email ? [requester.email] : []),
    ...(requester.phone ? [requester.phone] : []),
  ];
  const unknown = named.find((id) => !ids.has(id));
  if (unknown === undefined) return;
  throw new CodedError(
    'PARVIS_PROCEDURE_REQUESTER',
    `The requester is read from "${unknown}", which is no field of the form.`,
    'Name ids of fields in `requester`.',
  );
}
