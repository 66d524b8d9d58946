// The national register of appointments by pre-application number (« dédoublonnage »): one asks it, adds to it, takes from it.
// Everything is in the query; there is no update. It is off without a token.

import { type Check, CodedError } from '@parvis/kit';

const ANTS = 'https://api-coordination.rendezvouspasseport.ants.gouv.fr/api';
/** What is longer than this, a citizen does not wait for. */
const PATIENCE = 4_000;

export interface RegisteredAppointment {
  readonly management_url: string;
  readonly meeting_point: string;
  readonly meeting_point_id: string;
  /** `2022-12-19 10:00:00`, local. */
  readonly appointment_date: string;
}

/** Only what is `validated` may be written. */
export type ApplicationStatus = 'validated' | 'consumed' | 'declared' | 'unknown' | 'expired';

export interface ApplicationState {
  readonly status: ApplicationStatus;
  readonly appointments: readonly RegisteredAppointment[];
}

/** Each throws CodedError PARVIS_ANTS_REFUSED where ANTS does not answer, or not with success. */
export interface Coordination {
  /** A number that ANTS does not name is unknown. */
  status(applicationId: string): Promise<ApplicationState>;
  create(applicationId: string, appointment: RegisteredAppointment): Promise<void>;
  /** False where there was none. */
  remove(applicationId: string, appointment: RegisteredAppointment): Promise<boolean>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Null without a token. @throws CodedError PARVIS_ANTS_URL */
export function coordinationFrom(env: Environment = process.env): Coordination | null {
  const token = env['PARVIS_ANTS_COORDINATION_TOKEN'];
  if (!token) return null;
  return coordination(baseFrom(env['PARVIS_ANTS_COORDINATION_URL'] ?? ANTS), token);
}

function baseFrom(url: string): string {
  const { protocol, hostname } = URL.canParse(url) ? new URL(url) : { protocol: '', hostname: '' };
  if (protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1'))
    return url.replace(/\/$/, '');
  throw new CodedError(
    'PARVIS_ANTS_URL',
    'PARVIS_ANTS_COORDINATION_URL is not an https:// address.',
    'Unset it to call ANTS itself, or give the address that ANTS names for tests.',
  );
}

function coordination(base: string, token: string): Coordination {
  async function call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    query: Readonly<Record<string, string>>,
  ) {
    const address = `${base}/${path}?${new URLSearchParams(query).toString()}`;
    const answer = await fetch(address, {
      method,
      headers: { accept: 'application/json', 'x-rdv-opt-auth-token': token },
      // A redirection would carry the token, and the number, to another host.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    }).catch((cause: unknown) => {
      throw refused(`${method} ${path} has no answer`, cause);
    });
    const text = await answer.text();
    if (!answer.ok) throw refused(`${method} ${path} is answered ${answer.status}`);
    try {
      return text === '' ? {} : (JSON.parse(text) as unknown);
    } catch (cause) {
      throw refused(`${method} ${path} is answered by no JSON`, cause);
    }
  }
  return {
    async status(applicationId) {
      const states = await call('GET', 'status', { application_ids: applicationId });
      const state = isObject(states) ? states[applicationId] : undefined;
      return isObject(state) ? toState(state) : { status: 'unknown', appointments: [] };
    },
    async create(applicationId, appointment) {
      const done = await call('POST', 'appointments', { application_id: applicationId, ...appointment });
      if (isObject(done) && done['success'] === false)
        throw refused('POST appointments is answered without success');
    },
    async remove(applicationId, { meeting_point, meeting_point_id, appointment_date }) {
      const named = { application_id: applicationId, meeting_point, meeting_point_id, appointment_date };
      const done = await call('DELETE', 'appointments', named);
      return isObject(done) && Number(done['rowcount']) > 0;
    },
  };
}

const STATUSES: readonly ApplicationStatus[] = ['validated', 'consumed', 'declared', 'unknown', 'expired'];

function toState({ status, appointments }: Readonly<Record<string, unknown>>): ApplicationState {
  const list = Array.isArray(appointments) ? appointments.filter(isObject) : [];
  return {
    // A status of a later version allows nothing.
    status: STATUSES.find((one) => one === status) ?? 'unknown',
    appointments: list.map((one) => ({
      management_url: toText(one['management_url']),
      meeting_point: toText(one['meeting_point']),
      meeting_point_id: toText(one['meeting_point_id']),
      appointment_date: toText(one['appointment_date']),
    })),
  };
}

/** Ids are numbers in some answers. */
function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Neither number nor address: errors are kept with the job, and logged. */
function refused(what: string, cause?: unknown): CodedError {
  return new CodedError(
    'PARVIS_ANTS_REFUSED',
    `ANTS did not take what was asked: ${what}.`,
    'Look at PARVIS_ANTS_COORDINATION_TOKEN, and whether ANTS says that it is down.',
    cause === undefined ? {} : { cause },
  );
}

/** What `parvis check` says. ANTS itself is not called: it counts numbers that are asked for. */
export async function checkAnts(env: Environment = process.env): Promise<readonly Check[]> {
  const isSearched = Boolean(env['PARVIS_ANTS_TOKEN']);
  const isWriting = coordinationFrom(env) !== null;
  return [
    {
      name: 'ants',
      ok: isSearched || !isWriting,
      text: isSearched
        ? `the national search may call${isWriting ? ', and appointments are declared' : '; appointments are not declared'}`
        : isWriting
          ? 'appointments are declared, but the national search may not call: set PARVIS_ANTS_TOKEN'
          : 'not used',
    },
  ];
}
