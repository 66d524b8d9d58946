// Every page of every ready procedure, answered as its scenarios answer: valid, clean for axe, and never scrolled sideways on
// a small telephone.

import { type Answers, type Control, type Form, toPageControls, visiblePages } from '@parvis/forms';
import type { NewProcedure } from '@parvis/plugin-procedures';
import { starterProcedures } from '@parvis/plugin-procedures/starter';
import { PHOTO_BYTES } from '@parvis/testing';
import {
  describeInBrowser,
  faultsOf,
  htmlErrors,
  inWindow,
  overflows,
  type Page,
} from '@parvis/testing/browser';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { demoHost } from './demo-host.ts';

const SITE = 'le-favril';
/** The day on which every scenario begins. */
const FIRST_DAY = Temporal.PlainDate.from('2026-03-02');
const PDF_BYTES = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

describeInBrowser('the library of procedures', (browser) => {
  const demo = demoHost();

  it('is sound on every page, from the sheet of the service to the check', async () => {
    const { host, at } = demo();
    const site = await host.house.sites.byHost(`${SITE}.localhost`);
    const services = (site?.services ?? []).flatMap(({ slug, channels }) => {
      const form = channels.find(({ kind }) => kind === 'form');
      const procedure = starterProcedures.find((one) => one.slug === form?.['procedure']);
      return procedure ? [{ slug, procedure }] : [];
    });
    expect(new Set(services.map(({ procedure }) => procedure.slug)).size).toBe(starterProcedures.length);
    const telephone = { viewport: { width: 320, height: 700 }, bypassCSP: true };
    await inWindow(browser(), telephone, async (page) => {
      const faults = faultsOf(page);
      const found: string[] = [];
      const newestCode = async () => {
        await host.house.jobs.drain();
        const list = await (await fetch(at('', '/_courrier'))).text();
        const [, mail = ''] = /href="(\/_courrier\/[\w-]+)">Votre code pour signer/.exec(list) ?? [];
        const [, left, right] = /(\d{3})\u00A0(\d{3})/.exec(await (await fetch(at('', mail))).text()) ?? [];
        return `${left}${right}`;
      };
      for (const { slug, procedure } of services) {
        const sheet = await page.goto(at(SITE, `/demarches/${slug}`));
        found.push(...(await htmlErrors((await sheet?.text()) ?? '')));
        if (await overflows(page)) found.push(`${slug}: must be scrolled sideways`);
        // More forms from one address than any citizen sends.
        await host.house.limits.clear('form-address', '127.0.0.1');
        found.push(
          ...(await walk(page, at(SITE, `/demarches/${slug}/commencer`), procedure, faults, newestCode)),
        );
      }
      expect(found).toEqual([]);
    });
  }, 400_000);
});

const looked = new Set<string>();

/** Answers the form once for each scenario that shows a page not seen before. */
async function walk(
  page: Page,
  start: string,
  { form, scenarios = [] }: NewProcedure,
  faults: () => Promise<readonly string[]>,
  code: () => Promise<string>,
): Promise<readonly string[]> {
  const found: string[] = [];
  const seen = new Set<string>();
  for (const { answers } of scenarios) {
    if (visiblePages(form, answers).every(({ id }) => seen.has(id))) continue;
    await page.context().clearCookies();
    await page.goto(start);
    for (let steps = 0; steps <= form.pages.length; steps += 1) {
      const here = new URL(page.url()).pathname.split('/').at(-1) ?? '';
      const asked = form.pages.find(({ id }) => id === here);
      // A page that many forms share, such as who asks, is looked at once.
      const looks = JSON.stringify(asked ?? start);
      if (!looked.has(looks)) found.push(...(await faults()));
      looked.add(looks);
      seen.add(here);
      if (!asked || asked.stop) break;
      await answerPage(page, form, here, toDays(answers));
      if (asked.fields.some(({ type }) => type === 'signature')) await typeCode(page, code);
      // Where files are on their way, the form waits for them before it goes.
      const loaded = page.waitForEvent('load');
      await page.click('main button:visible:has-text("Continuer")');
      await loaded;
      if (new URL(page.url()).pathname.endsWith(`/${here}`)) {
        const said = await page.locator('.error-summary').allInnerTexts();
        found.push(`${page.url()}: ${said.join(' ') || 'it does not go on'}`);
        break;
      }
    }
  }
  const missed = form.pages.filter(({ id }) => !seen.has(id)).map(({ id }) => id);
  return [...found, ...(missed.length > 0 ? [`${start}: never came to ${missed.join(', ')}`] : [])];
}

/** The answers of a scenario as if it began today. */
function toDays(answers: Answers): Answers {
  const days = FIRST_DAY.until(Temporal.Now.plainDateISO('Europe/Paris')).days;
  const text = JSON.stringify(answers).replaceAll(/"(\d{4}-\d{2}-\d{2})"/g, (_, day: string) =>
    JSON.stringify(Temporal.PlainDate.from(day).add({ days }).toString()),
  );
  return JSON.parse(text);
}

async function answerPage(page: Page, form: Form, pageId: string, answers: Answers): Promise<void> {
  const today = Temporal.Now.plainDateISO('Europe/Paris').toString();
  const controls = toPageControls(form, pageId, { answers, today });
  for (const { kind, count, add, items = [], files = [], name } of controls) {
    const box = (part = '') => page.locator(`main [name="${part}"]`);
    if (kind === 'repeat')
      while (Number(await box(count?.name).inputValue()) < items.length) await box(add?.name).click();
    if (files.length > 0) await box(name).setInputFiles(files.map((file) => upload(file.name)));
  }
  // All at once: hundreds of boxes, one by one, would take minutes.
  const boxes = JSON.stringify(controls.flatMap(boxesOf));
  await page.evaluate(`(${FILL})(${boxes})`);
  // Once more for the questions that the first answers make appear, when they have.
  await page.waitForFunction(`(${SHOWN})(${boxes})`);
  await page.evaluate(`(${FILL})(${boxes})`);
}

const FILL = `(boxes) => {
  for (const [name, value] of boxes) {
    const found = [...document.querySelectorAll('main [name="' + name + '"]')];
    const box = found.find((one) => one.value === value && /radio|checkbox/.test(one.type)) ?? found[0];
    if (/radio|checkbox/.test(box.type)) {
      if (!box.checked) box.click();
      continue;
    }
    box.value = value;
    for (const what of ['input', 'change']) box.dispatchEvent(new Event(what, { bubbles: true }));
  }
}`;

const SHOWN = `(boxes) => boxes.every(([name]) =>
  [...document.querySelectorAll('main [name="' + name + '"]')].some((one) => !one.disabled))`;

/** Names of boxes with what goes into them. */
function boxesOf(control: Control): readonly (readonly [name: string, value: string])[] {
  if (control.hidden) return [];
  const { kind, name, value, options = [], parts = [], controls = [], items = [], other } = control;
  const written = other?.value ? [[other.name, other.value] as const] : [];
  switch (kind) {
    case 'radios':
    case 'checkboxes':
      return [
        ...options.flatMap((option) => (option.checked ? [[name, option.value] as const] : [])),
        ...written,
      ];
    case 'select':
    case 'text':
    case 'textarea':
      return [[name, value], ...written];
    case 'date':
    case 'address':
    case 'point':
      return parts.map((part) => [part.name, part.value] as const);
    case 'group':
      return controls.flatMap(boxesOf);
    case 'repeat':
      return items.flatMap((item) => item.controls.flatMap(boxesOf));
    case 'file':
    case 'computed':
    case 'info':
    case 'hidden':
    case 'signature':
    case 'password':
      return [];
  }
}

/** Signs as people do: asks for a code, and copies it. */
async function typeCode(page: Page, code: () => Promise<string>): Promise<void> {
  await page.click('main button:has-text("Recevoir un code par courriel")');
  await page.fill('main [name="signature--code"]', await code());
}

/** A file whose content is what its name says. */
function upload(name: string) {
  return /\.jpe?g$/.test(name)
    ? { name, mimeType: 'image/jpeg', buffer: PHOTO_BYTES }
    : { name, mimeType: 'application/pdf', buffer: PDF_BYTES };
}
