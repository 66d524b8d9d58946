import { describe, expect, it } from 'vitest';
import { type NewService, starterServices } from './starter.ts';

const each = starterServices.map((service) => [service.slug, service] as const);

/** Every word of a service that a citizen reads. */
function textsOf({ title, official, summary, theme, sheet, channels }: NewService): readonly string[] {
  const said = channels.flatMap(({ label, note }) => [label, note]);
  const { who, need, cost, delay, legal } = sheet;
  return [title, official, summary, theme, who, ...need, cost, delay, legal, ...said].flatMap((text) =>
    typeof text === 'string' ? [text] : [],
  );
}

describe('the starter services', () => {
  it('have each their own address', () => {
    expect(new Set(starterServices.map(({ slug }) => slug)).size).toBe(starterServices.length);
    for (const { slug } of starterServices) expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('put eight of them forward, in the order people come for them', () => {
    const featured = starterServices.filter((service) => service.featured);
    expect(featured.map(({ slug }) => slug)).toEqual([
      'carte-identite',
      'acte-de-naissance',
      'encombrants',
      'aide-numerique',
      'urbanisme',
      'cantine',
      'signalement',
      'recensement-citoyen',
    ]);
    expect(starterServices.slice(0, featured.length)).toEqual(featured);
  });

  it('cover every channel that a tenant has on its first day', () => {
    const kinds = new Set(starterServices.flatMap(({ channels }) => channels.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(['appointment', 'counter', 'form', 'link', 'paper', 'phone']);
  });

  it.each(each)('%s has a complete sheet', (_slug, { summary, official, keywords, sheet }) => {
    for (const text of [summary, official, sheet.who, sheet.cost, sheet.delay]) expect(text).toMatch(/\S{2}/);
    expect(sheet.need.length).toBeGreaterThan(0);
    expect(summary.length).toBeLessThan(140);
    expect(keywords.length).toBeGreaterThan(8);
    expect(new Set(keywords).size).toBe(keywords.length);
  });

  it.each(each)(
    '%s is asked for in the words of citizens: the title starts with a verb',
    (_slug, { title }) => {
      expect(title).toMatch(/^(S’|Se )?\p{L}+(er|ir|re)\b/u);
    },
  );

  it.each(each)('%s has channels that say what they need', (_slug, { channels }) => {
    expect(channels.length).toBeGreaterThan(0);
    for (const channel of channels) {
      if (channel.kind === 'form') expect(channel['procedure']).toMatch(/^[a-z-]+$/);
      if (channel.kind === 'appointment' && channel['workshops'] !== true)
        expect(channel['motif']).toMatch(/^[a-z-]+$/);
      if (channel.kind === 'link') expect(channel['href']).toMatch(/^https:\/\/[a-z.-]+\.gouv\.fr\//);
    }
  });

  it.each(each)('%s is in typographic French', (_slug, service) => {
    for (const text of textsOf(service)) {
      expect(text).not.toMatch(/['"]|\.{3}|^\s|\s$| {2}/);
      expect(text).not.toMatch(/(?<!\u202F)[;!?]/u);
      expect(text).not.toMatch(/(?<!\u00A0):(?!\/\/)/u);
      expect(text).not.toMatch(/\d (ans|mai|octobre|décembre|€)(?!\p{L})/u);
    }
  });
});
