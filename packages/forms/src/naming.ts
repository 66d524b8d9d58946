// Names and HTML ids of controls. Field ids hold no double hyphen, so a part's name never meets another field's.

/** The HTML id of a field's first control. */
export function controlId(fieldId: string): string {
  return `champ-${fieldId}`;
}

/** The form name of one part of a field: a date's month, an address's postal code, the files to remove. */
export function partName(fieldId: string, part: string): string {
  return `${fieldId}--${part}`;
}

/** The HTML id of one part of a field. The first part keeps the field's own. */
export function partId(fieldId: string, part: string, first: boolean): string {
  return first ? controlId(fieldId) : `${controlId(fieldId)}--${part}`;
}

const FIELD_ID = /^[a-zA-Z][a-zA-Z0-9]*(?:[-_][a-zA-Z0-9]+)*$/;

/** Whether an id is safe as a name, as an HTML id and as a key: never one that objects have by birth. */
export function isUsableId(id: string): boolean {
  return id.length <= 64 && FIELD_ID.test(id) && !(id in {});
}
