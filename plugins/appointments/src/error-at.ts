// What is wrong with an answer that its field alone would take, at the box where it is mended.

import { type Field, type FieldError, toControls } from '@parvis/forms';

export function errorAt(
  fields: readonly Field[],
  fieldId: string,
  message: string,
  code: FieldError['code'] = 'invalid',
): FieldError {
  // A date has a box a part: `jour--day` is the first of the field `jour`.
  const control = toControls(fields).find(({ name }) => name.split('--')[0] === fieldId);
  return { fieldId, code, message, anchor: control?.id ?? fieldId };
}
