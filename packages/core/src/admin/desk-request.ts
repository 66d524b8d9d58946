// One request on the agent's desk: all of it on one page, an answer, a closure, a note, who takes care of it.

import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type CitizenRequest, type DeskCtx, PageError } from '@parvis/kit';
import { phone as phoneWords, date as sayDate } from '@parvis/theming';
import type { House } from '../house.ts';
import { notFound } from '../http/error-pages.ts';
import { counterName } from '../http/frame.ts';
import { messageLinks } from '../papers/message-files.ts';
import { hasReceipt } from '../papers/receipt.ts';
import { agentPayments } from '../payments/blocks.ts';
import { contextFor } from '../plugins/context.ts';
import { storyOf } from '../requests/ledger.ts';
import { isOpen, standingWords } from '../requests/status.ts';
import { withArticle } from '../services/service-pages.ts';
import { sharesOf } from '../sharing/share.ts';
import { localDay } from '../sites/opening-hours.ts';
import type { SiteSnapshot } from '../sites/snapshot.ts';
import { assign, chosenAssignee } from './requests/assignment.ts';
import { colleagues } from './requests/colleagues.ts';
import { deadlineWords } from './requests/deadline.ts';
import { deskFacts } from './requests/desk-facts.ts';
import { answerIn, closed, closeIn, movesItself } from './requests/handling.ts';
import { isIntake } from './requests/intake-slip.ts';
import { addNote, mayNote, NOTE } from './requests/notes.ts';
import { answerTemplates, fillTemplate } from './requests/templates.ts';

const ANSWER = fieldSet([
  {
    id: 'message',
    type: 'textarea',
    label: 'Votre réponse',
    help: 'L’usager la reçoit par courriel et la lit sur sa page de suivi.',
    maxLength: 8_000,
  },
]);

const CLOSURE = fieldSet([
  {
    id: 'issue',
    type: 'choice',
    label: 'Comment se termine cette demande\u202F?',
    options: [
      { value: 'done', label: 'Elle est traitée' },
      { value: 'refused', label: 'Elle est refusée' },
    ],
  },
  {
    id: 'motif',
    type: 'textarea',
    label: 'Ce que vous dites à l’usager',
    help: 'Pour un refus, donnez la raison et la façon de la contester.',
    maxLength: 4_000,
  },
]);

interface Returned {
  readonly form: 'answer' | 'closure' | 'note';
  readonly errors: readonly FieldError[];
  readonly typed: Typed;
}

export interface RequestView {
  readonly returned?: Returned;
  /** Id of a template to fill the answer with. */
  readonly template?: string | undefined;
  /** Id of the file that is looked at beside the request. */
  readonly piece?: string | undefined;
}

export async function deskRequestPage(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  id: string,
  { returned, template, piece }: RequestView = {},
): Promise<Response> {
  const { request, mayAct } = await visible(ctx, id);
  const can = mayAct && isOpen(request.status);
  const [story, links, block, facts, agents, templates, shares] = await Promise.all([
    storyOf(ctx.read, request),
    messageLinks(ctx.read, request, (file) => `/agent/fichiers/${file}`),
    agentBlock(house, ctx, snapshot, request, mayAct),
    deskFacts(ctx, request),
    mayAct ? colleagues(house, ctx) : [],
    can ? answerTemplates(ctx) : [],
    sharesOf(ctx.read, { tenantId: ctx.tenant.id, requestId: id, now: ctx.now }),
  ]);
  const mine = shares.find(({ authorityId }) => authorityId === ctx.actor.authority.id);
  /** « Pontgouin (avis demandé), jusqu’au 12 mars 2026 » */
  const sharedWords = ({ authorityId, why, until }: (typeof shares)[number]): string => {
    const name = snapshot.authorities.get(authorityId)?.name ?? '';
    const last = until && sayDate(until - 1, 'day', ctx.site.zone);
    return `${name} (${why.toLowerCase()})${last ? `, jusqu’au ${last}` : ''}`;
  };
  const viewed = facts.files.find((one) => one.id === piece && one.shown !== null) ?? null;
  const chosen = templates.find((one) => one.id === template);
  const operator = snapshot.authorities.get(request.operatorId);
  const commune = request.communeId ? snapshot.authorities.get(request.communeId) : undefined;
  const form = (name: Returned['form'], fields: typeof ANSWER.fields, typed: Typed = {}) => ({
    errors: returned?.form === name ? returned.errors : [],
    controls: toControls(fields, returned?.form === name ? returned : { typed }),
  });
  const { name, email, phone } = request.requester;
  return ctx.page(
    'desk-request',
    {
      reference: request.reference,
      title: request.title,
      status: standingWords(request),
      deadline: isOpen(request.status) ? deadlineWords(facts.dueAt, ctx.now, ctx.site.zone) : null,
      dueAt: facts.dueAt,
      openedAt: request.openedAt,
      requester: [
        { label: 'Nom', text: name },
        ...(email
          ? [{ label: 'Courriel', text: [], links: [{ href: `mailto:${email}`, text: email }] }]
          : []),
        ...(phone ? [{ label: 'Téléphone', text: [], links: [phoneWords(phone)] }] : []),
        ...(commune ? [{ label: 'Commune', text: commune.name }] : []),
        { label: 'Traitée par', text: operator ? counterName(operator) : '' },
        ...(shares.length > 0 ? [{ label: 'Lue aussi par', text: shares.map(sharedWords) }] : []),
      ],
      readOnlyBecause:
        mayAct || !operator
          ? null
          : `Cette demande est traitée par ${withArticle(operator)}. ${mine ? `${mine.why}\u00A0: vous` : 'Vous'} pouvez la lire, pas y répondre.`,
      blocks: [await agentPayments(house, ctx, snapshot, request), block].filter((one) => one !== null),
      timeline: story.timeline,
      messages: story.messages.map(({ id: messageId, at, author, body, from }) => ({
        at,
        from: author,
        body,
        own: from === 'agent',
        files: links.get(messageId) ?? [],
      })),
      receipt: hasReceipt(request) ? `/agent/demandes/${id}/accuse.pdf` : null,
      answer: can
        ? {
            action: `/agent/demandes/${id}/messages`,
            ...form('answer', ANSWER.fields, chosen && { message: fillTemplate(chosen.text, request) }),
          }
        : null,
      templates: can
        ? {
            action: `/agent/demandes/${id}`,
            chosen: chosen?.id ?? '',
            options: templates.map((one) => ({ value: one.id, text: one.name })),
          }
        : null,
      closure:
        can && !movesItself(house, request)
          ? { action: `/agent/demandes/${id}/cloture`, ...form('closure', CLOSURE.fields) }
          : null,
      files: facts.files.map((one) => ({
        ...one,
        view: one.shown && `/agent/demandes/${id}?piece=${one.id}#piece`,
      })),
      piece: viewed && { ...viewed, src: `${viewed.href}/apercu`, close: `/agent/demandes/${id}` },
      notes: facts.notes,
      note: mayNote(ctx) ? { action: `/agent/demandes/${id}/notes`, ...form('note', NOTE.fields) } : null,
      assignee: facts.assignee?.id === ctx.actor.id ? 'Vous' : (facts.assignee?.name ?? 'Personne'),
      assignment: mayAct
        ? {
            action: `/agent/demandes/${id}/attribution`,
            isMine: facts.assignee?.id === ctx.actor.id,
            options: [
              { value: 'moi', text: 'Moi' },
              ...agents
                .filter((one) => one.id !== ctx.actor.id)
                .map((one) => ({ value: one.id, text: one.name })),
              { value: 'personne', text: 'Personne' },
            ],
            current: facts.assignee
              ? facts.assignee.id === ctx.actor.id
                ? 'moi'
                : facts.assignee.id
              : 'personne',
          }
        : null,
      slip:
        mayAct && isIntake(request.channel) && ctx.actor.permissions.has('requests.open')
          ? `/agent/demandes/${id}/recepisse`
          : null,
    },
    {
      title: `Demande ${request.reference}`,
      status: returned ? 422 : 200,
      framesFiles: viewed?.shown === 'pdf',
    },
  );
}

export async function answerRequest(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  id: string,
): Promise<Response> {
  const request = await handled(ctx, snapshot, id);
  const outcome = readFields(ANSWER, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok)
    return deskRequestPage(house, ctx, snapshot, id, { returned: { form: 'answer', ...outcome } });
  const standing = { snapshot, actor: ctx.actor, now: ctx.now };
  await house.db.write((tx) => answerIn(house, standing, tx, request, outcome.values.message));
  return ctx.seeOther(`/agent/demandes/${id}#messages`);
}

export async function closeRequest(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  id: string,
): Promise<Response> {
  const request = await handled(ctx, snapshot, id);
  if (movesItself(house, request)) throw notFound();
  const outcome = readFields(CLOSURE, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok)
    return deskRequestPage(house, ctx, snapshot, id, { returned: { form: 'closure', ...outcome } });
  const { issue, motif } = outcome.values;
  const standing = { snapshot, actor: ctx.actor, now: ctx.now };
  const to = issue === 'refused' ? 'refused' : 'done';
  await house.db.write((tx) => closeIn(house, standing, tx, request, to, motif));
  return ctx.seeOther(`/agent/demandes/${id}`);
}

export async function noteRequest(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  id: string,
): Promise<Response> {
  ctx.demand('requests.answer');
  const { request } = await visible(ctx, id);
  const outcome = readFields(NOTE, await ctx.body(), { today: localDay(ctx.site.zone, ctx.now) });
  if (!outcome.ok)
    return deskRequestPage(house, ctx, snapshot, id, { returned: { form: 'note', ...outcome } });
  await addNote(ctx, request, outcome.values.note);
  return ctx.seeOther(`/agent/demandes/${id}#notes`);
}

export async function assignRequest(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  id: string,
): Promise<Response> {
  const request = await operated(ctx, snapshot, id);
  const typed = (await ctx.body()).get('attribution');
  const to = chosenAssignee(ctx, await colleagues(house, ctx), typed);
  await ctx.write((tx) => assign(tx, request, to));
  return ctx.seeOther(`/agent/demandes/${id}`);
}

/** A request the agent may see; anything else does not exist for them. */
async function visible(ctx: DeskCtx, id: string) {
  const found = await ctx.requestFor(id);
  if (!found) throw notFound();
  return found;
}

async function handled(ctx: DeskCtx, snapshot: SiteSnapshot, id: string): Promise<CitizenRequest> {
  const request = await operated(ctx, snapshot, id);
  if (!isOpen(request.status)) throw closed();
  return request;
}

/** A request that the agent's own authority operates, open or closed. */
async function operated(ctx: DeskCtx, snapshot: SiteSnapshot, id: string): Promise<CitizenRequest> {
  const { request, mayAct } = await visible(ctx, id);
  if (!mayAct) {
    const operator = snapshot.authorities.get(request.operatorId);
    throw new PageError(
      403,
      'Vous pouvez lire cette demande, pas y répondre',
      `Elle est traitée par ${operator ? withArticle(operator) : 'un autre service'}. Rien n’a été envoyé.`,
      [{ href: `/agent/demandes/${id}`, text: 'Revenir à la demande' }],
    );
  }
  return request;
}

async function agentBlock(
  house: House,
  ctx: DeskCtx,
  snapshot: SiteSnapshot,
  request: CitizenRequest,
  mayAct: boolean,
) {
  const provider = house.plugins.channels.get(request.channel);
  if (!provider?.channel.show) return null;
  const own = contextFor(house, { snapshot, actor: ctx.actor, now: ctx.now }, provider.plugin.name);
  return provider.channel.show(own, request, 'agent', { csrf: ctx.csrf, mayAct });
}
