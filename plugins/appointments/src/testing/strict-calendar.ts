// A strict reader of iCalendar files, independent of what writes them: the grammar of RFC 5545, what its components must and must
// not hold, and what RFC 5546 asks of each method. No maintained validator is on npm; parsers forgive.

/** What is wrong with a file, a sentence each. */
export function calendarErrors(file: string): readonly string[] {
  const errors: string[] = [];
  if (!file.endsWith('\r\n') && !file.endsWith('END:VCALENDAR')) errors.push('the file does not end a line');
  if (/(^|[^\r])\n|\r(?!\n)/.test(file)) errors.push('a line ends otherwise than in CRLF');
  for (const line of file.split('\r\n')) {
    const octets = new TextEncoder().encode(line).length;
    if (octets > 75) errors.push(`a line of ${octets} octets: ${line}`);
    // Lone surrogates show a character that was cut by folding.
    if (/\p{Surrogate}/u.test(line)) errors.push(`a cut character: ${line}`);
  }
  const lines = file
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '');
  const properties = lines.flatMap(
    (line) => parseLine(line) ?? [(errors.push(`no content line: ${line}`), null)],
  );
  const tree = treeOf(
    properties.filter((one) => one !== null),
    errors,
  );
  if (tree !== null) checkCalendar(tree, errors);
  return errors;
}

interface Property {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, readonly string[]>;
  readonly value: string;
}

interface Component {
  readonly name: string;
  readonly properties: Property[];
  readonly inner: Component[];
}

const NAME = '[A-Za-z0-9-]+';
const QUOTED = '"[^"\\u0000-\\u0008\\u000A-\\u001F\\u007F]*"';
const SAFE = '[^",;:\\u0000-\\u0008\\u000A-\\u001F\\u007F]*';
const VALUES = `(?:${QUOTED}|${SAFE})(?:,(?:${QUOTED}|${SAFE}))*`;
const LINE = new RegExp(
  `^(${NAME})((?:;${NAME}=${VALUES})*):([^\\u0000-\\u0008\\u000A-\\u001F\\u007F]*)$`,
  'u',
);

function parseLine(line: string): Property | null {
  const [, name, parameters = '', value = ''] = LINE.exec(line) ?? [];
  if (name === undefined) return null;
  const read = [...parameters.matchAll(new RegExp(`;(${NAME})=(${VALUES})`, 'gu'))];
  return {
    name: name.toUpperCase(),
    parameters: new Map(read.map(([, key = '', values = '']) => [key.toUpperCase(), values.split(',')])),
    value,
  };
}

function treeOf(properties: readonly Property[], errors: string[]): Component | null {
  const open: Component[] = [];
  let root: Component | null = null;
  for (const property of properties) {
    const last = open.at(-1);
    if (property.name === 'BEGIN') {
      const made = { name: property.value.toUpperCase(), properties: [], inner: [] };
      if (last === undefined && root !== null) errors.push('a second object');
      last?.inner.push(made);
      root ??= made;
      open.push(made);
    } else if (property.name === 'END') {
      if (last?.name !== property.value.toUpperCase()) errors.push(`END:${property.value} ends nothing`);
      open.pop();
    } else if (last === undefined) errors.push(`${property.name} is outside of any component`);
    else last.properties.push(property);
  }
  if (open.length > 0) errors.push(`${open.at(-1)?.name} has no end`);
  return root;
}

/** Properties that a component has exactly once, and at most once. */
const ONCE: Readonly<Record<string, readonly string[]>> = {
  VCALENDAR: ['PRODID', 'VERSION'],
  VEVENT: ['UID', 'DTSTAMP', 'DTSTART'],
  VTIMEZONE: ['TZID'],
  STANDARD: ['DTSTART', 'TZOFFSETTO', 'TZOFFSETFROM'],
  DAYLIGHT: ['DTSTART', 'TZOFFSETTO', 'TZOFFSETFROM'],
};
const AT_MOST_ONCE: Readonly<Record<string, readonly string[]>> = {
  VCALENDAR: ['METHOD', 'CALSCALE'],
  VEVENT: (
    'CLASS CREATED DESCRIPTION GEO LAST-MODIFIED LOCATION ORGANIZER PRIORITY SEQUENCE STATUS SUMMARY TRANSP URL ' +
    'RECURRENCE-ID RRULE DTEND DURATION'
  ).split(' '),
};
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  VCALENDAR: ['VEVENT', 'VTIMEZONE'],
  VEVENT: ['VALARM'],
  VTIMEZONE: ['STANDARD', 'DAYLIGHT'],
};

const DATE_TIME = /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])[0-5]\d([0-5]\d|60)(Z?)$/;
const TEXT = /^(?:[^\\;,]|\\[\\;,nN])*$/;
const KINDS: Readonly<Record<string, RegExp>> = {
  DTSTAMP: /^\d{8}T\d{6}Z$/,
  'LAST-MODIFIED': /^\d{8}T\d{6}Z$/,
  CREATED: /^\d{8}T\d{6}Z$/,
  DTSTART: DATE_TIME,
  DTEND: DATE_TIME,
  SEQUENCE: /^\d+$/,
  STATUS: /^(TENTATIVE|CONFIRMED|CANCELLED)$/,
  CLASS: /^(PUBLIC|PRIVATE|CONFIDENTIAL)$/,
  TRANSP: /^(OPAQUE|TRANSPARENT)$/,
  SUMMARY: TEXT,
  DESCRIPTION: TEXT,
  LOCATION: TEXT,
  UID: TEXT,
  ORGANIZER: /^mailto:[^@\s]+@[^@\s]+$/i,
  ATTENDEE: /^mailto:[^@\s]+@[^@\s]+$/i,
  URL: /^[a-z][a-z0-9+.-]*:\S+$/i,
  TZOFFSETTO: /^[+-]([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/,
  TZOFFSETFROM: /^[+-]([01]\d|2[0-3])[0-5]\d([0-5]\d)?$/,
  RRULE: /^FREQ=(YEARLY|MONTHLY|WEEKLY|DAILY)(;[A-Z]+=[-+A-Z0-9,]+)*$/,
  VERSION: /^2\.0$/,
};

function checkCalendar(calendar: Component, errors: string[]): void {
  if (calendar.name !== 'VCALENDAR') errors.push(`the object is a ${calendar.name}`);
  eachComponent(calendar, (component) => checkComponent(component, errors));
  const zones = new Set(
    calendar.inner.flatMap((one) => (one.name === 'VTIMEZONE' ? values(one, 'TZID') : [])),
  );
  const events = calendar.inner.filter(({ name }) => name === 'VEVENT');
  if (events.length === 0) errors.push('there is no event');
  for (const event of events) {
    for (const property of event.properties) checkTime(property, zones, errors);
    checkOrder(event, errors);
  }
  const [method] = values(calendar, 'METHOD');
  if (method !== undefined) checkMethod(method, events, errors);
}

function eachComponent(component: Component, use: (component: Component) => void): void {
  use(component);
  for (const inner of component.inner) eachComponent(inner, use);
}

function checkComponent({ name, properties, inner }: Component, errors: string[]): void {
  const number = (wanted: string) => properties.filter((one) => one.name === wanted).length;
  for (const once of ONCE[name] ?? [])
    if (number(once) !== 1) errors.push(`${name} has ${number(once)} ${once}`);
  for (const most of AT_MOST_ONCE[name] ?? [])
    if (number(most) > 1) errors.push(`${name} has ${number(most)} ${most}`);
  for (const one of inner)
    if (!INSIDE[name]?.includes(one.name)) errors.push(`${one.name} is inside ${name}`);
  if (name === 'VTIMEZONE' && inner.length === 0) errors.push('a VTIMEZONE without STANDARD or DAYLIGHT');
  for (const property of properties) {
    const kind = KINDS[property.name];
    if (kind !== undefined && !kind.test(property.value))
      errors.push(`${property.name} cannot be ${property.value}`);
  }
  if (number('DTEND') > 0 && number('DURATION') > 0) errors.push('DTEND and DURATION together');
}

function checkTime(
  { name, value, parameters }: Property,
  zones: ReadonlySet<string>,
  errors: string[],
): void {
  if (name !== 'DTSTART' && name !== 'DTEND') return;
  const [zone] = parameters.get('TZID') ?? [];
  if (zone === undefined && !value.endsWith('Z')) errors.push(`${name} floats: ${value}`);
  if (zone !== undefined && value.endsWith('Z')) errors.push(`${name} is in UTC and in ${zone}`);
  if (zone !== undefined && !zones.has(zone)) errors.push(`no VTIMEZONE for ${zone}`);
}

function checkOrder(event: Component, errors: string[]): void {
  const [start] = values(event, 'DTSTART');
  const [end] = values(event, 'DTEND');
  if (start !== undefined && end !== undefined && end <= start)
    errors.push(`it ends at ${end}, before ${start}`);
}

/** RFC 5546, 3.2.1, 3.2.2 and 3.2.5. */
function checkMethod(method: string, events: readonly Component[], errors: string[]): void {
  for (const event of events) {
    const has = (name: string) => values(event, name).length > 0;
    const [status] = values(event, 'STATUS');
    if (!has('ORGANIZER')) errors.push(`${method} without ORGANIZER`);
    if (!has('SUMMARY') && method !== 'CANCEL') errors.push(`${method} without SUMMARY`);
    switch (method) {
      case 'PUBLISH':
        if (has('ATTENDEE')) errors.push('PUBLISH with ATTENDEE');
        break;
      case 'REQUEST':
        if (!has('ATTENDEE')) errors.push('REQUEST without ATTENDEE');
        if (status === 'CANCELLED') errors.push('REQUEST of what is cancelled');
        break;
      case 'CANCEL':
        if (!has('SEQUENCE')) errors.push('CANCEL without SEQUENCE');
        if (status !== undefined && status !== 'CANCELLED') errors.push(`CANCEL of what is ${status}`);
        break;
      default:
        errors.push(`no such method: ${method}`);
    }
  }
}

function values({ properties }: Component, name: string): readonly string[] {
  return properties.filter((one) => one.name === name).map(({ value }) => value);
}
