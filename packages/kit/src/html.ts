/** HTML that is safe to place in a page: what a view rendered. Plain strings are always escaped by the views. */
export type Html = string & { readonly __html: true };

/** Marks markup that a view or a drawing function made. Never call it on what a person typed. */
export function toHtml(markup: string): Html {
  return markup as Html;
}
