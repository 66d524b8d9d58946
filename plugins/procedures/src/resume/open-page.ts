// Opening a draft with its code, on whatever device: under `/reprendre`. Looking changes nothing, for programs that look into
// mails follow their links too.

import { type PageCtx, PageError, type PageRouter, type Service } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { ASIDE, formAddress } from '../form-way.ts';
import { tables } from '../schema.ts';
import { draftByCode } from './codes.ts';
import { browserHolder, isAccount, keptUntil, ownHolder } from './holders.ts';
import { hold, openIn, putAside } from './put-aside.ts';

const NEXT = [
  { href: '/suivi', text: 'Écrire le code' },
  { href: '/demarches', text: 'Voir toutes les démarches' },
];

export function openRoutes(app: PageRouter): void {
  app.get('/', (c) => c.var.page.seeOther('/suivi'));
  app.get('/:code', (c) => openPage(c.var.page, c.req.param('code')));
  app.post('/:code', (c) => openHere(c.var.page, c.req.param('code')));
}

/** The draft of a code, and its service. The refusal is the same for a code that never was and one that ended. */
async function reached(page: PageCtx, code: string) {
  const wait = await page.tries.code();
  if (wait) throw new PageError(429, 'Trop d’essais', `Attendez ${wait}, ou appelez la mairie.`, NEXT);
  const draft = await draftByCode(page, code);
  const service = page.services.find(({ id }) => id === draft?.serviceId);
  if (!draft || !service)
    throw new PageError(
      404,
      'Aucun formulaire n’a ce code',
      'Vérifiez-le\u00A0: il a douze lettres et chiffres, sans voyelle. Un formulaire qui a été envoyé, effacé, ou laissé trente jours n’en a plus.',
      NEXT,
    );
  await page.tries.codeWasRight();
  return { draft, service };
}

async function openPage(page: PageCtx, code: string): Promise<Response> {
  const { draft, service } = await reached(page, code);
  const other = await standingHere(page, service);
  return page.page(
    'open-draft',
    {
      service: service.title,
      savedAt: draft.savedAt,
      until: keptUntil(draft.savedAt),
      other: other !== null && other.id !== draft.id ? other.savedAt : null,
      action: `/reprendre/${draft.code}`,
    },
    { title: 'Reprendre mon formulaire', breadcrumb: [{ href: '/suivi', text: 'Suivre une demande' }] },
  );
}

/** The draft that whoever is at the screen would otherwise go on with. */
async function standingHere(page: PageCtx, service: Service) {
  const { draft } = tables.for(page.read);
  const [row] = await page.read
    .select({ id: draft.id, savedAt: draft.savedAt })
    .from(draft)
    .where(
      page.own(
        draft,
        eq(draft.siteId, page.site.id),
        eq(draft.serviceId, service.id),
        eq(draft.visitor, ownHolder(page, service)),
      ),
    );
  return row ?? null;
}

async function openHere(page: PageCtx, code: string): Promise<Response> {
  const { draft: found, service } = await reached(page, code);
  const browser = browserHolder(page, service);
  const mine = ownHolder(page, service);
  const other = await standingHere(page, service);
  const aside = other && other.id !== found.id ? other : null;
  await page.write(async (tx) => {
    const now = await draftByCode(tx, code);
    if (!now) return;
    const place = { siteId: now.siteId, serviceId: now.serviceId };
    if (aside) await putAside(tx, place, aside.id, mine);
    if (now.holder === mine) return;
    // In an account it is found from everywhere; what is another account's stays theirs.
    const theirs = isAccount(now.holder);
    if (isAccount(mine) && !theirs) await hold(tx, [now.id], mine);
    else if (now.holder.includes(':') && !theirs) await hold(tx, [now.id], mine);
    else await openIn(tx, place, now.id, browser);
  });
  return page.seeOther(aside ? `${formAddress(service)}/${ASIDE}/${aside.id}` : formAddress(service));
}
