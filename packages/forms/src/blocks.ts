// Blocks of questions written once and used in many forms: a form names one by id and version, and gets its questions.

import type { Field } from './field.ts';
import { defineForm, type Form, type FormPage } from './form.ts';
import { FormError } from './form-error.ts';
import { type Rule, rewriteVariables } from './rule.ts';

/** Immutable once published: a change is another version. */
export interface Block {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly fields: readonly Field[];
}

/** Where a block stands in a page. Its fields get the ids `${as}-${id}`, stable for ever like any other. */
export interface BlockUse {
  readonly block: string;
  readonly version: number;
  /** What the ids of its fields begin with in this form. */
  readonly as: string;
  /** Asked only when this holds; each field's own condition comes on top. */
  readonly when?: Rule;
}

export interface FormSource {
  readonly pages: readonly (Omit<FormPage, 'fields'> & { readonly fields: readonly (Field | BlockUse)[] })[];
}

/** Finds a published block. */
export type BlockLibrary = (id: string, version: number) => Block | undefined;

/** The form with every block written out. Throws PARVIS_FORM_UNKNOWN_BLOCK, and the FormErrors of `defineForm`. */
export function expandBlocks(source: FormSource, library: BlockLibrary): Form {
  return defineForm({
    pages: source.pages.map((page) => ({
      ...page,
      fields: page.fields.flatMap((entry) => ('block' in entry ? expand(entry, library) : [entry])),
    })),
  });
}

function expand(use: BlockUse, library: BlockLibrary): readonly Field[] {
  const block = library(use.block, use.version);
  if (!block) {
    throw new FormError(
      'PARVIS_FORM_UNKNOWN_BLOCK',
      `There is no block "${use.block}" in version ${use.version}.`,
      'Correct its id and version, or publish it first.',
    );
  }
  const own = new Set(block.fields.map((field) => field.id));
  const rename = (id: string): string => (own.has(id) ? `${use.as}-${id}` : id);
  return block.fields.map((field) => {
    const when = both(use.when, field.when === undefined ? undefined : rewriteVariables(field.when, rename));
    return {
      ...field,
      id: rename(field.id),
      ...(when !== undefined && { when }),
      ...(field.type === 'computed' && { rule: rewriteVariables(field.rule, rename) }),
      ...(field.type === 'signature' && {
        ...(field.email !== undefined && { email: rename(field.email) }),
        ...(field.phone !== undefined && { phone: rename(field.phone) }),
      }),
    };
  });
}

function both(outer: Rule | undefined, inner: Rule | undefined): Rule | undefined {
  if (outer === undefined || inner === undefined) return outer ?? inner;
  return { and: [outer, inner] };
}
