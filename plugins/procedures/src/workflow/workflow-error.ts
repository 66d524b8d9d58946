// A workflow that could not work is refused when it is published, by a code and a sentence that names the place.

import { CodedError } from '@parvis/kit';

export type WorkflowErrorCode =
  | 'PARVIS_WORKFLOW_DUPLICATE'
  | 'PARVIS_WORKFLOW_REFERENCE'
  | 'PARVIS_WORKFLOW_UNREACHABLE'
  | 'PARVIS_WORKFLOW_DEAD_END'
  | 'PARVIS_WORKFLOW_CLOCK'
  | 'PARVIS_WORKFLOW_SILENCE'
  | 'PARVIS_WORKFLOW_FEE'
  | 'PARVIS_WORKFLOW_SCENARIO';

export function workflowError(code: WorkflowErrorCode, sentence: string, hint: string): CodedError {
  return new CodedError(code, sentence, hint);
}
