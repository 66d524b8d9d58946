// The workshop: what is being written, and how to begin, always from something that works.

import { type Answers, type Field, fieldSet, readFields, toControls } from '@parvis/forms';
import { type DeskCtx, PageError } from '@parvis/kit';
import { eq, isNull, or } from '@parvis/kit/data';
import { localDay } from '@parvis/scheduling';
import { adoptionOf, inUse } from '../pooling/adoption.ts';
import { owns } from '../pooling/desk/visit.ts';
import { type Definition, tables } from '../schema.ts';
import { starterProcedures } from '../starter/index.ts';
import { textIn } from './answers-in.ts';
import { chosen, shortText } from './boxes.ts';
import type { Returned } from './edit.ts';
import { addressOf, beginPlan, plansOf, WORKSHOP } from './plans.ts';

const HOME = '/agent/procedures';
const READY = 'pret:';

export async function workshopPage(page: DeskCtx): Promise<Response> {
  page.demand('procedures.manage');
  const plans = await plansOf(page);
  return page.page(
    'desk-builder-plans',
    {
      who: page.actor.authority.name,
      back: HOME,
      fresh: `${WORKSHOP}/nouvelle`,
      blocks: `${WORKSHOP}/blocs`,
      plans: plans.map((plan) => ({
        href: addressOf(plan),
        text: plan.title,
        fresh: plan.baseId === null,
        at: plan.changedAt,
        by: plan.changedBy,
      })),
    },
    { title: 'Brouillons de démarches' },
  );
}

/** What one may begin from: what the tenant uses, and what comes with the software. */
async function templatesOf(page: DeskCtx): Promise<readonly (readonly [string, string])[]> {
  const { procedure } = tables.for(page.read);
  const rows = await page.read
    .select({ slug: procedure.slug, title: procedure.title })
    .from(procedure)
    .where(
      page.own(
        procedure,
        or(isNull(procedure.authorityId), eq(procedure.authorityId, page.actor.authority.id)),
      ),
    );
  const known = new Set(rows.map(({ slug }) => slug));
  const ready = starterProcedures.filter(({ slug }) => !known.has(slug));
  return [
    ...rows.map(({ slug, title }) => [slug, title] as const),
    ...ready.map(({ slug, title }) => [`${READY}${slug}`, title] as const),
  ].toSorted(([, a], [, b]) => a.localeCompare(b, 'fr'));
}

function boxes(templates: readonly (readonly [string, string])[]): readonly Field[] {
  return [
    shortText('titre', 'Le nom de la nouvelle démarche', undefined, {
      help: 'Le verbe d’abord, en mots de tous les jours\u00A0: «\u00A0Emprunter le barnum\u00A0».',
      maxLength: 120,
    }),
    chosen(
      'modele',
      'Partir de',
      '',
      templates,
      'Choisissez la plus proche\u00A0: ses questions, son chemin et ses lettres sont copiés. Elle-même ne change pas.',
    ),
  ];
}

export async function newPlanPage(page: DeskCtx, returned: Returned = {}): Promise<Response> {
  page.demand('procedures.manage');
  const { errors = [], typed } = returned;
  const fields = boxes(await templatesOf(page));
  return page.page(
    'desk-builder-new',
    {
      who: page.actor.authority.name,
      back: WORKSHOP,
      action: `${WORKSHOP}/nouvelle`,
      controls: toControls(fields, { errors, ...(typed && { typed }) }),
      errors,
    },
    { title: 'Créer une démarche', status: errors.length > 0 ? 422 : 200 },
  );
}

export async function createPlan(page: DeskCtx): Promise<Response> {
  page.demand('procedures.manage');
  const fields = boxes(await templatesOf(page));
  const outcome = readFields(fieldSet(fields), await page.body(), {
    today: localDay(page.site.zone, page.now),
  });
  if (!outcome.ok) return newPlanPage(page, outcome);
  const { definition, from } = await templateIn(page, outcome.answers);
  const title = textIn(outcome.answers, 'titre');
  const id = await beginPlan(page, { title, baseId: null, definition, from });
  return page.seeOther(addressOf({ id }));
}

async function templateIn(
  page: DeskCtx,
  answers: Answers,
): Promise<{ readonly definition: Definition; readonly from: string | null }> {
  const wanted = textIn(answers, 'modele');
  if (wanted.startsWith(READY)) {
    const ready = starterProcedures.find(({ slug }) => `${READY}${slug}` === wanted);
    if (ready) {
      const { form, requester, workflow, letters = [], scenarios = [] } = ready;
      return { definition: { form, requester, workflow, letters, scenarios }, from: null };
    }
  }
  const adoption = await adoptionOf(page, wanted, page.actor.authority.id);
  if (!adoption) throw unknown();
  return { definition: inUse(adoption).definition, from: wanted };
}

/** Opens a procedure that the agent's body publishes, to change it. */
export async function openPlan(page: DeskCtx): Promise<Response> {
  page.demand('procedures.manage');
  const slug = (await page.body()).get('demarche') ?? '';
  const adoption = await adoptionOf(page, slug, page.actor.authority.id);
  if (!adoption) throw unknown();
  if (!owns(page, adoption))
    throw new PageError(
      403,
      'Cette démarche est partagée',
      'Seule la collectivité qui la publie peut la changer pour toutes. Adaptez-la pour votre site, ou créez la vôtre à partir d’elle.',
      [
        { href: `${HOME}/modeles/${slug}`, text: 'Voir la démarche' },
        { href: `${WORKSHOP}/nouvelle`, text: 'Créer une démarche' },
      ],
    );
  const { title, shared } = adoption;
  const id = await beginPlan(page, {
    slug,
    title,
    baseId: shared.id,
    definition: shared.definition,
    from: slug,
  });
  return page.seeOther(addressOf({ id }));
}

function unknown(): PageError {
  return new PageError(404, 'Cette démarche n’existe pas', 'Choisissez-en une autre pour commencer.', [
    { href: `${WORKSHOP}/nouvelle`, text: 'Créer une démarche' },
  ]);
}
