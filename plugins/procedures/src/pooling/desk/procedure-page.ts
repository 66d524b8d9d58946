// A procedure as those who decide about it read it: its questions, its way, its scenarios, its versions, what to mend.

import type { DeskCtx } from '@parvis/kit';
import { desc, eq, inArray } from '@parvis/kit/data';
import { olderWords } from '../../bulk-move/desk.ts';
import { type Definition, SHARED, tables } from '../../schema.ts';
import { runScenario } from '../../workflow/scenario.ts';
import { type Adoption, inUse } from '../adoption.ts';
import { diagramOf } from '../diagram.ts';
import { diffDefinitions } from '../diff-definitions.ts';
import { formInWords, silenceInWords, warningsOn } from '../in-words.ts';
import { addressOf, adoptionFor, owns } from './visit.ts';

/** Versions that are told one by one. */
const VERSIONS = 12;

export async function procedurePage(page: DeskCtx, slug: string): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  const { definition } = inUse(adoption);
  const mine = owns(page, adoption);
  const { workflow } = definition;
  return page.page(
    'desk-procedure',
    {
      title: adoption.title,
      slug: adoption.slug,
      address: addressOf(adoption),
      mine,
      whose: whoseWords(page, adoption),
      offered: adoption.offered,
      adapted: adoption.own !== null,
      pending: adoption.pendingId !== null,
      warnings: warningsOn(definition),
      pages: formInWords(definition.form),
      diagram: diagramOf(definition),
      silence: silenceInWords(workflow.silence),
      scenarios: definition.scenarios.map(({ name }) => name),
      versions: await versionsOf(page, adoption),
      older: await olderWords(page, slug),
    },
    { title: adoption.title },
  );
}

function whoseWords(page: DeskCtx, adoption: Adoption): string {
  const { name } = page.actor.authority;
  if (owns(page, adoption))
    return adoption.authorityId === null && page.authorities.length > 1
      ? `${name} la publie, pour toutes les communes.`
      : `${name} la publie, pour son site.`;
  return adoption.own
    ? 'Démarche partagée, que vous avez adaptée pour votre site.'
    : 'Démarche partagée, que votre site utilise telle quelle.';
}

/** The newest first, each with what it changed. */
async function versionsOf(page: DeskCtx, adoption: Adoption) {
  const { version } = tables.for(page.read);
  const line = adoption.own ? page.actor.authority.id : SHARED;
  const rows = await page.read
    .select()
    .from(version)
    .where(page.own(version, eq(version.procedureId, adoption.id), eq(version.line, line)))
    .orderBy(desc(version.number))
    .limit(VERSIONS + 1);
  const first = rows.at(-1);
  const bases =
    first?.baseId && first.number === 1
      ? await page.read
          .select({ definition: version.definition })
          .from(version)
          .where(page.own(version, inArray(version.id, [first.baseId])))
      : [];
  return rows.slice(0, VERSIONS).map(({ number, publishedAt, definition, report }, index) => {
    const before: Definition | undefined = rows[index + 1]?.definition ?? bases[0]?.definition;
    return {
      number,
      publishedAt,
      updated: report !== null,
      changes: before ? diffDefinitions(before, definition) : [],
      first: before === undefined,
    };
  });
}

export async function scenariosPage(page: DeskCtx, slug: string): Promise<Response> {
  const adoption = await adoptionFor(page, slug);
  const { definition } = inUse(adoption);
  const results = definition.scenarios.map((scenario) => runScenario(definition, scenario));
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  return page.page(
    'desk-procedure-scenarios',
    { title: adoption.title, back: addressOf(adoption), results, failed },
    { title: `Scénarios\u00A0: ${adoption.title}` },
  );
}
