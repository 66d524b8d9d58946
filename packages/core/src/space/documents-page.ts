// The files that were sent with the account's requests, to get them back.

import { formatBytes } from '@parvis/forms';
import { fileAnswer } from '../files/download.ts';
import { notFound } from '../http/error-pages.ts';
import { documentsOf } from './holdings.ts';
import { type SpaceVisit, spacePage } from './visit.ts';

export async function documentsPage(visit: SpaceVisit): Promise<Response> {
  const { house, ctx, me } = visit;
  const found = await documentsOf(house.db.read, ctx.tenant.id, me.id);
  return spacePage(
    visit,
    'space-documents',
    {
      documents: found.map(({ file, requestId, title, reference }) => ({
        href: `/mon-espace/documents/${file.id}`,
        name: file.name,
        size: formatBytes(file.size),
        at: file.keptAt,
        request: { href: `/mon-espace/demandes/${requestId}`, text: `${title} (${reference})` },
      })),
    },
    { title: 'Documents' },
  );
}

export async function ownDocument({ house, c, ctx, me }: SpaceVisit): Promise<Response> {
  const [found] = await documentsOf(house.db.read, ctx.tenant.id, me.id, c.req.param('id') ?? '');
  if (!found) throw notFound();
  return fileAnswer(house, c, found.file);
}
