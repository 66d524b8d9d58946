// ANTS' register of appointments by pre-application number, on loopback: the shapes, the token and the refusals of
// https://api-coordination.rendezvouspasseport.ants.gouv.fr/docs, with a memory that tests can read.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface AntsAppointment {
  readonly management_url: string;
  readonly meeting_point: string;
  readonly meeting_point_id: string;
  readonly appointment_date: string;
}

export type AntsStatus = 'validated' | 'consumed' | 'declared' | 'unknown' | 'expired';

export interface AntsRegister {
  /** What `PARVIS_ANTS_COORDINATION_URL` is set to. */
  readonly url: string;
  /** A number of ten letters and digits, as the person has it after the online form. */
  give(applicationId: string, status?: AntsStatus): void;
  /** What another mairie booked with it. */
  book(applicationId: string, appointment: AntsAppointment): void;
  appointments(applicationId: string): readonly AntsAppointment[];
  /** `POST`, `DELETE`… in the order they came; readings are left out. */
  readonly writes: readonly string[];
  /** From here on: how it answers, until told otherwise. `silent` never answers. */
  be(state: 'up' | 'down' | 'silent'): void;
  close(): Promise<void>;
}

interface Application {
  status: AntsStatus;
  appointments: AntsAppointment[];
}

/** Starts it; `token` is what it knows callers by. */
export async function antsRegister(token: string): Promise<AntsRegister> {
  const applications = new Map<string, Application>();
  const writes: string[] = [];
  let state: 'up' | 'down' | 'silent' = 'up';

  const server = createServer((request, response) => {
    if (state === 'silent') return;
    if (state === 'down') return json(response, 503, { detail: 'Service unavailable' });
    if (request.headers['x-rdv-opt-auth-token'] !== token)
      return json(response, 401, { detail: 'X-RDV-OPT-AUTH-TOKEN header invalid' });
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://ants');
    answer(request, response, pathname, searchParams);
  });

  function answer(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): void {
    const { method = '' } = request;
    if (method === 'GET' && path === '/api/status') {
      const ids = query.getAll('application_ids');
      if (ids.length === 0 || ids.some((id) => !/^[A-Za-z0-9]{10}$/.test(id)))
        return missing(response, 'application_ids');
      const nothing: Application = { status: 'unknown', appointments: [] };
      return json(response, 200, Object.fromEntries(ids.map((id) => [id, applications.get(id) ?? nothing])));
    }
    if (path !== '/api/appointments' || (method !== 'POST' && method !== 'DELETE'))
      return json(response, 404, { detail: 'Not Found' });
    const needed = ['application_id', 'meeting_point', 'meeting_point_id', 'appointment_date'];
    if (method === 'POST') needed.push('management_url');
    const lacking = needed.find((name) => !query.get(name));
    if (lacking !== undefined) return missing(response, lacking);
    writes.push(method);
    const application = applications.get(query.get('application_id') ?? '');
    return method === 'POST' ? create(response, application, query) : remove(response, application, query);
  }

  return {
    url: await new Promise<string>((resolve, reject) => {
      server.on('error', reject);
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api`);
      });
    }),
    give: (id, status = 'validated') =>
      void applications.set(id, { appointments: applications.get(id)?.appointments ?? [], status }),
    book: (id, appointment) => void applications.get(id)?.appointments.push(appointment),
    appointments: (id) => applications.get(id)?.appointments ?? [],
    writes,
    be: (next) => {
      state = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Only a validated number may be written, and a `management_url` once. */
function create(
  response: ServerResponse,
  application: Application | undefined,
  query: URLSearchParams,
): void {
  const appointment = appointmentIn(query);
  if (application?.status !== 'validated')
    return json(response, 400, { detail: 'Application id is not validated' });
  if (!/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}$/.test(appointment.appointment_date))
    return missing(response, 'appointment_date');
  if (application.appointments.some((one) => one.management_url === appointment.management_url))
    return json(response, 409, { detail: 'Appointment already exists' });
  application.appointments.push(appointment);
  json(response, 200, { success: true });
}

function remove(
  response: ServerResponse,
  application: Application | undefined,
  query: URLSearchParams,
): void {
  const { meeting_point, meeting_point_id, appointment_date } = appointmentIn(query);
  const before = application?.appointments ?? [];
  const left = before.filter(
    (one) =>
      one.meeting_point !== meeting_point ||
      one.meeting_point_id !== meeting_point_id ||
      one.appointment_date !== appointment_date,
  );
  if (application) application.appointments = left;
  json(response, 200, { rowcount: before.length - left.length });
}

function appointmentIn(query: URLSearchParams): AntsAppointment {
  const value = (name: string) => query.get(name) ?? '';
  return {
    management_url: value('management_url'),
    meeting_point: value('meeting_point'),
    meeting_point_id: value('meeting_point_id'),
    appointment_date: value('appointment_date'),
  };
}

function missing(response: ServerResponse, name: string): void {
  json(response, 422, {
    detail: [{ loc: ['query', name], msg: 'field required', type: 'value_error.missing' }],
  });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
