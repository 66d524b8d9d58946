// Pre-application numbers: ten letters and digits, on the summary that « France Titres » gives at the end of the online form.

/** One as it is kept: in capitals, without what people put between its groups. */
export function readApplicationId(text: string): string {
  return text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/** Those in a text, in capitals and each once; null where something in it is no such number. */
export function readApplicationIds(text: string): readonly string[] | null {
  const ids = text
    .toUpperCase()
    .split(/[\s,;:/.-]+/)
    .filter((part) => part !== '');
  return ids.every((id) => /^[A-Z0-9]{10}$/.test(id)) ? [...new Set(ids)] : null;
}
