// Sentences that pages, mails and calendars share.

import { formatPhone, toE164 } from '@parvis/forms';
import type { Contact, Ctx } from '@parvis/kit';
import { type AppointmentDetail, mapLink } from './appointment.ts';
import { atPlace, sayWhen } from './french.ts';
import type { Venue } from './schema.ts';

const NBSP = '\u00A0';

/** « 1er étage, à droite », « Accessible en fauteuil roulant » */
export function localAccess({ access, wheelchair }: Venue): string[] {
  return [
    ...(access === null ? [] : [access]),
    wheelchair ? 'Accessible en fauteuil roulant' : 'Non accessible en fauteuil roulant',
  ];
}

/** « mardi 1er décembre 2026 à 9 h, à La Loupe » */
export function whenAndWhere(start: number, { zone, commune }: Pick<Venue, 'zone' | 'commune'>): string {
  return `${sayWhen(start, zone)}, ${atPlace(commune)}`;
}

/** « Appelez le 02 37 00 00 00 », or where else to ask. */
export function callUs({ phone }: Pick<Contact, 'phone'>): string {
  if (phone === undefined) return 'Adressez-vous à votre mairie';
  const e164 = toE164(phone);
  return `Appelez le${NBSP}${e164 === undefined ? phone : formatPhone(e164)}`;
}

/** The contact of the body that runs an appointment's service, else of the site. */
export function contactOf(ctx: Pick<Ctx, 'authorities' | 'site'>, authorityId: string): Contact {
  return (ctx.authorities.find(({ id }) => id === authorityId) ?? ctx.site.authority).contact;
}

/** The facts of an appointment, as mails list them. */
export function appointmentFacts(detail: AppointmentDetail, place: readonly string[]) {
  const { appointment, motif, resource, venue } = detail;
  const map = mapLink(detail);
  return [
    { label: 'Rendez-vous', value: motif.title },
    { label: 'Quand', value: sayWhen(appointment.startsAt, appointment.zone) },
    { label: 'Où', value: place.join(', ') },
    ...(map === null
      ? []
      : [
          { label: 'Accès', value: localAccess(venue).join('. ') },
          { label: 'Plan', value: map },
        ]),
    { label: 'Avec', value: resource.name },
  ];
}
