// Fields, conditions, validation: one vocabulary for everything that asks a person for something.

export { type Advice, type AdviceCode, adviseOn } from './advice/advise.ts';
export { type Block, type BlockLibrary, type BlockUse, expandBlocks, type FormSource } from './blocks.ts';
export type {
  Control,
  ControlButton,
  ControlFile,
  ControlItem,
  ControlKind,
  ControlOption,
  ControlPart,
  ControlSigning,
} from './control.ts';
export { toControls } from './control.ts';
export { formatDay } from './day.ts';
export type * from './field.ts';
export {
  type FieldSet,
  type FieldsOutcome,
  fieldSet,
  parseFields,
  readFields,
  type ValuesOf,
} from './field-set.ts';
export { filesIn, withFiles } from './files-in.ts';
export { defineForm, type Form, type FormPage } from './form.ts';
export { FormError, type FormErrorCode } from './form-error.ts';
export { type Input, inputFrom, type UploadedFile } from './input.ts';
export { formatAmount } from './kinds/amount.ts';
export { looksLikeEmail } from './kinds/email.ts';
export { formatBytes } from './kinds/file.ts';
export { isMobile } from './kinds/mobile.ts';
export { personName } from './kinds/person.ts';
export { formatPhone, toE164 } from './kinds/phone.ts';
export { isSignature } from './kinds/signature.ts';
export type { KnownCommune } from './known-commune.ts';
export { type KnownFact, type KnownFacts, originsOf, sameAnswer } from './known-facts.ts';
export { toPageControls } from './page-controls.ts';
export { findPage, pageAfter, pageBefore, progress, visibleFields, visiblePages } from './pages.ts';
export { type Clock, type PageReading, readPage } from './read-page.ts';
export { evaluate, isTrue, type Json, type Rule } from './rule.ts';
export { type SummaryPage, type SummaryRow, summarise } from './summarise.ts';
export { answersToSend, validateForm } from './validate-form.ts';
export { diffForms, type FormChange } from './versions/diff-forms.ts';
export { type FormParts, fromParts as fromFormParts, toParts as toFormParts } from './versions/form-parts.ts';
export { type Merge, type MergeConflict, type MergeOrigin, mergeForms } from './versions/merge-forms.ts';
export { mergeOrder } from './versions/merge-order.ts';
export { type AsideAnswer, type MovedAnswers, moveAnswers } from './versions/move-answers.ts';
