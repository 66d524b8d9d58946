// The national search as it calls a mairie's software: its header, its queries without brackets, its patience. What it would
// not read throws.

export interface MeetingPoint {
  readonly id: string;
  readonly name: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly public_entry_address: string;
  readonly zip_code: string;
  readonly city_name: string;
  readonly website?: string;
}

export interface HubSlot {
  readonly datetime: string;
  readonly callback_url: string;
}

export interface HubMeeting {
  readonly meeting_point: string;
  readonly datetime: string;
  readonly management_url: string;
}

export interface HubSearch {
  readonly points: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly documents?: number;
}

/** Sends one request to the software: `fetch`, or a host in this process. */
export type Send = (request: Request) => Response | Promise<Response>;

export interface AntsHub {
  meetingPoints(): Promise<readonly MeetingPoint[]>;
  slots(search: HubSearch): Promise<ReadonlyMap<string, readonly HubSlot[]>>;
  meetings(applicationIds: readonly string[]): Promise<ReadonlyMap<string, readonly HubMeeting[]>>;
}

/** @param base the address that the software told ANTS: `https://exemple.fr/api/ants` */
export function antsHub(send: Send, base: string, token: string): AntsHub {
  async function ask(
    path: string,
    query: readonly (readonly [string, string])[],
    seconds: number,
  ): Promise<unknown> {
    const search = query.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
    const request = new Request(`${base}/${path}${search ? `?${search}` : ''}`, {
      headers: { 'x-hub-rdv-auth-token': token },
    });
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error(`${path} took longer than ${seconds} s`)), seconds * 1_000).unref();
    });
    const response = await Promise.race([Promise.resolve(send(request)), late]);
    if (response.status !== 200)
      throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }
  return {
    async meetingPoints() {
      return listOf(await ask('getManagedMeetingPoints', [], 20)).map(toMeetingPoint);
    },
    async slots({ points, from, to, reason, documents = 1 }) {
      const query = [
        ...points.map((id) => ['meeting_point_ids', id] as const),
        ['start_date', from] as const,
        ['end_date', to] as const,
        ['reason', reason] as const,
        ['documents_number', String(documents)] as const,
      ];
      return mapOf(await ask('availableTimeSlots', query, 15), (slot) => ({
        datetime: timeIn(slot),
        callback_url: urlIn(slot, 'callback_url'),
      }));
    },
    async meetings(applicationIds) {
      const query = applicationIds.map((id) => ['application_ids', id] as const);
      return mapOf(await ask('searchApplicationIds', query, 5), (one) => ({
        meeting_point: textIn(one, 'meeting_point'),
        datetime: timeIn(one),
        management_url: urlIn(one, 'management_url'),
      }));
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

function toMeetingPoint(row: Row): MeetingPoint {
  const website = row['website'] === undefined ? {} : { website: urlIn(row, 'website') };
  return {
    id: textIn(row, 'id'),
    name: textIn(row, 'name'),
    longitude: numberIn(row, 'longitude'),
    latitude: numberIn(row, 'latitude'),
    public_entry_address: textIn(row, 'public_entry_address'),
    zip_code: textIn(row, 'zip_code'),
    city_name: textIn(row, 'city_name'),
    ...website,
  };
}

function listOf(value: unknown): readonly Row[] {
  if (Array.isArray(value) && value.every(isRow)) return value;
  throw new Error('not a list of objects');
}

function mapOf<T>(value: unknown, read: (row: Row) => T): ReadonlyMap<string, readonly T[]> {
  if (!isRow(value)) throw new Error('not an object of lists');
  return new Map(Object.entries(value).map(([id, list]) => [id, listOf(list).map(read)]));
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textIn(row: Row, name: string): string {
  const value = row[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`${name} is not a text`);
}

function numberIn(row: Row, name: string): number {
  const value = row[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Error(`${name} is not a number`);
}

function timeIn(row: Row): string {
  const value = textIn(row, 'datetime');
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(value)) return value;
  throw new Error(`datetime is ${value}`);
}

function urlIn(row: Row, name: string): string {
  const value = textIn(row, name);
  if (URL.canParse(value)) return value;
  throw new Error(`${name} is no address`);
}
