// What else an agent may do with the agendas, by what they may.

import type { DeskCtx } from '@parvis/kit';
import { HOME } from './agendas.ts';

const LINKS = [
  { href: `${HOME}/permanences`, text: 'Permanences', permission: 'appointments.manage' },
  { href: `${HOME}/absences`, text: 'Absences', permission: 'appointments.manage' },
  { href: `${HOME}/calendriers`, text: 'Agendas reliés', permission: 'appointments.manage' },
  { href: `${HOME}/agendas`, text: 'Qui reçoit', permission: 'appointments.settings' },
  { href: `${HOME}/fermetures`, text: 'Fermetures', permission: 'appointments.settings' },
  { href: `${HOME}/motifs`, text: 'Motifs', permission: 'appointments.settings' },
  { href: `${HOME}/lieux`, text: 'Lieux', permission: 'appointments.settings' },
  { href: `${HOME}/chiffres`, text: 'Chiffres', permission: 'appointments.figures' },
  { href: `${HOME}/bouton`, text: 'Bouton pour d’autres sites', permission: 'appointments.read' },
] as const;

export function deskLinks({ actor }: DeskCtx): readonly { readonly href: string; readonly text: string }[] {
  return LINKS.filter(({ permission }) => actor.permissions.has(permission));
}
