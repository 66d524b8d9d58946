// Links between documents, and from documents to sources and images, lead to files that exist.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, ROOT } from './repository.ts';

interface Link {
  /** Of the document, from the root of the repository. */
  readonly from: string;
  readonly to: string;
}

/** The links of a document that stay in the repository, without their fragment. Code is left out. */
function linksOf(from: string, markdown: string): readonly Link[] {
  const text = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  const inline = text.matchAll(/\]\(\s*<?([^)>\s]+)>?(?:\s+"[^"]*")?\s*\)/g);
  const reference = text.matchAll(/^\[[^\]]+\]:\s+<?([^>\s]+)>?/gm);
  const html = text.matchAll(/\b(?:src|href)="([^"]+)"/g);
  return [...inline, ...reference, ...html].flatMap(([, target = '']) => {
    const [path = ''] = target.split('#');
    return path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path) ? [] : [{ from, to: decodeURI(path) }];
  });
}

function leadsNowhere({ from, to }: Link): boolean {
  return !existsSync(to.startsWith('/') ? join(ROOT, to) : join(ROOT, dirname(from), to));
}

describe('documents', () => {
  it('link to files that exist', () => {
    const links = filesUnder('', /\.md$/).flatMap((path) => linksOf(path, readFileSync(ROOT + path, 'utf8')));
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter(leadsNowhere).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('are found out when a link leads nowhere', () => {
    const markdown = [
      'See [here](README.md#top), [there](docs/nowhere.md "A title") and ![a picture](docs/nowhere.png).',
      '[elsewhere](https://example.org/nowhere) is not looked at, nor `[code](nowhere.md)`.',
    ].join('\n');
    const broken = linksOf('README.md', markdown).filter(leadsNowhere);
    expect(broken.map(({ to }) => to)).toEqual(['docs/nowhere.md', 'docs/nowhere.png']);
  });
});
