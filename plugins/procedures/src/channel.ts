// How the plugin delivers a service: the way in on the service's page, the answers on a request's page, the receipt.

import { filesIn, formatBytes, formatDay, summarise } from '@parvis/forms';
import type { Channel, CitizenRequest, Ctx, Html, MailContent, ShowOptions, Way } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { BLANK_FORM } from './blank-form/blank-form.ts';
import { STEP_TEXT } from './case/actions/sms.ts';
import { correctionAddress } from './case/correction.ts';
import { buttonsOf, rolesOf } from './case/desk.ts';
import { type OpenCase, openCase, workForm } from './case/open-case.ts';
import { receiptFacts } from './case/receipt-facts.ts';
import { deadline } from './case/stand.ts';
import { procedureOf } from './drafts.ts';
import { formRoutes } from './form-pages.ts';
import { opinionsBlock } from './opinions/desk.ts';
import { switchedOff } from './pooling/adoption.ts';
import { newestFor } from './pooling/desk/move-page.ts';
import { isOver } from './pooling/move-request.ts';
import { draftByCode } from './resume/codes.ts';
import { withStanding } from './signature/signed-answers.ts';
import { daysBetween, silenceDay } from './workflow/clock.ts';
import type { Workflow } from './workflow/workflow.ts';

const NBSP = '\u00A0';

export const channel: Channel = {
  async offer(ctx, service): Promise<Way | null> {
    const slug = procedureOf(service);
    if (slug !== null && (await switchedOff(ctx, [slug], ctx.site.authority.id)).has(slug)) return null;
    return {
      title: 'En ligne',
      text: 'Quelques questions, sans créer de compte. Vous pouvez vous arrêter et reprendre plus tard.',
      href: `/demarches/${service.slug}/commencer`,
    };
  },
  start: formRoutes,
  async resume(ctx, code) {
    const draft = await draftByCode(ctx, code);
    return draft && `/reprendre/${draft.code}`;
  },
  blank: ({ slug }) => `/demarches/${slug}/commencer/${BLANK_FORM}`,
  settings: ({ procedure }) =>
    typeof procedure === 'string' ? `/agent/procedures/modeles/${procedure}/textes` : null,
  show,
  moves: true,
  async receipt(ctx, request): Promise<MailContent | null> {
    // What ends a request says so itself.
    if (request.status !== 'received') return null;
    return {
      subject: `Votre demande «${NBSP}${request.title}${NBSP}» est bien arrivée (${request.reference})`,
      title: 'Votre demande est bien arrivée',
      paragraphs: [
        `Bonjour ${request.requester.name},`,
        `Nous avons reçu votre demande «${NBSP}${request.title}${NBSP}». Vous n’avez rien d’autre à faire${NBSP}: nous vous répondrons à cette adresse.`,
      ],
      facts: await receiptFacts(ctx, request),
    };
  },
  receiptFacts,
  messages: {
    async [STEP_TEXT](_ctx, { reference, title }, about) {
      const { text } = about as { readonly text: string };
      const subject = `Votre demande «${NBSP}${title}${NBSP}» (${reference})`;
      return { text, mail: { subject, title: subject, paragraphs: [text] } };
    },
  },
};

/** Where the case stands and the answers, on the version that the request was made with. Only agents are given links to files. */
async function show(
  ctx: Ctx,
  request: CitizenRequest,
  viewer: 'citizen' | 'agent',
  options: ShowOptions,
): Promise<Html | null> {
  const one = await openCase(ctx, request);
  if (!one) return null;
  const answers = ctx.view('answers', answersOf(one, viewer));
  const opinions = await opinionsBlock(ctx, request, viewer);
  const { workflow } = one.definition;
  const status = workflow.statuses.find(({ id }) => id === one.state.status);
  if (!status) return answers;
  const day = silenceDay(workflow, one.state, ctx.now, ctx.site.zone);
  const silence = day && silenceText(workflow, formatDay(day.toString()));
  if (viewer === 'citizen') {
    const address = options.code ? correctionAddress(one, options.code) : null;
    return ctx.view('citizen-case', {
      opinions,
      text: status.citizen,
      correction: address && { href: address, wanted: one.correction?.text ?? '' },
      silence,
      answers,
    });
  }
  const due = deadline(workflow, status, one.state, ctx.now, ctx.site.zone);
  const newer = options.mayAct && !isOver(one) ? await newestFor(ctx, one) : null;
  return ctx.view('case', {
    opinions,
    status: status.citizen,
    deadline: due && deadlineText(due, ctx),
    silence,
    buttons: buttonsOf(ctx, one, rolesOf(ctx), options),
    csrf: options.csrf,
    newer: newer && `/agent/procedures/demandes/${request.id}/version`,
    answers,
  });
}

/** What silence will mean, and when: said to both sides. */
function silenceText({ silence }: Workflow, day: string): string | null {
  if (silence.means === 'nothing') return null;
  const meaning = silence.means === 'acceptance' ? 'acceptée' : 'refusée';
  return `Sans réponse d’ici le ${day}, la demande est ${meaning} (${silence.law.replace('art. ', 'art.\u00A0')}).`;
}

/** « À faire avant le 12 mars 2026, dans 3 jours »: in words, not by a colour. */
function deadlineText(due: number, { now, site }: Ctx): string {
  const days = daysBetween(now, due, site.zone);
  const when = formatDay(localDay(site.zone, due));
  if (days < 0)
    return `En retard de ${-days}\u00A0jour${days < -1 ? 's' : ''}\u00A0: à faire avant le ${when}`;
  if (days === 0) return 'À faire aujourd’hui';
  return `À faire avant le ${when}, dans ${days}\u00A0jour${days > 1 ? 's' : ''}`;
}

function answersOf({ definition, answers, work, aside }: OpenCase, viewer: 'citizen' | 'agent') {
  const files = filesIn(answers);
  const filled = viewer === 'agent' ? summarise(workForm(definition.workflow), work) : [];
  return {
    title: viewer === 'agent' ? 'Les réponses' : 'Vos réponses',
    sections: [
      ...withStanding(definition.form, answers),
      ...filled.map((page) => ({ ...page, rows: page.rows.filter(({ fieldId }) => fieldId in work) })),
      { title: 'Réponses à d’anciennes questions', rows: aside },
    ]
      .filter(({ rows }) => rows.length > 0)
      .map(({ title, rows }) => ({ title, rows: rows.map(({ label, text }) => ({ label, text })) })),
    files:
      viewer === 'agent'
        ? files.map(({ id, name, size }) => ({
            href: `/agent/fichiers/${id}`,
            text: `${name} (${formatBytes(size)})`,
          }))
        : [],
  };
}
