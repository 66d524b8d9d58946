// What an agent says of a workshop, in a form: a new one, or one that is changed.

import { type Field, type FieldError, fieldSet, readFields, type Typed, toControls } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { eq, foldText, or, startsWithFolded } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { agendaTag } from '../../schema.ts';
import { hasWorkshops, workshopsTag } from '../programme.ts';
import { ACCESS_WORDS, LEVEL_WORDS } from '../says.ts';
import { addWorkshop } from '../seed.ts';
import { tables, type Workshop } from '../tables.ts';
import { CRUMB, HOME, WORKSHOPS, workshopAt } from './own.ts';

const FIELDS = [
  {
    id: 'titre',
    type: 'text',
    label: 'Titre de l’atelier',
    help: 'Avec des mots de tous les jours.',
    example: 'Retrouver ses photos sur son téléphone',
    maxLength: 120,
  },
  { id: 'resume', type: 'textarea', label: 'De quoi s’agit-il', help: 'Une phrase ou deux.', maxLength: 400 },
  {
    id: 'apprendre',
    type: 'textarea',
    label: 'Ce que l’on saura faire',
    help: 'Une chose par ligne.',
    maxLength: 1_000,
    optional: true,
  },
  {
    id: 'public',
    type: 'text',
    label: 'Pour qui',
    example: 'Tout adulte qui a un téléphone.',
    maxLength: 200,
  },
  {
    id: 'niveau',
    type: 'choice',
    label: 'Niveau',
    options: [
      { value: 'beginner', label: LEVEL_WORDS.beginner },
      { value: 'some', label: LEVEL_WORDS.some },
      { value: 'any', label: LEVEL_WORDS.any },
    ],
    default: 'any',
  },
  { id: 'theme', type: 'text', label: 'Thème', example: 'Téléphone', maxLength: 60 },
  {
    id: 'apporter',
    type: 'textarea',
    label: 'Ce qu’il faut apporter',
    help: 'Une chose par ligne.',
    maxLength: 600,
    optional: true,
  },
  { id: 'age', type: 'number', label: 'Âge minimum', unit: 'ans', min: 1, max: 99, optional: true },
  {
    id: 'lieu',
    type: 'choice',
    label: 'Comment se passe-t-il',
    options: [
      { value: 'on-site', label: 'Sur place' },
      { value: 'video', label: 'En visioconférence' },
    ],
    default: 'on-site',
  },
  {
    id: 'lien',
    type: 'url',
    label: 'Lien de la visioconférence',
    help: 'Donné aux seules personnes inscrites.',
    optional: true,
  },
  {
    id: 'inscription',
    type: 'choice',
    label: 'On s’inscrit',
    options: [
      { value: 'session', label: 'À chaque séance' },
      { value: 'series', label: 'À toutes les séances ensemble', help: 'Pour une série qui se suit.' },
    ],
    default: 'session',
  },
  {
    id: 'personnes',
    type: 'number',
    label: 'Personnes par inscription, au plus',
    help: 'Plus d’une\u00A0: pour les membres d’un foyer.',
    min: 1,
    max: 10,
    default: 1,
  },
  {
    id: 'acces',
    type: 'choice',
    label: 'Qui peut s’inscrire',
    options: [
      { value: 'everyone', label: ACCESS_WORDS.everyone },
      { value: 'agents', label: ACCESS_WORDS.agents },
      { value: 'prescribers', label: ACCESS_WORDS.prescribers },
    ],
    default: 'everyone',
  },
  {
    id: 'reserve',
    type: 'tick',
    label: 'Seulement pour les habitants de la commune',
    help: 'Sinon, l’atelier est au programme de toutes les communes du groupement.',
    optional: true,
  },
] as const satisfies readonly Field[];

/** Only a commune keeps a workshop for its own citizens. */
function fieldsFor({ actor }: DeskCtx) {
  const { fields } = fieldSet(FIELDS);
  return { fields: actor.authority.insee === null ? fields.filter(({ id }) => id !== 'reserve') : fields };
}

interface FormState {
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

export async function newWorkshopPage(page: DeskCtx): Promise<Response> {
  page.demand(WORKSHOPS);
  return formPage(page, null);
}

export async function editWorkshopPage(page: DeskCtx, id: string): Promise<Response> {
  return formPage(page, await workshopAt(page, id));
}

function formPage(page: DeskCtx, workshop: Workshop | null, state: FormState = {}): Response {
  const { errors = [] } = state;
  const { fields } = fieldsFor(page);
  const controls =
    state.typed !== undefined || workshop === null
      ? toControls(fields, state)
      : toControls(fields, { answers: answersOf(workshop) });
  const title = workshop === null ? 'Nouvel atelier' : 'Modifier l’atelier';
  const model = {
    controls,
    errors,
    action: workshop === null ? `${HOME}/nouveau` : `${HOME}/${workshop.id}/modifier`,
    back: workshop === null ? HOME : `${HOME}/${workshop.id}`,
    button: workshop === null ? 'Créer l’atelier' : 'Enregistrer',
  };
  return page.page('desk-workshop-form', model, {
    title,
    breadcrumb: [CRUMB],
    status: errors.length > 0 ? 422 : 200,
  });
}

function answersOf(workshop: Workshop) {
  return {
    titre: workshop.title,
    resume: workshop.summary,
    apprendre: workshop.learn.join('\n'),
    public: workshop.audience,
    niveau: workshop.level,
    theme: workshop.theme,
    apporter: workshop.bring.join('\n'),
    ...(workshop.minAge !== null && { age: workshop.minAge }),
    lieu: workshop.place,
    ...(workshop.link !== null && { lien: workshop.link }),
    inscription: workshop.signUp,
    personnes: workshop.mostPeople,
    acces: workshop.access,
    reserve: workshop.communes.length > 0,
  };
}

export async function saveWorkshop(page: DeskCtx, id: string | null): Promise<Response> {
  page.demand(WORKSHOPS);
  const before = id === null ? null : await workshopAt(page, id);
  const outcome = readFields({ ...fieldSet(FIELDS), ...fieldsFor(page) }, await page.body(), {
    today: localDay(page.site.zone, page.now),
  });
  if (!outcome.ok) return formPage(page, before, outcome);
  const { values } = outcome;
  const { insee } = page.actor.authority;
  const said = {
    title: values.titre,
    summary: values.resume,
    learn: linesOf(values.apprendre),
    audience: values.public,
    level: values.niveau,
    theme: values.theme,
    bring: linesOf(values.apporter),
    minAge: values.age ?? null,
    place: values.lieu,
    link: values.lieu === 'video' ? (values.lien ?? null) : null,
    // People have signed up for one or the other: it stays what it was.
    signUp: before?.signUp ?? values.inscription,
    mostPeople: values.personnes,
    access: values.acces,
    communes: values.reserve === true && insee !== null ? [insee] : [],
  };
  const saved = await page.write(async (ctx) => {
    const { workshop } = tables.for(ctx.tx);
    const change = { kind: 'workshop', id: before?.id ?? null };
    if (before !== null) {
      await ctx.tx
        .update(workshop)
        .set(said)
        .where(ctx.own(workshop, eq(workshop.id, before.id)));
      ctx.touch(workshopsTag(ctx.tenant), agendaTag(ctx.tenant));
      await ctx.record('workshop-changed', change);
      return before.id;
    }
    const service = page.services.find(hasWorkshops) ?? page.services[0];
    if (service === undefined)
      throw new PageError(409, 'Aucune démarche n’a d’ateliers', 'Publiez d’abord une démarche sur ce site.');
    const slug = await freeSlug(page, said.title);
    const made = await addWorkshop(ctx, {
      ...said,
      slug,
      service: service.slug,
      authorityId: page.actor.authority.id,
    });
    await ctx.record('workshop-changed', { ...change, id: made.id });
    return made.id;
  });
  return page.seeOther(`${HOME}/${saved}`);
}

function linesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** An address from the title that no other workshop of the tenant has. */
export async function freeSlug(page: Pick<DeskCtx, 'read' | 'own'>, title: string): Promise<string> {
  const words = foldText(title).match(/[a-z0-9]+/g) ?? ['atelier'];
  const base = words.join('-').slice(0, 60).replace(/-$/, '');
  const { workshop } = tables.for(page.read);
  const rows = await page.read
    .select({ slug: workshop.slug })
    .from(workshop)
    .where(page.own(workshop, or(eq(workshop.slug, base), startsWithFolded(workshop.slug, `${base}-`))));
  const taken = new Set([...rows.map(({ slug }) => slug), ...RESERVED]);
  if (!taken.has(base)) return base;
  const number = Array.from({ length: taken.size + 1 }, (_, index) => index + 2).find(
    (one) => !taken.has(`${base}-${one}`),
  );
  return `${base}-${number ?? 2}`;
}

/** Parts of the public addresses. */
const RESERVED = ['place'];
