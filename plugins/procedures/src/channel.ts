// How the plugin delivers a service: the way in on the service's page, the answers on a request's page, the receipt.

import { formatBytes, summarise } from '@parvis/forms';
import type { Channel, CitizenRequest, Ctx, MailContent, Way } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { formRoutes } from './form-pages.ts';
import { tables } from './schema.ts';
import { filesIn } from './submit.ts';

const NBSP = '\u00A0';

export const channel: Channel = {
  async offer(_ctx, service): Promise<Way> {
    return {
      title: 'En ligne',
      text: 'Quelques questions, sans créer de compte. Vous pouvez vous arrêter et reprendre plus tard.',
      href: `/demarches/${service.slug}/commencer`,
    };
  },
  start: formRoutes,
  show,
  async receipt(_ctx, request): Promise<MailContent> {
    return {
      subject: `Votre demande «${NBSP}${request.title}${NBSP}» est bien arrivée (${request.reference})`,
      title: 'Votre demande est bien arrivée',
      paragraphs: [
        `Bonjour ${request.requester.name},`,
        `Nous avons reçu votre demande «${NBSP}${request.title}${NBSP}». Vous n’avez rien d’autre à faire${NBSP}: nous vous répondrons à cette adresse.`,
      ],
    };
  },
};

/** The answers, on the version that the request was made with. Only agents are given links to files. */
async function show(ctx: Ctx, request: CitizenRequest, viewer: 'citizen' | 'agent') {
  const { submission, version } = tables.for(ctx.read);
  const [row] = await ctx.read
    .select({ answers: submission.answers, definition: version.definition })
    .from(submission)
    .innerJoin(version, eq(version.id, submission.versionId))
    .where(ctx.own(submission, eq(submission.requestId, request.id)));
  if (!row) return null;
  const { form } = row.definition;
  const files = filesIn(row.answers);
  return ctx.view('answers', {
    title: viewer === 'agent' ? 'Les réponses' : 'Vos réponses',
    sections: summarise(form, row.answers).map(({ title, rows }) => ({ title, rows })),
    files:
      viewer === 'agent'
        ? files.map(({ id, name, size }) => ({
            href: `/agent/fichiers/${id}`,
            text: `${name} (${formatBytes(size)})`,
          }))
        : [],
  });
}
