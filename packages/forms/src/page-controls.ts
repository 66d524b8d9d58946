// A page as a theme draws it: every question that answers lead to, and those that a script may show meanwhile.

import { type PageClock, toReader } from './browser-reader.ts';
import { type Control, type ShownState, toControl } from './control.ts';
import type { Answers, Field } from './field.ts';
import type { Form, FormPage } from './form.ts';
import { pageOf } from './pages.ts';
import { inReadingOrder, rulesIn } from './reading-order.ts';
import { fieldsReadBy, type Json } from './rule.ts';
import { askedFields, countedBefore } from './visibility.ts';

/**
 * The controls of a page. A question whose condition the browser can decide is drawn even when it is hidden, with what the
 * browser needs to show it (`rules`, and `hidden`). Any other hidden question is left out: the server shows it in time.
 */
export function toPageControls(
  form: Form,
  pageId: string,
  state: ShownState & PageClock,
): readonly Control[] {
  const page = pageOf(form, pageId);
  const earlier = countedBefore(form, pageId, state.answers ?? {});
  const before: Answers = { ...earlier };
  const counted = { ...earlier };
  const shown = new Set(askedFields(form, page, state.answers ?? {}, counted));
  const decided = decidedByBrowser(page);
  const read = new Set([...decided].flatMap((field) => [...readBy(field)]));
  return page.fields.flatMap((field) => {
    const hidden = !shown.has(field);
    const alive = decided.has(field);
    if (hidden && !alive) return [];
    const answers = field.type === 'computed' ? counted : state.answers;
    const control = toControl(field, { ...state, ...(answers && { answers }) });
    const rules = alive || read.has(field.id) ? rulesFor(field, alive, before, state) : {};
    const some = Object.keys(rules).length > 0;
    return [{ ...control, ...(some && { rules: JSON.stringify(rules) }), ...(hidden && { hidden }) }];
  });
}

/** What a script is told of a field; see `packages/theming/script/form-rules.js`, which reads it. */
function rulesFor(field: Field, alive: boolean, before: Answers, clock: PageClock): Record<string, Json> {
  const reader = toReader(field, clock);
  const known = Object.entries(before).filter(([id]) => readBy(field).has(id));
  return {
    id: field.id,
    ...(alive && field.when !== undefined && { when: field.when }),
    ...(alive && known.length > 0 && { known: Object.fromEntries(known) as Record<string, Json> }),
    ...(reader !== undefined && { read: reader }),
  };
}

function readBy(field: Field): ReadonlySet<string> {
  return fieldsReadBy(rulesIn(field), `field "${field.id}"`);
}

/** The fields with rules that follow from earlier pages and from questions that a browser reads as the server does. */
function decidedByBrowser(page: FormPage): ReadonlySet<Field> {
  const here = new Map(page.fields.map((field) => [field.id, field]));
  const decided = new Set<Field>();
  for (const field of inReadingOrder(page.fields)) {
    if (rulesIn(field).length === 0) continue;
    const certain = [...readBy(field)].every((id) => {
      const other = here.get(id);
      if (other === undefined) return true;
      return toReader(other, NO_CLOCK) !== undefined && (rulesIn(other).length === 0 || decided.has(other));
    });
    if (certain) decided.add(field);
  }
  return decided;
}

const NO_CLOCK: PageClock = { today: '2000-01-01' };
