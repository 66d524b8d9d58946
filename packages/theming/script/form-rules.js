// Which questions of a page are asked, and what its calculations give, from what its boxes hold: quicker than the server,
// never wiser. Each field carries what it needs in `data-rules`, written by toPageControls of @parvis/forms.

import { evaluate } from './json-logic.js';

/**
 * The state of a page. `fields` are the parsed `data-rules`; `valuesOf(name)` gives what would be sent under a name. Returns
 * the ids of the fields that are not asked, and the calculated values as they are read, by id.
 */
export function pageState(fields, valuesOf) {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const state = { hidden: new Set(), calculated: new Map(), answers: new Map() };
  const decide = (field) => {
    if (state.answers.has(field.id)) return;
    const data = Object.assign(Object.create(null), field.known);
    for (const id of [...read(field.when), ...read(field.read?.rule)]) {
      const other = byId.get(id);
      if (!other || Object.hasOwn(data, id)) continue;
      decide(other);
      const answer = state.answers.get(id);
      if (answer !== undefined) data[id] = answer;
    }
    const asked = field.when === undefined || isTrue(valueOf(field.when, data));
    if (!asked) state.hidden.add(field.id);
    const answer =
      asked && field.read ? READERS[field.read.as](field.id, field.read, valuesOf, data) : undefined;
    state.answers.set(field.id, answer);
    if (field.read?.as === 'computed') state.calculated.set(field.id, shown(field.read, answer));
  };
  for (const field of fields) decide(field);
  return state;
}

/** Shows, hides and calculates in a form from now on. */
export function followRules(form) {
  const drawn = [...form.querySelectorAll('[data-rules]')];
  const fields = drawn.map((element) => JSON.parse(element.dataset.rules));
  const valuesOf = (name) =>
    [...form.elements]
      .filter((one) => one.name === name && (!/^(?:radio|checkbox)$/.test(one.type) || one.checked))
      .map((one) => one.value);
  const update = () => {
    const { hidden, calculated } = pageState(fields, valuesOf);
    for (const [index, element] of drawn.entries()) {
      const { id, when } = fields[index];
      if (when !== undefined) show(element, !hidden.has(id));
      const output = element.querySelector('output');
      const value = calculated.get(id);
      if (output && value !== undefined && output.value !== value) output.value = value;
    }
  };
  form.addEventListener('input', update);
  // A browser that comes back to the page fills it with what was typed.
  addEventListener('pageshow', update);
  update();
}

/** What is not asked is not sent either. */
function show(element, asked) {
  element.hidden = !asked;
  for (const box of element.querySelectorAll('input, select, textarea, button')) box.disabled = !asked;
}

/** The value, or undefined where there is none. */
function valueOf(rule, data) {
  try {
    return evaluate(rule, data);
  } catch {
    return undefined;
  }
}

function isTrue(value) {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** Every name that a rule may read; some are no fields of the page. */
function read(rule) {
  if (typeof rule === 'string') return [rule.split('.')[0]];
  return rule !== null && typeof rule === 'object' ? Object.values(rule).flatMap(read) : [];
}

/** As the kinds of @parvis/forms read what was sent; a wrong answer is none. */
const READERS = {
  'yes-no': (id, _how, valuesOf) => ({ oui: true, non: false })[valuesOf(id)[0]],
  tick: (id, { optional }, valuesOf) => (valuesOf(id)[0] === 'oui' ? true : optional ? false : undefined),
  choice(id, how, valuesOf) {
    const value = valuesOf(id)[0] ?? '';
    if (value === OTHER && how.other) return written(id, how, valuesOf);
    return how.options.some(([one]) => one === value) ? value : undefined;
  },
  choices(id, how, valuesOf) {
    const sent = new Set(valuesOf(id).filter((value) => value !== ''));
    const other = how.other && sent.delete(OTHER) ? written(id, how, valuesOf) : null;
    const values = how.options.map(([value]) => value);
    if (other === undefined || [...sent].some((value) => !values.includes(value))) return undefined;
    if (values.includes(other)) sent.add(other);
    const own = other !== null && !values.includes(other) ? [other] : [];
    const answer = [...values.filter((value) => sent.has(value)), ...own];
    return answer.length === 0 || answer.length > (how.max ?? Number.POSITIVE_INFINITY) ? undefined : answer;
  },
  number(id, { min, max, decimals = 0, unit }, valuesOf) {
    const text = clean(valuesOf(id)[0]);
    const bare = unit && text.endsWith(unit) ? text.slice(0, -unit.length) : text;
    const compact = bare
      .replace(/[\s'’]/gu, '')
      .replace(/[−–]/gu, '-')
      .replace(',', '.');
    if (!/^[+-]?\d{1,15}(?:\.\d{1,10})?$/.test(compact)) return undefined;
    const value = Number(compact) + 0;
    return value < min || value > max || Number(value.toFixed(decimals)) !== value ? undefined : value;
  },
  date(id, { earliest, latest }, valuesOf) {
    const [day, month, year] = dayBoxes(id, valuesOf);
    const digits = day.replace(/er$/i, '');
    const monthNumber = monthOf(month);
    if (!/^\d{1,2}$/.test(digits) || !monthNumber || !/^[1-9]\d{3}$/.test(year)) return undefined;
    const iso = [year, String(monthNumber).padStart(2, '0'), digits.padStart(2, '0')].join('-');
    const found = new Date(`${iso}T00:00:00Z`);
    if (Number.isNaN(found.getTime()) || found.toISOString().slice(0, 10) !== iso) return undefined;
    return iso < earliest || iso > latest ? undefined : iso;
  },
  text: (id, how, valuesOf) => words(clean(valuesOf(id)[0]), how),
  textarea: (id, how, valuesOf) => words(clean(valuesOf(id)[0], true), how),
  computed(_id, { rule, decimals }, _valuesOf, data) {
    const value = valueOf(rule, data);
    if (typeof value === 'boolean' || (typeof value === 'string' && value !== '')) return value;
    if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) > 1e15) return undefined;
    return Number(value.toFixed(decimals)) + 0;
  },
};

const OTHER = '--autre';

/** What was written for « Autre »: an option written out in full is that option. */
function written(id, { options }, valuesOf) {
  const text = clean((valuesOf(`${id}--other`)[0] ?? '').slice(0, 800)).replaceAll('\0', '');
  if (text === '' || text.length > 200) return undefined;
  return options.find(([value, label]) => value === text || fold(label) === fold(text))?.[0] ?? text;
}

function words(text, { least = 0, most, pattern }) {
  if (text === '' || text.includes('\0') || text.length < least || text.length > most) return undefined;
  return pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text) ? text : undefined;
}

const INVISIBLE = /(?!\n|\0)\p{Cc}|[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

function clean(raw = '', lines = false) {
  const unified = raw.replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
  const flat = lines ? unified : unified.replace(/\n/g, ' ');
  return flat
    .replace(INVISIBLE, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .normalize('NFC')
    .trim();
}

function fold(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/gi, 'oe').toLowerCase();
}

const MONTHS = 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(
  ' ',
);

function monthOf(text) {
  if (/^\d{1,2}$/.test(text)) return Number(text) <= 12 ? Number(text) : undefined;
  const word = fold(text).replace(/\.$/, '');
  const found = MONTHS.filter((month) => month.startsWith(word));
  return word.length >= 3 && found.length === 1 ? MONTHS.indexOf(found[0]) + 1 : undefined;
}

/** Day, month and year; a whole date in the first box is shared out. */
function dayBoxes(id, valuesOf) {
  const [day, month, year] = ['day', 'month', 'year'].map((part) =>
    clean((valuesOf(`${id}--${part}`)[0] ?? '').slice(0, 40)),
  );
  if (month !== '' || year !== '') return [day, month, year];
  const whole = day || (valuesOf(id)[0] ?? '').trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(whole);
  if (iso) return [iso[3], iso[2], iso[1]];
  const french = /^(\d{1,2}|1er)[\s/.-]+(\d{1,2}|\p{L}+\.?)[\s/.-]+(\d{4})$/iu.exec(whole);
  return french ? french.slice(1, 4) : [day, month, year];
}

/** A calculated value as the server writes it. */
function shown({ unit, decimals }, value) {
  if (value === undefined) return 'Pas encore connu';
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non';
  if (typeof value !== 'number') return value;
  if (unit === '€')
    return new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }).format(value);
  const text = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: decimals }).format(value);
  return unit === undefined ? text : `${text}\u00A0${unit}`;
}
