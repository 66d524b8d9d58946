// A person asks for their data, or for its erasure: finding what the authority keeps about them.

import type { FieldError } from '@parvis/forms';
import { fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import type { DeskCtx } from '@parvis/kit';
import type { House } from '../../house.ts';
import { counterName } from '../../http/frame.ts';
import { citizenName } from '../../identity/citizens.ts';
import { findPerson, MOST_REQUESTS } from '../../privacy/find-person.ts';
import { poolerOf } from '../../privacy/responsible.ts';
import { statusWords } from '../../requests/status.ts';
import { localDay } from '../../sites/opening-hours.ts';
import type { SiteSnapshot } from '../../sites/snapshot.ts';

export const PERSON_ADDRESS = '/agent/donnees/personne';

const SEARCH = fieldSet([
  {
    id: 'recherche',
    type: 'text',
    label: 'Adresse électronique, référence d’une demande ou nom',
    subject: 'ce que vous cherchez',
    help: 'L’adresse électronique est la plus sûre\u00A0: deux personnes peuvent porter le même nom.',
    minLength: 3,
    maxLength: 120,
  },
]);

interface SearchState {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  /** What was just done, to be said at the top. */
  readonly done?: string;
}

export function searchPage(ctx: DeskCtx, { typed = {}, errors = [], done }: SearchState = {}): Response {
  ctx.demand('privacy.answer');
  return ctx.page(
    'desk-privacy-search',
    {
      action: PERSON_ADDRESS,
      controls: toControls(SEARCH.fields, { typed, errors }),
      errors,
      done: done ?? null,
      found: null,
    },
    { title: 'Les données d’une personne', status: errors.length > 0 ? 422 : 200 },
  );
}

/** The words are sent by POST: a name or an address has no place in an address that is written down everywhere. */
export async function searchResults(house: House, ctx: DeskCtx, snapshot: SiteSnapshot): Promise<Response> {
  ctx.demand('privacy.answer');
  const outcome = readFields(SEARCH, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok) return searchPage(ctx, outcome);
  const { authority } = ctx.actor;
  const words = outcome.values.recherche;
  const place = { tenantId: ctx.tenant.id, authorityId: authority.id };
  const { requests, account } = await findPerson(ctx.read, place, words);
  const pooler = poolerOf(snapshot);
  // Accounts are the pooling body's to answer for: for the others, only that there is one to ask it about.
  const own = pooler.id === authority.id ? account : null;
  await house.audit.record([
    {
      tenantId: ctx.tenant.id,
      siteId: ctx.site.id,
      actor: ctx.actor,
      action: 'privacy.searched',
      subject: { kind: 'person', id: null, citizenId: account?.id ?? null, details: { words } },
      at: ctx.now,
    },
  ]);
  if (requests.length > 0)
    ctx.looked(
      'request',
      requests.map(({ id }) => id),
    );
  if (own) ctx.looked('citizen', [own.id]);
  return ctx.page(
    'desk-privacy-search',
    {
      action: PERSON_ADDRESS,
      controls: toControls(SEARCH.fields, { typed: outcome.typed }),
      errors: [],
      done: null,
      found: {
        words,
        action: `${PERSON_ADDRESS}/dossier`,
        cut: requests.length === MOST_REQUESTS,
        requests: requests.map(({ id, reference, title, status, requester, openedAt }) => ({
          id,
          reference,
          title,
          status: statusWords(status).word,
          who: [requester.name, requester.email, requester.phone].filter(Boolean).join(', '),
          openedAt,
        })),
        account: own && { id: own.id, text: citizenName(own.identity) ?? own.email ?? '' },
        elsewhere: account && !own ? counterName(pooler) : null,
        // Of an address all is theirs; of a name it is for the agent to see.
        checked: words.includes('@'),
      },
    },
    { title: 'Les données d’une personne' },
  );
}
