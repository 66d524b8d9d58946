// Settling: the shared procedure and the body's own changed the same thing. One choice for each, with what it was before.

import { type Field, type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { eq, inArray } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { type Definition, tables } from '../../schema.ts';
import type { Adoption } from '../adoption.ts';
import { diffDefinitions } from '../diff-definitions.ts';
import {
  type Choice,
  conflictKey,
  type DefinitionConflict,
  mergeDefinitions,
  settle,
} from '../merge-definitions.ts';
import { PROPERTY_WORDS } from '../unit-name.ts';
import { valueInWords } from '../value-in-words.ts';
import { addressOf, adoptionFor, changedMeanwhile, publishEdited } from './visit.ts';

interface Sides {
  readonly base: Definition;
  readonly shared: Definition;
  readonly local: Definition;
}

interface Returned {
  readonly errors?: readonly FieldError[];
  readonly typed?: Typed;
  readonly refusal?: string | null;
}

async function sidesOf(page: DeskCtx, adoption: Adoption): Promise<Sides & { readonly pendingId: string }> {
  const { own, pendingId } = adoption;
  if (!own || pendingId === null)
    throw new PageError(404, 'Il n’y a rien à régler', 'Cette démarche suit déjà le modèle partagé.', [
      { href: addressOf(adoption), text: 'Voir la démarche' },
    ]);
  const { version } = tables.for(page.read);
  const rows = await page.read
    .select({ id: version.id, definition: version.definition })
    .from(version)
    .where(
      page.own(version, inArray(version.id, [own.baseId, pendingId]), eq(version.procedureId, adoption.id)),
    );
  const [base, shared] = [own.baseId, pendingId].map((id) => rows.find((row) => row.id === id)?.definition);
  if (!base || !shared) throw changedMeanwhile(adoption);
  return { base, shared, local: own.definition, pendingId };
}

function choiceFields(conflicts: readonly DefinitionConflict[]): readonly Field[] {
  return conflicts.map(({ sentence }, index) => ({
    id: `choix-${index}`,
    type: 'choice',
    label: sentence,
    options: [
      { value: 'local', label: 'Garder la nôtre' },
      { value: 'shared', label: 'Prendre celle du modèle partagé' },
    ],
    error: { missing: `Choisissez\u00A0: ${sentence.charAt(0).toLocaleLowerCase('fr')}${sentence.slice(1)}` },
  }));
}

export async function settlePage(page: DeskCtx, slug: string, returned: Returned = {}): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  const sides = await sidesOf(page, adoption);
  const { conflicts, refusal } = mergeDefinitions(sides.base, sides.shared, sides.local);
  const { errors = [], typed = {} } = returned;
  const fields = choiceFields(conflicts);
  const controls = toControls(fields, { typed, errors });
  const questions = sides.local.form.pages.flatMap((one) => one.fields);
  const words = (conflict: DefinitionConflict, side: 'base' | 'shared' | 'local') =>
    valueInWords(conflict.property, conflict[side], questions);
  return page.page(
    'desk-procedure-settle',
    {
      title: adoption.title,
      back: addressOf(adoption),
      action: `${addressOf(adoption)}/reglage`,
      follow: `${addressOf(adoption)}/modele`,
      version: adoption.own?.id ?? '',
      pending: sides.pendingId,
      conflicts: conflicts.map((conflict, index) => ({
        control: controls[index],
        what: PROPERTY_WORDS[conflict.property] ?? 'Réglage',
        base: words(conflict, 'base'),
        shared: words(conflict, 'shared'),
        local: words(conflict, 'local'),
      })),
      others: diffDefinitions(sides.base, sides.shared),
      errors,
      refusal: returned.refusal ?? (conflicts.length === 0 ? refusal : null),
    },
    {
      title: `Régler les différences\u00A0: ${adoption.title}`,
      status: errors.length > 0 || returned.refusal ? 422 : 200,
    },
  );
}

export async function saveSettled(page: DeskCtx, slug: string): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  const sides = await sidesOf(page, adoption);
  const body = await page.body();
  const from = adoption.own?.id ?? '';
  if (body.get('version') !== from || body.get('modele') !== sides.pendingId)
    throw changedMeanwhile(adoption);
  const { conflicts } = mergeDefinitions(sides.base, sides.shared, sides.local);
  const outcome = readFields(fieldSet(choiceFields(conflicts)), body, {
    today: localDay(page.site.zone, page.now),
  });
  if (!outcome.ok) return settlePage(page, slug, outcome);
  const choices = Object.fromEntries(
    conflicts.map((conflict, index): [string, Choice] => [
      conflictKey(conflict),
      outcome.answers[`choix-${index}`] === 'shared' ? 'shared' : 'local',
    ]),
  );
  const { definition, open } = settle(sides, choices);
  // Taking one thing can make two others meet: they are kept as here, and told of.
  const refusal =
    open.length > 0
      ? open.map(({ sentence }) => sentence).join(' ')
      : await publishEdited(page, adoption, { from, definition, baseId: sides.pendingId });
  if (refusal !== null) return settlePage(page, slug, { typed: outcome.typed, refusal });
  return page.seeOther(addressOf(adoption));
}
