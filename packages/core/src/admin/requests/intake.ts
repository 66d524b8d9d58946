// A request that an agent writes down for someone: at the counter, on the phone, from a letter. The agent is who acts; the
// request is of the person, who gets the receipt.

import { newId } from '@parvis/db';
import { type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import type { DeskCtx, Service } from '@parvis/kit';
import { withArticle } from '../../services/service-pages.ts';
import { localDay } from '../../sites/opening-hours.ts';
import { INTAKE_CHANNELS } from './intake-slip.ts';

const ADDRESS = '/agent/demandes/nouvelle';

function intakeFields(services: readonly Service[]) {
  return fieldSet([
    {
      id: 'demarche',
      type: 'choice',
      label: 'Quelle démarche\u202F?',
      list: true,
      options: services.map(({ id, title }) => ({ value: id, label: title })),
    },
    {
      id: 'canal',
      type: 'choice',
      label: 'Comment la personne vous l’a-t-elle demandée\u202F?',
      options: INTAKE_CHANNELS.map(({ kind, label }) => ({ value: kind, label })),
    },
    { id: 'nom', type: 'text', label: 'Prénom et nom de la personne', subject: 'le nom', maxLength: 120 },
    {
      id: 'courriel',
      type: 'email',
      label: 'Son adresse électronique',
      help: 'Elle y reçoit l’accusé de réception et les réponses. Sans adresse, vous imprimez un récépissé.',
      optional: true,
    },
    { id: 'telephone', type: 'phone', label: 'Son téléphone', optional: true },
    {
      id: 'demande',
      type: 'textarea',
      label: 'Ce qu’elle demande',
      help: 'Avec ses mots. Elle le lira sur sa page de suivi.',
      maxLength: 8_000,
    },
    {
      id: 'fichiers',
      type: 'file',
      label: 'Pièces',
      help: 'Le formulaire papier scanné, une photo, une pièce jointe\u00A0: cinq fichiers au plus.',
      maxFiles: 5,
      optional: true,
    },
    { id: 'envoi', type: 'hidden', label: '', maxLength: 64 },
  ]);
}

/** What the agent's authority operates on this site, and can be asked for without a form of its own. */
function servicesHere({ services, actor }: DeskCtx): readonly Service[] {
  return services
    .filter(({ operator }) => operator.id === actor.authority.id)
    .toSorted((a, b) => a.title.localeCompare(b.title, 'fr'));
}

interface State {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

export function intakePage(ctx: DeskCtx, { typed, errors = [] }: State = {}): Response {
  ctx.demand('requests.open');
  const services = servicesHere(ctx);
  // The same at every sending of this page: pressed twice, it opens one request.
  const shown = { ...typed, envoi: typed?.['envoi'] ?? newId() };
  return ctx.page(
    'desk-intake',
    {
      action: ADDRESS,
      who: withArticle(ctx.actor.authority),
      none: services.length === 0,
      errors,
      controls:
        services.length === 0 ? [] : toControls(intakeFields(services).fields, { typed: shown, errors }),
    },
    { title: 'Saisir une demande', status: errors.length > 0 ? 422 : 200 },
  );
}

export async function takeIn(ctx: DeskCtx): Promise<Response> {
  ctx.demand('requests.open');
  const services = servicesHere(ctx);
  if (services.length === 0) return intakePage(ctx);
  const fields = intakeFields(services);
  const outcome = readFields(fields, await ctx.body(), {
    today: localDay(ctx.site.zone, ctx.now),
  });
  if (!outcome.ok) return intakePage(ctx, outcome);
  const { demarche, canal, nom, courriel, telephone, demande, fichiers, envoi } = outcome.values;
  const service = services.find(({ id }) => id === demarche);
  const channel = INTAKE_CHANNELS.find(({ kind }) => kind === canal)?.kind;
  if (!service || !channel) return intakePage(ctx);
  const { kept, refused } = await ctx.keep(fichiers ?? []);
  const [bad] = refused;
  if (bad) {
    const name = fichiers?.find(({ id }) => id === bad.id)?.name ?? 'Fichier';
    const error = {
      fieldId: 'fichiers',
      code: 'invalid',
      anchor: toControls(fields.fields.filter((field) => field.id === 'fichiers'))[0]?.id ?? 'fichiers',
      message: `${name}\u00A0: ${bad.message}`,
    } as const;
    return intakePage(ctx, { typed: outcome.answers as Typed, errors: [error] });
  }
  const id = await ctx.write(async (tx) => {
    const { request } = await tx.requests.open({
      service,
      channel,
      title: service.title,
      requester: { name: nom, ...(courriel && { email: courriel }), ...(telephone && { phone: telephone }) },
      once: `guichet:${ctx.actor.id}:${envoi}`,
      message: demande,
    });
    await tx.files.attach(
      kept.map((file) => file.id),
      request.id,
    );
    return request.id;
  });
  return ctx.seeOther(`/agent/demandes/${id}/recepisse`);
}
