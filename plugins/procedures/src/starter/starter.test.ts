import { type Answers, adviseOn, defineForm, type Form, validateForm, visiblePages } from '@parvis/forms';
import { describeEachHost, openTown } from '@parvis/testing';
import { describe, expect, it } from 'vitest';
import { procedures } from '../index.ts';
import { type NewProcedure, publishProcedure } from '../publish.ts';
import { tables } from '../schema.ts';
import { runScenario, type Scenario } from '../workflow/scenario.ts';
import { acteDeNaissance } from './acte-de-naissance.ts';
import { starterProcedures } from './index.ts';

const clock = { today: '2026-11-24' };
const ids = (answers: Answers) => visiblePages(acteDeNaissance.form, answers).map((page) => page.id);
const fieldsOf = ({ pages }: Form) => pages.flatMap((page) => page.fields);

describe.each(starterProcedures.map((one) => [one.slug, one] as const))('%s', (_slug, procedure) => {
  const { form, workflow, letters = [], scenarios = [], requester } = procedure;

  it('is a form that works, and knows who asks', () => {
    expect(defineForm(form)).toBe(form);
    const asked = new Set(fieldsOf(form).map((field) => field.id));
    expect([...requester.name, requester.email].every((id) => id !== undefined && asked.has(id))).toBe(true);
  });

  it('limits every free text', () => {
    const free = fieldsOf(form)
      .flatMap((field) => (field.type === 'repeat' ? field.fields : [field]))
      .filter(({ type }) => type === 'text' || type === 'textarea');
    expect(free.filter((field) => !('maxLength' in field)).map((field) => field.id)).toEqual([]);
  });

  it('says of every file how big it may be, and where to find what is asked', () => {
    const files = fieldsOf(form).filter(({ type }) => type === 'file');
    expect(files.filter(({ help }) => !help?.includes('25\u00A0Mo')).map(({ id }) => id)).toEqual([]);
  });

  it('leaves a good colleague nothing to say', () => {
    expect(adviseOn(form).map(({ sentence }) => sentence)).toEqual([]);
  });

  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
    expect(runScenario({ form, workflow, letters }, scenario).failures).toEqual([]);
  });

  it('has a scenario that goes well and one that goes otherwise', () => {
    expect(scenarios.some((one) => endsIn(one, procedure, 'done'))).toBe(true);
    expect(scenarios.some((one) => !goesStraight(one))).toBe(true);
  });

  it('has every page visited and every letter sent by a scenario', () => {
    const visited = new Set(
      scenarios.flatMap(({ answers }) => visiblePages(form, answers).map((page) => page.id)),
    );
    expect(form.pages.filter((page) => !visited.has(page.id)).map((page) => page.id)).toEqual([]);
    const expected = new Set(scenarios.flatMap(({ steps }) => steps.flatMap(letterOf)));
    expect(letters.filter((letter) => !expected.has(letter.id)).map((letter) => letter.id)).toEqual([]);
  });

  it('is in typographic French', () => {
    for (const text of textsOf(procedure)) {
      expect(text).not.toMatch(/['"]|\.{3}|^\s|\s$| {2}/);
      expect(text).not.toMatch(/(?<!\u202F)[;!?]/u);
      expect(text).not.toMatch(/(?<!\u00A0):(?!\/\/)/u);
      expect(text).not.toMatch(/\d (ans|€|m²|Mo)(?!\p{L})/u);
    }
  });
});

function letterOf(step: Scenario['steps'][number]): readonly string[] {
  return 'expect' in step && step.expect.letter !== undefined ? [step.expect.letter] : [];
}

/** Nothing is asked for again, nothing waited for, and nothing stops the form. */
function goesStraight({ steps }: Scenario): boolean {
  return steps.every((step) => 'expect' in step || ('press' in step && step.press !== 'refuser'));
}

function endsIn({ steps }: Scenario, { workflow }: NewProcedure, kind: string): boolean {
  const expected = steps.flatMap((step) => ('expect' in step ? [step.expect.status] : [])).at(-1);
  return workflow.statuses.some((status) => status.id === expected && status.kind === kind);
}

/** Every word that a citizen or an agent reads, without the places to fill. */
function textsOf({ title, form, workflow, letters = [] }: NewProcedure): readonly string[] {
  const asked = [...fieldsOf(form), ...workflow.transitions.flatMap(({ asks = [] }) => asks)].flatMap(
    (field) => (field.type === 'repeat' ? [field, ...field.fields] : [field]),
  );
  const options = asked.flatMap((field) =>
    field.type === 'choice' || field.type === 'choices' ? field.options : [],
  );
  const said = workflow.transitions.flatMap(({ actions = [] }) =>
    actions.flatMap((action) => {
      if (action.do === 'mail') return [action.subject, ...action.text.split('\n\n')];
      return 'text' in action ? [action.text] : [];
    }),
  );
  return [
    title,
    ...form.pages.flatMap((page) => [page.title, page.intro]),
    ...asked.flatMap(({ label, help, error = {} }) => [label, help, ...Object.values(error)]),
    ...options.flatMap(({ label, help }) => [label, help]),
    ...workflow.statuses.flatMap(({ label, citizen }) => [label, citizen]),
    ...workflow.transitions.map(({ label }) => label),
    workflow.silence.means === 'nothing' ? workflow.silence.why : workflow.silence.law,
    ...said,
    ...letters.flatMap((letter) => [letter.title, ...letter.paragraphs, letter.signedBy]),
  ].flatMap((text) => (text === undefined ? [] : [text.replaceAll(/\{\{[\w-]+\}\}/g, 'x')]));
}

describeEachHost('the library', (open) => {
  it('is published on the first day, each procedure for a service and each online service with its procedure', async () => {
    const host = await open({ plugins: [procedures] });
    await openTown(host);
    const { named, published } = await host.inside('le-favril.localhost', 'procedures', async (tx) => {
      const { procedure } = tables.for(tx.tx);
      const rows = await tx.tx.select().from(procedure).where(tx.own(procedure));
      const forms = tx.services.flatMap(({ channels }) => channels.filter(({ kind }) => kind === 'form'));
      return {
        named: new Set(forms.map((one) => String(one['procedure']))),
        published: new Set(rows.map(({ slug }) => slug)),
      };
    });
    const slugs = starterProcedures.map(({ slug }) => slug);
    expect([...published].toSorted()).toEqual(slugs.toSorted());
    expect([...named].toSorted()).toEqual(slugs.toSorted());
  });

  it('is not published where a scenario fails', async () => {
    const host = await open({ plugins: [procedures] });
    await openTown(host);
    const broken = {
      ...acteDeNaissance,
      slug: 'casse',
      scenarios: [
        { name: 'Trop beau', answers: { 'nee-ici': false }, steps: [{ expect: { status: 'acceptee' } }] },
      ],
    };
    await expect(
      host.inside('le-favril.localhost', 'procedures', (tx) => publishProcedure(tx, broken)),
    ).rejects.toMatchObject({ code: 'PARVIS_WORKFLOW_SCENARIO' });
  });
});

describe('a birth certificate', () => {
  it('is asked of the mairie of the birth: elsewhere, the form stops at once', () => {
    expect(ids({ 'nee-ici': false })).toEqual(['lieu', 'autre-mairie']);
    const errors = validateForm(acteDeNaissance.form, { 'nee-ici': false }, clock);
    expect(errors.map((error) => error.code)).toEqual(['stopped']);
  });

  it('of someone who is no close relative never asks for more than the extract without parents', () => {
    // Even where the whole copy had been chosen before.
    const answers = { 'nee-ici': true, pour: 'autre', type: 'integrale' };
    expect(ids(answers)).toEqual(['lieu', 'qui', 'extrait-seul', 'naissance', 'envoi-acte', 'coordonnees']);
  });

  it('asks for the parents only where the document names them', () => {
    const answers = { 'nee-ici': true, pour: 'moi' };
    expect(ids({ ...answers, type: 'integrale' })).toContain('parents');
    expect(ids({ ...answers, type: 'sans-filiation' })).not.toContain('parents');
  });
});
