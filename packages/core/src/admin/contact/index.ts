// How people reach the body that the agent works for, and who answers there for personal data. What is saved is on all
// sites at once.

import { and, eq } from '@parvis/db';
import { type FieldError, fieldSet, type Input, readFields, type Typed, toControls } from '@parvis/forms';
import type { Authority, Contact, CounterHours, DeskCtx, PrivacyContacts } from '@parvis/kit';
import { phone as phoneWords } from '@parvis/theming';
import { Hono } from 'hono';
import { updateContact, updatePrivacy } from '../../authorities/tenant.ts';
import type { House } from '../../house.ts';
import type { SiteEnv } from '../../http/visit.ts';
import { schema } from '../../schema.ts';
import { withArticle } from '../../services/service-pages.ts';
import { localDay } from '../../sites/opening-hours.ts';
import type { SiteSnapshot } from '../../sites/snapshot.ts';
import type { DeskPage } from '../index.ts';
import { DAYS, type Day, hoursText, readHours } from './hours-text.ts';

const ADDRESS = '/agent/coordonnees';

const DAY_NAMES: Readonly<Record<Day, string>> = {
  1: 'Lundi',
  2: 'Mardi',
  3: 'Mercredi',
  4: 'Jeudi',
  5: 'Vendredi',
  6: 'Samedi',
  7: 'Dimanche',
};
const hoursField = (day: Day) => `heures-${day}` as const;

const CONTACT = fieldSet([
  {
    id: 'adresse',
    type: 'textarea',
    label: 'Adresse',
    help: 'Une ligne par ligne de l’enveloppe, sans le nom de la collectivité.',
    maxLength: 400,
    optional: true,
  },
  { id: 'telephone', type: 'phone', label: 'Téléphone', optional: true },
  { id: 'courriel', type: 'email', label: 'Adresse électronique', optional: true },
]);

/** A text box a day, so that most weeks are seven short lines. */
const HOURS = fieldSet(
  DAYS.map((day) => ({
    id: hoursField(day),
    type: 'text' as const,
    label: DAY_NAMES[day],
    maxLength: 80,
    optional: true,
  })),
);

const PRIVACY = fieldSet([
  {
    id: 'dpo-nom',
    type: 'text',
    label: 'Nom, ou organisme qui le met à disposition',
    subject: 'le nom du délégué',
    help: 'Laissez vide si personne n’est désigné.',
    maxLength: 120,
    optional: true,
  },
  { id: 'dpo-courriel', type: 'email', label: 'Son adresse électronique', optional: true },
  { id: 'dpo-telephone', type: 'phone', label: 'Son téléphone', optional: true },
]);

interface State {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly saved?: boolean;
}

export function contactRoutes(house: House, desk: DeskPage): Hono<SiteEnv> {
  const app = new Hono<SiteEnv>();
  app.get('/', (c) => contactPage(house, desk(c), { saved: c.req.query('garde') !== undefined }));
  app.post('/', (c) => saveContact(house, desk(c), c.get('snapshot')));
  return app;
}

function rightsOf({ actor }: DeskCtx) {
  const has = (permission: string) => actor.permissions.has(permission);
  return { contact: has('site.edit'), privacy: has('privacy.read') || has('agents.manage') };
}

async function contactPage(
  house: House,
  ctx: DeskCtx,
  { typed, errors = [], saved = false }: State = {},
): Promise<Response> {
  const may = rightsOf(ctx);
  if (!may.privacy) ctx.demand('site.edit');
  const { contact, privacy } = await ownBody(house, ctx);
  const shown = typed ?? { ...contactTyped(contact), ...privacyTyped(privacy) };
  const state = { typed: shown, errors };
  return ctx.page(
    'desk-contact',
    {
      action: ADDRESS,
      who: withArticle(ctx.actor.authority),
      errors,
      saved,
      contact: may.contact ? toControls(CONTACT.fields, state) : null,
      hours: may.contact ? toControls(HOURS.fields, state) : null,
      privacy: may.privacy ? toControls(PRIVACY.fields, state) : null,
    },
    { title: 'Coordonnées', status: errors.length > 0 ? 422 : 200 },
  );
}

/** As it is stored: the site's picture may be a moment old. */
async function ownBody(house: House, ctx: DeskCtx): Promise<Pick<Authority, 'contact' | 'privacy'>> {
  const { authority } = schema.for(house.db.read);
  const [row] = await house.db.read
    .select({ contact: authority.contact, privacy: authority.privacy })
    .from(authority)
    .where(and(eq(authority.id, ctx.actor.authority.id), eq(authority.tenantId, ctx.tenant.id)));
  return row ?? ctx.actor.authority;
}

function contactTyped({ address, phone, email, hours }: Contact): Typed {
  return {
    adresse: address.join('\n'),
    telephone: phone ? phoneWords(phone).text : '',
    courriel: email ?? '',
    ...Object.fromEntries(DAYS.map((day) => [hoursField(day), hoursText(hours, day)])),
  };
}

function privacyTyped(privacy: PrivacyContacts | null): Typed {
  const dpo = privacy?.dpo;
  return {
    'dpo-nom': dpo?.name ?? '',
    'dpo-courriel': dpo?.email ?? '',
    'dpo-telephone': dpo?.phone ? phoneWords(dpo.phone).text : '',
  };
}

async function saveContact(house: House, ctx: DeskCtx, snapshot: SiteSnapshot): Promise<Response> {
  const may = rightsOf(ctx);
  if (!may.privacy) ctx.demand('site.edit');
  const body = await ctx.body();
  const clock = { today: localDay(ctx.site.zone, ctx.now) };
  const contact = may.contact ? readFields(CONTACT, body, clock) : null;
  const hours = may.contact ? readWeek(body) : null;
  const privacy = may.privacy ? readFields(PRIVACY, body, clock) : null;
  const errors = [
    ...(contact && !contact.ok ? contact.errors : []),
    ...(hours?.errors ?? []),
    ...(privacy && !privacy.ok ? privacy.errors : []),
    ...(privacy?.ok ? missingName(privacy.values) : []),
  ];
  if (errors.length > 0) {
    const typed = { ...contact?.typed, ...hours?.typed, ...privacy?.typed };
    return contactPage(house, ctx, { typed, errors });
  }
  const { contact: before } = await ownBody(house, ctx);
  const { id } = ctx.actor.authority;
  await house.db.write(async (tx) => {
    if (contact?.ok && hours)
      await updateContact(tx, ctx.tenant.id, id, contactOf(before, contact.values, hours.hours));
    if (privacy?.ok) await updatePrivacy(tx, ctx.tenant.id, id, privacyOf(privacy.values));
    await house.audit.append(tx, [
      {
        tenantId: ctx.tenant.id,
        siteId: snapshot.site.id,
        actor: ctx.actor,
        action: 'authority.contact-changed',
        subject: { kind: 'authority', id },
        at: ctx.now,
      },
    ]);
  });
  return ctx.seeOther(`${ADDRESS}?garde=1`);
}

/** The seven lines, each with what is wrong with it. */
function readWeek(body: Input) {
  const lines = DAYS.map((day) => ({ day, text: (body.get(hoursField(day)) ?? '').slice(0, 80) }));
  const anchors = new Map(toControls(HOURS.fields).map(({ name, id }) => [name, id]));
  const hours: CounterHours[] = [];
  const errors: FieldError[] = [];
  for (const { day, text } of lines) {
    const spans = readHours(text);
    if (spans) hours.push(...spans.map((span) => ({ day, ...span })));
    else {
      errors.push({
        fieldId: hoursField(day),
        code: 'invalid',
        message: `${DAY_NAMES[day]}\u00A0: écrivez par exemple 9 h - 12 h, 14 h - 17 h 30, dans l’ordre de la journée.`,
        anchor: anchors.get(hoursField(day)) ?? '',
      });
    }
  }
  return { hours, errors, typed: Object.fromEntries(lines.map(({ day, text }) => [hoursField(day), text])) };
}

type ContactValues = NonNullable<(typeof CONTACT)['values']>;
type PrivacyValues = NonNullable<(typeof PRIVACY)['values']>;

function contactOf(before: Contact, values: ContactValues, hours: readonly CounterHours[]): Contact {
  const address = (values.adresse ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const postalCode = /\b\d{5}\b/.exec(address.at(-1) ?? '')?.[0] ?? before.postalCode;
  return {
    address,
    ...(postalCode && { postalCode }),
    ...(values.telephone && { phone: values.telephone }),
    ...(values.courriel && { email: values.courriel }),
    hours,
  };
}

function privacyOf(values: PrivacyValues): PrivacyContacts {
  const { 'dpo-nom': name, 'dpo-courriel': email, 'dpo-telephone': phone } = values;
  return { dpo: name ? { name, ...(email && { email }), ...(phone && { phone }) } : null };
}

/** A way to reach someone is nothing without knowing whom. */
function missingName(values: PrivacyValues): readonly FieldError[] {
  if (values['dpo-nom'] || !(values['dpo-courriel'] || values['dpo-telephone'])) return [];
  const [control] = toControls(PRIVACY.fields);
  return [
    {
      fieldId: 'dpo-nom',
      code: 'missing',
      message: 'Dites aussi qui est ce délégué\u00A0: une personne, ou l’organisme qui le met à disposition.',
      anchor: control?.id ?? '',
    },
  ];
}
