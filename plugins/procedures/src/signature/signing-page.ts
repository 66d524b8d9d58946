// The page on which one signs: its buttons, its box, and what sending it does.

import type { Control, ControlButton, FieldError, FormPage, Input, SignatureField } from '@parvis/forms';
import type { PageCtx } from '@parvis/kit';
import { BLANK_FORM } from '../blank-form/blank-form.ts';
import { type Draft, saveDraft } from '../drafts.ts';
import { base } from '../form-way.ts';
import { pendingCode, recipientsOf, sendCode, signWith } from './sign.ts';

const NBSP = '\u00A0';

export function signatureIn({ fields }: FormPage): SignatureField | undefined {
  return fields.find((field) => field.type === 'signature');
}

/** The controls with the ways to receive a code, and the code that is waited for. */
export async function withSigning(
  page: PageCtx,
  draft: Draft,
  asked: FormPage,
  controls: readonly Control[],
): Promise<readonly Control[]> {
  const field = signatureIn(asked);
  if (!field || draft.answers[field.id] !== undefined) return controls;
  const pending = draft.savedAt === null ? null : await pendingCode(page, draft, field);
  const to = recipientsOf(page, field, draft.answers);
  return controls.map((control) => {
    const { signing } = control;
    if (!signing || control.name !== field.id) return control;
    const ways = to.map(
      ({ by, masked }): ControlButton => ({
        id: `${control.id}--${by}`,
        name: signing.sendName,
        value: by,
        text: `Recevoir un ${pending ? 'autre code' : 'code'} ${by === 'mail' ? 'par courriel' : 'par SMS'}, à ${masked}`,
      }),
    );
    const sent = pending && { sent: sentWords(page, pending) };
    const hint = to.length === 0 ? { hint: noWay(page) } : {};
    return { ...control, ...hint, signing: { ...signing, ways, ...sent } };
  });
}

function sentWords(
  { site }: PageCtx,
  { to, until }: NonNullable<Awaited<ReturnType<typeof pendingCode>>>,
): string {
  const time = new Intl.DateTimeFormat('fr-FR', { timeZone: site.zone, hour: 'numeric', minute: '2-digit' })
    .format(until)
    .replace(':', `${NBSP}h${NBSP}`);
  return `Un code est parti à ${to.masked}. Il est bon jusqu’à ${time}. Vous ne le trouvez pas\u202F? Regardez dans les indésirables.`;
}

function noWay(page: PageCtx): string {
  return `Pour signer ici, il faut une adresse électronique ou un mobile, à une page précédente. Sinon, imprimez le formulaire, signez-le et déposez-le à la mairie${NBSP}: ${page.url(`${base(page)}/${BLANK_FORM}`)}`;
}

export interface SignedPage {
  readonly draft: Draft;
  /** What is wrong on the page, the signature included. */
  readonly errors: readonly FieldError[];
  /** A code has just left: the page is asked for anew. */
  readonly sent?: true;
}

/** What sending the page does about its signature, once the rest of it is right. */
export async function signOn(
  page: PageCtx,
  draft: Draft,
  asked: FormPage,
  body: Input,
  errors: readonly FieldError[],
): Promise<SignedPage> {
  const field = signatureIn(asked);
  const missing = field && errors.find(({ fieldId }) => fieldId === field.id);
  if (!field || !missing || errors.length > 1) return { draft, errors };
  const by = body.get(`${field.id}--send`);
  if (by !== undefined) {
    const problem = await sendCode(page, draft, field, by);
    return problem
      ? { draft, errors: [{ ...missing, message: problem }] }
      : { draft, errors: [], sent: true };
  }
  const typed = body.get(`${field.id}--code`) ?? '';
  if (typed.trim() === '') return { draft, errors };
  const signing = await signWith(page, draft, field, typed);
  if ('problem' in signing)
    return { draft, errors: [{ ...missing, code: 'invalid', message: signing.problem }] };
  const signed = { ...draft, answers: { ...draft.answers, [field.id]: signing.signature }, wrong: null };
  return { draft: await saveDraft(page, signed, draft.savedAt, asked.id), errors: [] };
}
