// An appointment with all that a page, a mail or a calendar says of it.

import type { Ctx } from '@parvis/kit';
import { eq, type Reader } from '@parvis/kit/data';
import { tables } from './calendars/tables.ts';
import type { Appointment, Motif, Resource, Venue } from './schema.ts';

export interface AppointmentDetail {
  readonly appointment: Appointment;
  readonly motif: Motif;
  readonly venue: Venue;
  readonly resource: Resource;
  /** Link of the room where they receive by video, if they have one. */
  readonly room?: string | null | undefined;
}

/** The appointment of a request, or null. */
export async function appointmentOf(
  ctx: Pick<Ctx, 'own'>,
  reader: Reader,
  requestId: string,
): Promise<AppointmentDetail | null> {
  const { appointment, motif, venue, resource, videoRoom } = tables.for(reader);
  const [found] = await reader
    .select({ appointment, motif, venue, resource, room: videoRoom.url })
    .from(appointment)
    .innerJoin(motif, eq(motif.id, appointment.motifId))
    .innerJoin(venue, eq(venue.id, appointment.venueId))
    .innerJoin(resource, eq(resource.id, appointment.resourceId))
    .leftJoin(videoRoom, eq(videoRoom.resourceId, resource.id))
    .where(ctx.own(appointment, eq(appointment.requestId, requestId)));
  return found ?? null;
}

/** Until when the citizen may cancel online, in epoch milliseconds. */
export function cancelUntil({ appointment, motif }: AppointmentDetail): number {
  return appointment.startsAt - motif.cancelHours * 3_600_000;
}

/** Until when the citizen may choose another time online, in epoch milliseconds. */
export function moveUntil({ appointment, motif }: Pick<AppointmentDetail, 'appointment' | 'motif'>): number {
  return appointment.startsAt - motif.rescheduleHours * 3_600_000;
}

const KINDS = {
  'on-site': 'Sur place',
  phone: 'Par téléphone',
  video: 'En visioconférence',
  home: 'Chez vous',
} as const;

/** « Par téléphone » */
export function sayKind(place: Motif['place']): string {
  return KINDS[place];
}

const ELSEWHERE = {
  phone: [KINDS.phone, 'Nous vous appelons'],
  video: [KINDS.video, 'Le lien pour vous connecter vous sera donné'],
  home: [KINDS.home],
} as const;

/** Where it takes place, line by line: on site, the venue, its address, and its commune when the address lacks it. */
export function placeLines({
  venue,
  motif,
  appointment,
  room,
}: Pick<AppointmentDetail, 'venue' | 'motif' | 'room'> & {
  readonly appointment?: Pick<Appointment, 'home'> | undefined;
}): readonly string[] {
  const home = appointment?.home ?? null;
  if (motif.place === 'home' && home !== null) return [KINDS.home, home];
  if (motif.place === 'video' && room != null) return [KINDS.video, room];
  if (motif.place !== 'on-site') return ELSEWHERE[motif.place];
  const named = venue.address.some((line) => line.includes(venue.commune));
  return [venue.name, ...venue.address, ...(named ? [] : [venue.commune])];
}

/** The venue on a map: a plain address. Null where nobody has to come. */
export function mapLink({ venue, motif }: Pick<AppointmentDetail, 'venue' | 'motif'>): string | null {
  return motif.place === 'on-site' ? mapOf(venue) : null;
}

export function mapOf({ latitude, longitude }: Venue): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
}
