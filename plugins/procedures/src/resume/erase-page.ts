// Erasing a draft from one's space: asked once more, for it cannot be undone.

import type { PageRouter } from '@parvis/kit';
import { draftFor, serviceOf } from '../drafts.ts';
import { base, crumbs, ERASE } from '../form-way.ts';

export function eraseRoutes(app: PageRouter): void {
  app.get(`/${ERASE}`, async (c) => {
    const { page } = c.var;
    const { id, savedAt } = await draftFor(page);
    if (savedAt === null) return page.seeOther(base(page));
    return page.page(
      'erase-draft',
      {
        service: serviceOf(page).title,
        savedAt,
        draft: id,
        action: `${base(page)}/abandon`,
        back: base(page),
      },
      { title: 'Effacer ce formulaire\u202F?', breadcrumb: crumbs(page) },
    );
  });
}
