// A visit to the pages of procedures: who may, which procedure, and how what they change is published.

import { FormError } from '@parvis/forms';
import { type Authority, CodedError, type Ctx, type DeskCtx, PageError } from '@parvis/kit';
import { publishProcedure } from '../../publish.ts';
import type { Definition } from '../../schema.ts';
import { type Adoption, adoptionOf, inUse, publishOwn } from '../adoption.ts';

const HOME = '/agent/procedures';
export const addressOf = ({ slug }: { readonly slug: string }): string => `${HOME}/modeles/${slug}`;

export async function adoptionFor(page: DeskCtx, slug: string): Promise<Adoption> {
  page.demand('procedures.manage');
  const found = await adoptionOf(page, slug, page.actor.authority.id);
  if (found) return found;
  throw new PageError(
    404,
    'Cette démarche n’existe pas',
    'Elle appartient peut-être à une autre collectivité.',
    [{ href: HOME, text: 'Voir toutes les démarches' }],
  );
}

/** The body whose procedures all the others of the tenant use: the EPCI, or the commune alone. */
export function poolingBody({ authorities }: Pick<Ctx, 'authorities'>): Authority | undefined {
  return (
    authorities.find(({ kind }) => kind === 'epci') ?? authorities.find(({ kind }) => kind === 'commune')
  );
}

/** Whether the agent's body publishes the procedure itself; else it adapts it. */
export function owns(page: DeskCtx, { authorityId }: Adoption): boolean {
  return (authorityId ?? poolingBody(page)?.id) === page.actor.authority.id;
}

export interface Edited {
  /** The version that was on the screen. */
  readonly from: string;
  readonly definition: Definition;
  /** For what holds the changes of a newer shared version. */
  readonly baseId?: string;
}

/**
 * Publishes what an agent changed: the procedure itself for its owner, the body's own version for the others. Returns what is
 * in the way, in a sentence, where it could not work.
 *
 * @throws PageError 409 where someone else published meanwhile
 */
export async function publishEdited(
  page: DeskCtx,
  adoption: Adoption,
  { from, definition, baseId }: Edited,
): Promise<string | null> {
  const { slug, title } = adoption;
  const { id: authorityId } = page.actor.authority;
  try {
    await page.write(async (tx) => {
      const current = await adoptionOf(tx, slug, authorityId);
      if (!current || inUse(current).id !== from) throw changedMeanwhile(adoption);
      const subject = { kind: 'procedure', id: adoption.id };
      if (owns(page, adoption)) {
        const { letters, scenarios, ...rest } = definition;
        const own = adoption.authorityId === null ? {} : { authorityId: adoption.authorityId };
        await publishProcedure(tx, { slug, title, letters, scenarios, ...own, ...rest });
        await tx.record('published', subject);
        return;
      }
      await publishOwn(tx, {
        procedureId: adoption.id,
        authorityId,
        definition,
        baseId: baseId ?? current.own?.baseId ?? current.shared.id,
        settles: baseId !== undefined,
      });
      await tx.record(baseId === undefined ? 'adapted' : 'settled', subject);
    });
    return null;
  } catch (error) {
    if (error instanceof FormError || error instanceof CodedError) return error.message;
    throw error;
  }
}

export function changedMeanwhile(adoption: Adoption): PageError {
  return new PageError(
    409,
    'Cette démarche a changé',
    'Quelqu’un l’a publiée entre-temps. Rien n’a été enregistré\u00A0: regardez-la, puis recommencez.',
    [{ href: addressOf(adoption), text: 'Voir la démarche' }],
  );
}
