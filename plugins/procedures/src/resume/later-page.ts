// « Reprendre plus tard »: a code to note, and a mail with it for who gives an address. Nobody needs an account for that.

import { type Answers, type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import type { PageCtx, PageRouter, TxCtx } from '@parvis/kit';
import { eq } from '@parvis/kit/data';
import { type Draft, draftFor, serviceOf } from '../drafts.ts';
import { base, clockOf, crumbs, LATER } from '../form-way.ts';
import { draftCode, giveCode } from './codes.ts';
import { keptUntil } from './holders.ts';
import { resumeTables } from './tables.ts';

const NBSP = '\u00A0';

const BY_MAIL = fieldSet([
  {
    id: 'courriel',
    type: 'email',
    label: 'Votre adresse électronique',
    subject: 'votre adresse électronique',
    help: 'Elle ne sert qu’à cet envoi.',
    autocomplete: 'email',
  },
]);

export function laterRoutes(app: PageRouter): void {
  app.get(`/${LATER}`, (c) => laterPage(c.var.page, { sent: c.req.query('envoye') !== undefined }));
  app.post(`/${LATER}`, (c) => sendByMail(c.var.page));
}

/** The button under a page of the form: what is on the page is kept already. */
export async function leaveForLater(page: PageCtx, draft: Draft): Promise<Response> {
  await page.write((tx) => code(tx, page, draft));
  return page.seeOther(`${base(page)}/${LATER}`);
}

function code(tx: TxCtx, page: PageCtx, { id }: Draft): Promise<string> {
  return giveCode(tx, { id, siteId: page.site.id, serviceId: serviceOf(page).id });
}

interface Shown {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
  readonly sent?: boolean;
}

async function laterPage(page: PageCtx, { sent = false, typed = {}, errors = [] }: Shown): Promise<Response> {
  const draft = await draftFor(page);
  const given = draft.savedAt === null ? null : await givenCode(page, draft);
  if (given === null || draft.savedAt === null) return page.seeOther(base(page));
  const { actor, known } = page;
  const answers: Answers = known.email ? { courriel: known.email } : {};
  return page.page(
    'later',
    {
      service: serviceOf(page).title,
      code: given,
      until: keptUntil(draft.savedAt),
      signedIn: actor.kind === 'citizen' && actor.id !== null,
      sent,
      action: `${base(page)}/${LATER}`,
      controls: toControls(BY_MAIL.fields, { answers, typed, errors }),
      errors,
      back: base(page),
    },
    {
      title: 'Reprendre plus tard',
      breadcrumb: crumbs(page),
      status: errors.length > 0 ? 422 : 200,
    },
  );
}

/** The code, where it was made to work. */
async function givenCode(page: PageCtx, { id }: Draft): Promise<string | null> {
  const { draftKey } = resumeTables.for(page.read);
  const [row] = await page.read
    .select({ id: draftKey.id })
    .from(draftKey)
    .where(page.own(draftKey, eq(draftKey.draftId, id), eq(draftKey.kind, 'code')));
  return row ? draftCode(page, id) : null;
}

async function sendByMail(page: PageCtx): Promise<Response> {
  const draft = await draftFor(page);
  if (draft.savedAt === null) return page.seeOther(base(page));
  const outcome = readFields(BY_MAIL, await page.body(), clockOf(page));
  if (!outcome.ok) return laterPage(page, outcome);
  const email = outcome.values.courriel;
  const wait = await page.tries.message(email);
  if (wait) {
    const message = `Plusieurs courriels sont déjà partis. Attendez ${wait}, ou notez le code.`;
    const [control] = toControls(BY_MAIL.fields);
    return laterPage(page, {
      typed: { courriel: email },
      errors: [{ fieldId: 'courriel', code: 'invalid', message, anchor: control?.id ?? 'courriel' }],
    });
  }
  const until = keptUntil(draft.savedAt);
  await page.write(async (tx) => {
    const given = await code(tx, page, draft);
    await tx.tell({ by: 'mail', address: email }, letter(page, given, until), until);
  });
  return page.seeOther(`${base(page)}/${LATER}?envoye=1`);
}

function letter(page: PageCtx, given: string, until: number) {
  const { title } = serviceOf(page);
  const day = new Intl.DateTimeFormat('fr-FR', { timeZone: page.site.zone, dateStyle: 'long' }).format(until);
  const text = `Votre code pour reprendre le formulaire «${NBSP}${title}${NBSP}»${NBSP}: ${given}`;
  return {
    text,
    mail: {
      subject: `Votre formulaire à reprendre${NBSP}: ${title}`,
      title: 'Reprenez votre formulaire',
      paragraphs: [
        `Vous avez commencé le formulaire «${NBSP}${title}${NBSP}» sur le site ${page.site.name}. Rien n’est encore envoyé.`,
        'Ouvrez le lien sur l’appareil de votre choix, ou recopiez le code à la page «\u00A0Suivre une demande\u00A0» du site.',
        `Qui a ce code peut lire vos réponses${NBSP}: ne le transmettez qu’à une personne de confiance.`,
      ],
      facts: [
        { label: 'Votre code', value: given },
        { label: 'Gardé jusqu’au', value: day },
      ],
      button: { path: `/reprendre/${given}`, text: 'Reprendre mon formulaire' },
    },
  };
}
