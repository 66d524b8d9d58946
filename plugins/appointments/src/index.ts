// Appointments: the `appointment` channel, from a citizen's free slot to an advisor's list.

import { definePlugin } from '@parvis/kit';
import { defineTables } from '@parvis/kit/data';
import { antsJobs, apiEndpoints, checkAnts, onMovedAtAnts, ownOfAnts } from './api/index.ts';
import { READ_OUTSIDE, readOutsideJob, reviveOutside } from './calendars/outside.ts';
import * as calendarsKept from './calendars/retention.ts';
import { calendarTables } from './calendars/tables.ts';
import { channel } from './channel.ts';
import * as deskKept from './desk/retention.ts';
import { deskTables } from './desk/tables.ts';
import { onEnded, onMoved } from './moved.ts';
import { nextOfCitizen } from './next.ts';
import { offerEarlier } from './offer-earlier.ts';
import { withOrientations } from './prescription/channel.ts';
import * as prescriptionKept from './prescription/retention.ts';
import { prescriptionTables } from './prescription/tables.ts';
import { impersonal, retention } from './retention.ts';
import { starter } from './starter.ts';
import { measureDelays } from './statistics/measure.ts';
import * as statisticsKept from './statistics/retention.ts';
import { statisticsTables } from './statistics/tables.ts';
import { nextFreeToday } from './today.ts';
import { OFFER_EARLIER } from './wait.ts';
import { nextWorkshops, workshopsToday } from './workshops/block.ts';
import { together, withWorkshops } from './workshops/channel.ts';
import { onEnrolmentMoved } from './workshops/enrol.ts';
import { onWorkshopEnded, WORKSHOP_ENDED } from './workshops/follow-up.ts';
import * as workshopsKept from './workshops/retention.ts';
import { workshopTables } from './workshops/tables.ts';
import {
  onWorkshopOffer,
  onWorkshopOfferEnded,
  WORKSHOP_OFFER,
  WORKSHOP_OFFER_ENDED,
} from './workshops/waiting-line.ts';

export const appointments = definePlugin({
  name: 'appointments',
  api: 1,
  tables: defineTables((kit) => ({
    ...ownOfAnts.tables.for(kit),
    ...workshopTables.for(kit),
    ...prescriptionTables.for(kit),
    ...calendarTables.for(kit),
    ...statisticsTables.for(kit),
    ...deskTables.for(kit),
  })),
  migrations: new URL('../migrations/', import.meta.url),
  views: new URL('../views/', import.meta.url),
  permissions: {
    'appointments.enter': {
      text: 'Ouvrir les pages des rendez-vous',
      roles: ['administrator', 'secretary', 'advisor'],
    },
    'appointments.read': {
      text: 'Voir les rendez-vous de la collectivité',
      roles: ['secretary', 'advisor'],
    },
    'appointments.book': {
      text: 'Prendre, déplacer et annuler des rendez-vous, noter qui est venu',
      roles: ['secretary', 'advisor'],
    },
    'appointments.workshops': {
      text: 'Animer les ateliers\u00A0: programme, inscrits et présences',
      roles: ['secretary', 'advisor'],
    },
    'appointments.prescribe': {
      text: 'Orienter des personnes vers un rendez-vous ou un atelier',
      roles: ['case-worker'],
    },
    'appointments.manage': {
      text: 'Tenir les permanences et les absences',
      roles: ['secretary', 'advisor'],
    },
    'appointments.figures': {
      text: 'Voir les chiffres des rendez-vous',
      roles: ['administrator', 'secretary', 'advisor'],
    },
    'appointments.settings': {
      text: 'Régler les agendas, les motifs, les lieux et les fermetures',
      roles: ['administrator', 'secretary'],
    },
  },
  channels: { appointment: withOrientations(withWorkshops(channel)) },
  pages: {
    '/rendez-vous': async (app) => (await import('./pages/public-pages.ts')).publicPages(app),
    '/agenda-prive': async (app) => (await import('./calendars/feed-pages.ts')).feedPages(app),
    '/ateliers': async (app) => (await import('./workshops/pages/public-pages.ts')).workshopPages(app),
  },
  menu: [
    { href: '/rendez-vous', text: 'Rendez-vous' },
    { href: '/ateliers', text: 'Ateliers' },
  ],
  desk: {
    menu: { label: 'Rendez-vous', permission: 'appointments.enter' },
    also: [
      { path: 'ateliers', label: 'Ateliers', permission: 'appointments.workshops' },
      { path: 'orientations', label: 'Orientations', permission: 'appointments.prescribe' },
    ],
    routes: async (app) => (await import('./desk-pages.ts')).deskPages(app),
  },
  slots: {
    'home.today': together(nextFreeToday, workshopsToday),
    'space.next': together(nextOfCitizen, nextWorkshops),
  },
  on: {
    async 'request.moved'(tx, event) {
      await onMoved(tx, event);
      await onEnrolmentMoved(tx, event);
      await onMovedAtAnts(tx, event);
    },
  },
  endpoints: apiEndpoints,
  jobs: {
    [READ_OUTSIDE]: readOutsideJob,
    calendars: (ctx) => ctx.write(reviveOutside),
    measure: measureDelays,
    ...antsJobs,
    ended: onEnded,
    [OFFER_EARLIER]: (ctx) => ctx.write(offerEarlier),
    [WORKSHOP_ENDED]: onWorkshopEnded,
    [WORKSHOP_OFFER]: onWorkshopOffer,
    [WORKSHOP_OFFER_ENDED]: onWorkshopOfferEnded,
  },
  acts: {
    'appointments.moved': 'A déplacé un rendez-vous',
    'appointments.booked': 'A pris un rendez-vous pour quelqu’un',
    'appointments.revoked': 'A annulé un rendez-vous pour le service',
    'appointments.presence': 'A noté si une personne est venue',
    'appointments.opening': 'A changé une permanence',
    'appointments.absence': 'A changé une absence',
    'appointments.closure': 'A changé une fermeture',
    'appointments.settings': 'A changé un motif, un lieu ou un agenda',
    'appointments.feed-made': 'A fait une adresse secrète de son agenda',
    'appointments.feed-ended': 'A supprimé l’adresse secrète de son agenda',
    'appointments.feed-read': 'Un agenda a lu des rendez-vous par l’adresse secrète',
    'appointments.outside-tied': 'A relié un agenda extérieur',
    'appointments.outside-untied': 'A délié un agenda extérieur',
    'appointments.video-room-set': 'A changé le lien de sa salle de visioconférence',
    'appointments.waited': 'A demandé à venir plus tôt',
    'appointments.prescribed': 'A orienté une personne',
    'appointments.motif-access': 'A changé qui peut prendre un rendez-vous',
    'appointments.workshop-changed': 'A changé un atelier',
    'appointments.workshop-presence': 'A noté une présence à un atelier',
    'appointments.workshop-message': 'A écrit à tous les inscrits d’un atelier',
  },
  daily: ['calendars', 'measure'],
  starter,
  retention: [
    ...retention,
    ...ownOfAnts.retention,
    ...workshopsKept.retention,
    ...prescriptionKept.retention,
    ...calendarsKept.retention,
    ...deskKept.retention,
  ],
  impersonal: {
    ...impersonal,
    ...ownOfAnts.impersonal,
    ...workshopsKept.impersonal,
    ...prescriptionKept.impersonal,
    ...statisticsKept.impersonal,
    ...deskKept.impersonal,
  },
  check: () => checkAnts(),
});

export { setAntsReasons } from './api/ants/reasons.ts';
export {
  addAbsence,
  addAdvisor,
  addMotif,
  addOpening,
  addVenue,
  locateCommune,
  motifIdOf,
  type NewAbsence,
  type NewAdvisor,
  type NewMotif,
  type NewOpening,
  type NewVenue,
  type SeedTx,
} from './seed.ts';
export { DIGITAL_HELP } from './starter.ts';
export { addWorkshop, type NewWorkshop } from './workshops/seed.ts';
export { addSessions, type NewSessions } from './workshops/sessions.ts';
