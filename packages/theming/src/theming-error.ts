// Refusals of themes, views and components, at boot.

import { CodedError } from '@parvis/kit';

export type ThemingErrorCode =
  | 'PARVIS_THEME_MANIFEST'
  | 'PARVIS_THEME_DUPLICATE'
  | 'PARVIS_THEME_PARENT'
  | 'PARVIS_THEME_CYCLE'
  | 'PARVIS_THEME_UNKNOWN'
  | 'PARVIS_VIEW_UNKNOWN'
  | 'PARVIS_VIEW_BROKEN'
  | 'PARVIS_COMPONENT_BROKEN'
  | 'PARVIS_COMPONENT_UNKNOWN'
  | 'PARVIS_COMPONENT_PARAMETER';

export function themingError(
  code: ThemingErrorCode,
  sentence: string,
  hint: string,
  cause?: unknown,
): CodedError {
  return new CodedError(code, sentence, hint, cause === undefined ? undefined : { cause });
}
