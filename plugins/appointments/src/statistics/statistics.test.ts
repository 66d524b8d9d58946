// The figures of a town against a recount by hand of what was done in it, on both engines.

import { newId } from '@parvis/kit/data';
import { describeEachHost, type TestHost } from '@parvis/testing';
import { expect, it } from 'vitest';
import { tables as deskTables } from '../desk/tables.ts';
import { agenda, closeAllElse, nextWeek, SITE, textOf } from '../testing/town.ts';
import { tables } from './tables.ts';

const PAGE = '/agent/appointments/chiffres';
const HOUR = 3_600_000;

/** The rows of a table of the page, by its title. */
function rowsOf(html: string, id: string): readonly (readonly string[])[] {
  const part = html.split(`<h2 id="${id}">`)[1]?.split('<h2')[0] ?? '';
  return [...part.matchAll(/<tr><th scope="row">[^]*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell = '']) =>
      textOf({ html: cell.replace(/<meter[^]*<\/meter>/, '') } as Parameters<typeof textOf>[0])
        .replaceAll('\u00A0', ' ')
        .trim(),
    ),
  );
}

async function book(host: TestHost, slot: string, index: number): Promise<void> {
  const visitor = host.visit(SITE);
  const typed = { nom: `Personne ${index}`, courriel: `p${index}@exemple.fr` };
  const booked = await visitor.submit(await visitor.get(slot), typed, slot);
  expect(booked.path).toMatch(/^\/suivi\//);
}

/** Ten past visits of Ada, hour after hour: eight of which something was noted, three of them that nobody came. */
async function pastVisits(host: TestHost): Promise<void> {
  await host.inside(SITE, 'appointments', async (tx) => {
    const { appointment, attendance } = deskTables.for(tx.tx);
    const [model] = await tx.tx.select().from(appointment).where(tx.own(appointment));
    if (model === undefined) throw new Error('nothing was booked');
    for (let index = 0; index < 10; index += 1) {
      const requestId = newId();
      const startsAt = tx.now - (index + 2) * 24 * HOUR;
      await tx.tx
        .insert(appointment)
        .values({ ...model, id: newId(), requestId, startsAt, endsAt: startsAt + HOUR });
      const presence = index < 3 ? 'noshow' : index < 8 ? 'seen' : 'unknown';
      const row = {
        requestId,
        tenantId: tx.tenant.id,
        intake: null,
        takenBy: null,
        outside: false,
        presence,
      } as const;
      await tx.tx.insert(attendance).values(row);
    }
  });
}

describeEachHost('the figures of appointments', (open) => {
  it('are those of a recount, name nobody, and are the same in the file', async () => {
    const { host, town } = await agenda(open);
    const slots = [...(await nextWeek(host, 'le-favril')), ...(await nextWeek(host, 'la-loupe'))];
    const chosen = slots.filter((_, index) => index % 3 === 0).slice(0, 9);
    for (const [index, slot] of chosen.entries()) await book(host, slot, index);
    await pastVisits(host);
    const favril = chosen.filter((slot) => slot.includes('/le-favril/')).length;
    const ada = await town.signIn('ada', SITE);
    const { html, status } = await ada.get(`${PAGE}?periode=30`);
    expect(status).toBe(200);
    expect(rowsOf(html, 'motifs')).toEqual([
      ['Être aidé par un conseiller numérique', String(chosen.length)],
    ]);
    const weeks = rowsOf(html, 'semaines').map(([, number]) => Number(number));
    expect(weeks.reduce((sum, number) => sum + number, 0)).toBe(chosen.length);
    expect(rowsOf(html, 'communes')).toEqual([['Le Favril', String(chosen.length)]]);
    const places = rowsOf(html, 'lieux');
    const whole = places.reduce((sum, [, number]) => sum + Number(number), 0);
    expect(whole).toBe(chosen.length);
    if (favril >= 5 && chosen.length - favril >= 5)
      expect(places).toContainEqual(['Mairie, Le Favril', String(favril)]);
    // 3 of 8 that were noted.
    expect(rowsOf(html, 'absences')).toEqual([
      ['Être aidé par un conseiller numérique', '10', '8', '3', '38 %'],
    ]);
    const [load] = rowsOf(html, 'conseillers');
    expect(load?.[0]).toBe('Ada Martin');
    expect(load?.[2]).toBe('10,0 h');
    // She receives six hours a day, but for holidays: as many days as the period has until this moment.
    const opened = Number(load?.[1]?.replace(' h', '').replace(',', '.'));
    expect(opened).toBeGreaterThan(6 * 24);
    expect(opened).toBeLessThanOrEqual(6 * 30);
    expect(load?.[3]).toBe(`${Math.round((600 / (opened * 60)) * 100)} %`);
    expect(html).not.toMatch(/Personne \d|exemple\.fr/);

    const file = await ada.get(`${PAGE}.csv?periode=30`);
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.html).toContain(
      '"Rendez-vous pris, par motif",Être aidé par un conseiller numérique,Rendez-vous pris,9',
    );
    expect(file.html).not.toMatch(/Personne \d/);
  });

  it('count searches without a slot, and waits as they were each night', async () => {
    const { host, town } = await agenda(open);
    await host.inside(SITE, 'appointments', (tx) => tx.enqueue('measure', {}));
    await host.inside(SITE, 'appointments', (tx) => tx.enqueue('measure', {}));
    await host.drain();
    const measured = await host.inside(SITE, 'appointments', async ({ tx, authorities, own }) => {
      const { delay } = tables.for(tx);
      const communes = authorities.filter(({ insee }) => insee !== null).length;
      return { communes, rows: await tx.select().from(delay).where(own(delay)) };
    });
    expect(measured.rows).toHaveLength(measured.communes);
    // Ada receives every day: six hours of notice, the night and a holiday are all that one waits for.
    for (const { hours } of measured.rows) expect(hours).toBeLessThan(72);
    await host.inside(SITE, 'appointments', (tx) => closeAllElse(tx));
    for (let times = 0; times < 3; times += 1) await host.visit(SITE).get('/rendez-vous/aide-numerique');
    const ada = await town.signIn('ada', SITE);
    const { html } = await ada.get(PAGE);
    expect(rowsOf(html, 'sans-creneau')).toEqual([
      ['Être aidé par un conseiller numérique : personne absente', '3'],
    ]);
    expect(rowsOf(html, 'delais')).toHaveLength(1);
    expect(rowsOf(html, 'delais')[0]?.[1]).toMatch(/^\d,\d jours$/);
  });

  it('are of one’s own commune, and nothing of the neighbours', async () => {
    const { host, town } = await agenda(open);
    const slots = await nextWeek(host, 'le-favril');
    for (const [index, slot] of slots
      .filter((_, at) => at % 3 === 0)
      .slice(0, 6)
      .entries())
      await book(host, slot, index);
    const secretary = await town.signIn('favril', SITE);
    const { html } = await secretary.get(PAGE);
    expect(rowsOf(html, 'motifs')).toEqual([['Être aidé par un conseiller numérique', '6']]);
    // Ada is the EPCI's: how busy she is, is not the commune's to see.
    expect(rowsOf(html, 'conseillers')).toEqual([]);
  });
});
