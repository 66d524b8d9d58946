// Procedures: the `form` channel, from the first question to the request that an agent reads.

import { definePlugin, type RequestStatus } from '@parvis/kit';
import { defineTables } from '@parvis/kit/data';
import { MOVE_OPEN, moveOpen } from './bulk-move/move-job.ts';
import { wakeClock } from './case/clock-job.ts';
import { lookIfPaid, movedByPayment, PAID } from './case/paid.ts';
import { channel } from './channel.ts';
import { lookAtOpinions, withdrawOpinions } from './opinions/answer.ts';
import { OPINIONS } from './opinions/ask.ts';
import { updateJob } from './pooling/update.ts';
import { publishProcedure } from './publish.ts';
import { joinAccount } from './resume/join-account.ts';
import { begunBy } from './resume/space-block.ts';
import { resumeTables } from './resume/tables.ts';
import { impersonal, retention } from './retention.ts';
import { tables } from './schema.ts';
import { DELIVER, deliver } from './webhooks/deliver.ts';

const CLOSED: ReadonlySet<RequestStatus> = new Set(['done', 'refused', 'cancelled']);

export const procedures = definePlugin({
  name: 'procedures',
  api: 1,
  tables: defineTables((kit) => ({ ...tables.for(kit), ...resumeTables.for(kit) })),
  migrations: new URL('../migrations/', import.meta.url),
  views: new URL('../views/', import.meta.url),
  channels: { form: channel },
  pages: {
    '/completer': async (app) => (await import('./case/correction.ts')).correctionRoutes(app),
    '/reprendre': async (app) => (await import('./resume/open-page.ts')).openRoutes(app),
  },
  slots: { 'space.next': begunBy },
  desk: {
    menu: { label: 'Démarches', permission: 'procedures.manage' },
    routes: async (app) => (await import('./desk-pages.ts')).deskPages(app),
  },
  permissions: {
    'procedures.manage': {
      text: 'Adapter et publier les démarches en ligne',
      roles: ['administrator', 'editor'],
    },
    'procedures.connect': {
      text: 'Relier des logiciels aux démarches, et voir ce qui leur est envoyé',
      roles: ['administrator'],
    },
  },
  acts: {
    'procedures.published': 'A publié une démarche',
    'procedures.plan-begun': 'A commencé un brouillon de démarche',
    'procedures.plan-dropped': 'A supprimé un brouillon de démarche',
    'procedures.block-kept': 'A gardé un bloc de questions',
    'procedures.block-dropped': 'A supprimé un bloc de questions',
    'procedures.imported': 'A reçu une démarche d’un fichier',
    'procedures.adapted': 'A adapté une démarche pour sa collectivité',
    'procedures.settled': 'A réglé les différences avec le modèle partagé d’une démarche',
    'procedures.followed': 'Est revenu au modèle partagé d’une démarche',
    'procedures.switched-on': 'A rallumé une démarche sur son site',
    'procedures.switched-off': 'A éteint une démarche sur son site',
    'procedures.moved': 'A fait passer une demande à la version en cours de sa démarche',
    'procedures.moved-many': 'A fait passer les demandes en cours d’une démarche à sa version en cours',
    'procedures.updated': 'La démarche adaptée a reçu les changements du modèle partagé',
    'procedures.opinion-given': 'A donné l’avis de sa collectivité sur une demande',
    'procedures.webhook-set': 'A donné une adresse à un logiciel relié',
    'procedures.webhook-dropped': 'A retiré un logiciel relié',
    'procedures.webhook-secret-renewed': 'A changé le secret d’un logiciel relié',
    'procedures.delivery-sent-again': 'A renvoyé une demande à un logiciel relié',
    'procedures.waiting': 'Le modèle partagé de la démarche a changé\u00A0: à régler',
  },
  on: {
    'citizen.signed-in': joinAccount,
    'payment.settled': movedByPayment,
    async 'request.moved'(tx, { request }) {
      if (request.channel === 'form' && CLOSED.has(request.status)) await withdrawOpinions(tx, request.id);
    },
  },
  exchanges: { procedure: async () => (await import('./exchange/exchange.ts')).procedureExchange },
  jobs: {
    clock: wakeClock,
    update: updateJob,
    [OPINIONS]: lookAtOpinions,
    [PAID]: lookIfPaid,
    [DELIVER]: deliver,
    [MOVE_OPEN]: moveOpen,
  },
  async starter(tx) {
    const { starterProcedures } = await import('./starter/index.ts');
    for (const procedure of starterProcedures) await publishProcedure(tx, procedure);
  },
  retention,
  impersonal,
});

export { type NewProcedure, publishProcedure } from './publish.ts';
