// Several requests at once: each is handled on its own, so that one that is refused undoes no other; then a page says what was
// done, what was not, and why.

import { asc, inArray } from '@parvis/db';
import { type CitizenRequest, type DeskCtx, PageError } from '@parvis/kit';
import type { House } from '../../house.ts';
import { contextFor } from '../../plugins/context.ts';
import { isOpen } from '../../requests/status.ts';
import { schema } from '../../schema.ts';
import { sharesAmong } from '../../sharing/share.ts';
import type { SiteSnapshot } from '../../sites/snapshot.ts';
import { assign, chosenAssignee } from './assignment.ts';
import { colleagues } from './colleagues.ts';
import { answerIn, closeIn, movesItself } from './handling.ts';
import { fillTemplate } from './templates.ts';

const ADDRESS = '/agent/demandes/lot';
/** A page of the inbox. */
const MOST = 50;
const MOST_TEXT = 4_000;

/** How what was done is said, of one and of several. */
const ACTIONS = {
  attribuer: ['demande attribuée', 'demandes attribuées'],
  repondre: ['demande a reçu votre réponse', 'demandes ont reçu votre réponse'],
  traiter: ['demande close comme traitée', 'demandes closes comme traitées'],
  refuser: ['demande close comme refusée', 'demandes closes comme refusées'],
} as const;
type Action = keyof typeof ACTIONS;

const REFUSALS = {
  lecture: 'elle est traitée par une autre collectivité\u00A0: vous pouvez la lire.',
  close: 'elle est déjà close.',
  etapes: 'elle avance par ses propres étapes\u00A0: ouvrez-la pour la terminer.',
  panne: 'elle n’a pas pu être enregistrée. Ouvrez-la et recommencez.',
} as const;
type Refusal = keyof typeof REFUSALS;

const isAction = (text: string): text is Action => Object.hasOwn(ACTIONS, text);
const isRefusal = (text: string): text is Refusal => Object.hasOwn(REFUSALS, text);

export async function handleMany(house: House, ctx: DeskCtx, snapshot: SiteSnapshot): Promise<Response> {
  ctx.demand('requests.answer');
  const body = await ctx.body();
  const action = body.get('action') ?? '';
  const text = (body.get('texte') ?? '').trim();
  const back = new URLSearchParams(body.get('recherche') ?? '').toString();
  if (!isAction(action))
    throw new PageError(400, 'Choisissez quoi faire', 'Rien n’a été changé.', goBack(back));
  const requests = await requestsAmong(ctx, 'id', body.getAll('demande').slice(0, MOST));
  const missing =
    requests.length === 0
      ? 'Cochez au moins une demande de la liste'
      : action !== 'attribuer' && (text === '' || text.length > MOST_TEXT)
        ? text === ''
          ? 'Écrivez ce que vous dites aux usagers'
          : 'Écrivez un texte plus court\u00A0: 4\u202F000 caractères au plus'
        : null;
  if (missing) return againPage(ctx, { action, text, back, requests, missing });

  const to =
    action === 'attribuer'
      ? chosenAssignee(ctx, await colleagues(house, ctx), body.get('attribution'))
      : null;
  const standing = { snapshot, actor: ctx.actor, now: ctx.now };
  const handle = (request: CitizenRequest): Promise<Refusal | null> =>
    attempt(() => {
      const said = fillTemplate(text, request);
      if (to) return contextFor(house, standing, 'core').write((tx) => assign(tx, request, to));
      return house.db.write((tx) =>
        action === 'repondre'
          ? answerIn(house, standing, tx, request, said)
          : closeIn(house, standing, tx, request, action === 'refuser' ? 'refused' : 'done', said),
      );
    });
  const done: string[] = [];
  const refused: string[] = [];
  // On SQLite, transactions that wait together are one write to the disk; on PostgreSQL they would get in each other's way.
  const together = ctx.read.engine === 'sqlite' ? requests.length : 1;
  for (let from = 0; from < requests.length; from += together) {
    const some = requests.slice(from, from + together);
    const outcomes = await Promise.all(
      some.map(async (request) => refusalOf(house, ctx, request, action) ?? (await handle(request))),
    );
    for (const [index, { reference }] of some.entries()) {
      const why = outcomes[index];
      if (why) refused.push(`${reference}.${why}`);
      else done.push(reference);
    }
  }
  const result = new URLSearchParams({
    action,
    fait: done.join(','),
    refus: refused.join(','),
    ...(back && { recherche: back }),
  });
  return ctx.seeOther(`${ADDRESS}?${result.toString()}`);
}

/** Null where it was done. */
async function attempt(work: () => Promise<void>): Promise<Refusal | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof PageError && error.status === 409) return 'close';
    return 'panne';
  }
}

function refusalOf(
  house: House,
  { actor }: DeskCtx,
  request: CitizenRequest,
  action: Action,
): Refusal | null {
  if (request.operatorId !== actor.authority.id) return 'lecture';
  if (action === 'attribuer') return null;
  if (!isOpen(request.status)) return 'close';
  return action !== 'repondre' && movesItself(house, request) ? 'etapes' : null;
}

/** Of those with these ids, or else these references, the requests that the agent may see. */
async function requestsAmong(
  ctx: DeskCtx,
  by: 'id' | 'reference',
  named: readonly string[],
): Promise<readonly CitizenRequest[]> {
  if (named.length === 0) return [];
  const { request } = schema.for(ctx.read);
  const { id: own } = ctx.actor.authority;
  const found = await ctx.read
    .select()
    .from(request)
    .where(ctx.own(request, inArray(request[by], [...named])))
    .orderBy(asc(request.openedAt), asc(request.id));
  const shared = await sharesAmong(
    ctx.read,
    { tenantId: ctx.tenant.id, authorityId: own, now: ctx.now },
    found.map(({ id }) => id),
  );
  const rows = found.filter(
    ({ id, operatorId, communeId }) => operatorId === own || communeId === own || shared.has(id),
  );
  ctx.looked(
    'request',
    rows.map(({ id }) => id),
  );
  return rows;
}

const goBack = (back: string) => [
  { href: back === '' ? '/agent' : `/agent?${back}`, text: 'Revenir à la liste' },
];

interface Again {
  readonly action: Action;
  readonly text: string;
  readonly back: string;
  readonly requests: readonly CitizenRequest[];
  readonly missing: string;
}

/** The form once more, with what was ticked and typed. */
function againPage(ctx: DeskCtx, { action, text, back, requests, missing }: Again): Response {
  return ctx.page(
    'desk-bulk-again',
    {
      action: ADDRESS,
      what: action,
      text,
      back,
      missing,
      backTo: goBack(back)[0],
      requests: requests.map(({ id, reference, title }) => ({ id, reference, title })),
    },
    { title: 'Agir sur plusieurs demandes', status: 422 },
  );
}

export async function bulkResult(
  ctx: DeskCtx,
  read: (name: string) => string | undefined,
): Promise<Response> {
  ctx.demand('requests.answer');
  const list = (name: string) => (read(name) ?? '').split(',').filter(Boolean).slice(0, MOST);
  const action = read('action') ?? '';
  const refusals = new Map(
    list('refus').map((one) => {
      const [reference = '', why = ''] = one.split('.');
      return [reference, isRefusal(why) ? why : 'panne'] as const;
    }),
  );
  const requests = await requestsAmong(ctx, 'reference', [...list('fait'), ...refusals.keys()]);
  const line = ({ id, reference, title }: CitizenRequest) => ({
    href: `/agent/demandes/${id}`,
    reference,
    title,
  });
  const done = requests.filter(({ reference }) => !refusals.has(reference)).map(line);
  return ctx.page(
    'desk-bulk',
    {
      title: isAction(action) ? `${done.length} ${ACTIONS[action][done.length > 1 ? 1 : 0]}` : '',
      done,
      refused: requests.flatMap((request) => {
        const why = refusals.get(request.reference);
        return why ? [{ ...line(request), why: REFUSALS[why] }] : [];
      }),
      backTo: goBack(new URLSearchParams(read('recherche') ?? '').toString())[0],
    },
    { title: 'Ce qui a été fait' },
  );
}
