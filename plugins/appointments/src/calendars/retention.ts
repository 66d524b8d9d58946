// What is kept of the calendars that agents tie to their agenda.

import type { RetentionRule } from '@parvis/kit';

const calendarLinks: RetentionRule = {
  name: 'calendar-links',
  theme: 'agents',
  tables: ['appointments_feed', 'appointments_outside', 'appointments_external', 'appointments_video_room'],
  what: 'L’adresse de l’agenda extérieur, avec son identifiant et son mot de passe, chiffrés\u202F; les heures qu’il prend, sans ce qui s’y passe\u202F; l’adresse de la salle de visioconférence',
  people: 'Les conseillers et les agents qui reçoivent',
  purpose:
    'Ne proposer que des heures où la personne est libre, et lui montrer ses rendez-vous dans son propre agenda',
  basis: 'public-task',
  recipients: 'La personne qui reçoit\u202F; le public, pour la salle de visioconférence de son rendez-vous',
  keep: { clock: 'hand', until: 'Tant que la personne relie ces agendas' },
};

export const retention = [calendarLinks] as const;
