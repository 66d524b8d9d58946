// Questions as a person sees them, to be looked at and not answered.

import { type Control, type Field, toControls } from '@parvis/forms';

/** Drawn under names of their own, so that they never meet the boxes of the page around them. */
export function shownAlone(fields: readonly Field[]): readonly Control[] {
  return toControls(fields.map((field) => ({ ...field, id: `apercu-${field.id}`, when: true })));
}
