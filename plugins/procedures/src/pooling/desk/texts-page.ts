// Saying it in one's own words: texts, proposed answers, delays, recipients. Publishing is one button.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { inUse } from '../adoption.ts';
import { diffDefinitions } from '../diff-definitions.ts';
import { textSections, withTexts } from '../editable-texts.ts';
import { addressOf, adoptionFor, changedMeanwhile, owns, publishEdited } from './visit.ts';

interface Returned {
  readonly errors?: readonly FieldError[];
  readonly typed?: Typed;
  readonly refusal?: string;
  readonly unchanged?: boolean;
}

export async function textsPage(page: DeskCtx, slug: string, returned: Returned = {}): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  const { id, definition } = inUse(adoption);
  const { errors = [], typed, refusal = null, unchanged = false } = returned;
  return page.page(
    'desk-procedure-texts',
    {
      title: adoption.title,
      back: addressOf(adoption),
      action: `${addressOf(adoption)}/textes`,
      version: id,
      mine: owns(page, adoption),
      sections: textSections(definition).map(({ title, fields }) => ({
        title,
        controls: toControls(fields, { ...(typed && { typed }), errors }),
      })),
      errors,
      refusal,
      unchanged,
    },
    {
      title: `Textes\u00A0: ${adoption.title}`,
      status: errors.length > 0 || refusal || unchanged ? 422 : 200,
    },
  );
}

export async function saveTexts(page: DeskCtx, slug: string): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  const { id, definition } = inUse(adoption);
  const body = await page.body();
  // Boxes are named by their place in the version that was shown.
  if (body.get('version') !== id) throw changedMeanwhile(adoption);
  const fields = fieldSet(textSections(definition).flatMap((section) => section.fields));
  const outcome = readFields(fields, body, { today: localDay(page.site.zone, page.now) });
  if (!outcome.ok) return textsPage(page, slug, outcome);
  const edited = withTexts(definition, outcome.answers);
  if (diffDefinitions(definition, edited).length === 0)
    return textsPage(page, slug, { typed: outcome.typed, unchanged: true });
  const refusal = await publishEdited(page, adoption, { from: id, definition: edited });
  if (refusal !== null) return textsPage(page, slug, { typed: outcome.typed, refusal });
  return page.seeOther(addressOf(adoption));
}
