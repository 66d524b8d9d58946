// Whether a body uses a procedure, and whose version: switched off and on, or back to the shared one.

import { type DeskCtx, PageError } from '@parvis/kit';
import { followShared, switchFor } from '../adoption.ts';
import { diffDefinitions } from '../diff-definitions.ts';
import { addressOf, adoptionFor } from './visit.ts';

export async function saveSwitch(page: DeskCtx, slug: string): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  const offered = (await page.body()).get('offre') === 'oui';
  await page.write(async (tx) => {
    await switchFor(tx, adoption.id, page.actor.authority.id, offered);
    await tx.record(offered ? 'switched-on' : 'switched-off', { kind: 'procedure', id: adoption.id });
  });
  return page.seeOther(addressOf(adoption));
}

/** What would be given up, before it is. */
export async function followPage(page: DeskCtx, slug: string): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  if (!adoption.own) throw notAdapted(addressOf(adoption));
  return page.page(
    'desk-procedure-follow',
    {
      title: adoption.title,
      back: addressOf(adoption),
      action: `${addressOf(adoption)}/modele`,
      changes: diffDefinitions(adoption.own.definition, adoption.shared.definition),
    },
    { title: `Revenir au modèle partagé\u00A0: ${adoption.title}` },
  );
}

export async function saveFollow(page: DeskCtx, slug: string): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  if (!adoption.own) throw notAdapted(addressOf(adoption));
  await page.write(async (tx) => {
    await followShared(tx, adoption.id, page.actor.authority.id);
    await tx.record('followed', { kind: 'procedure', id: adoption.id });
  });
  return page.seeOther(addressOf(adoption));
}

function notAdapted(href: string): PageError {
  return new PageError(
    404,
    'Cette démarche n’est pas adaptée',
    'Votre site utilise déjà le modèle partagé.',
    [{ href, text: 'Voir la démarche' }],
  );
}
