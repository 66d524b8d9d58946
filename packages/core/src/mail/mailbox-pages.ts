// The mails of a demonstration, to be read instead of received: only where no SMTP server is set, and only on the hosts
// that list the sites.

import { desc, eq } from '@parvis/db';
import { PageError } from '@parvis/kit';
import { type Context, Hono } from 'hono';
import type { House } from '../house.ts';
import { barePage, houseStylesheet } from '../http/bare-page.ts';
import { schema } from '../schema.ts';

const SHOWN = 100;

export function mailboxRoutes(house: House): Hono {
  const app = new Hono();

  const page = (c: Context, model: object) =>
    barePage(house, c, 'core/mailbox', { stylesheet: houseStylesheet(house), demo: true, ...model });

  app.use(async function demonstrationsOnly(_c, next) {
    const { site } = schema.for(house.db.read);
    const [real] = await house.db.read
      .select({ id: site.id })
      .from(site)
      .where(eq(site.demo, false))
      .limit(1);
    // Other people's mails are nobody's reading, even where no server is set to send them.
    if (real) throw gone();
    await next();
  });

  app.get('/', async (c) => {
    const { mail } = schema.for(house.db.read);
    const rows = await house.db.read
      .select({ id: mail.id, to: mail.to, subject: mail.subject, at: mail.at })
      .from(mail)
      .orderBy(desc(mail.at), desc(mail.id))
      .limit(SHOWN);
    return page(c, {
      mails: rows.map(({ id, ...row }) => ({ ...row, href: `/_courrier/${id}` })),
      mail: null,
    });
  });

  app.get('/:id', async (c) => {
    const mail = await mailOf(house, c.req.param('id'));
    return page(c, {
      mails: [],
      mail: {
        ...mail,
        attachments: mail.attachments.map(({ name }, index) => ({
          name,
          href: `/_courrier/${mail.id}/${index}`,
        })),
      },
    });
  });

  app.get('/:id/:index{\\d+}', async (c) => {
    const mail = await mailOf(house, c.req.param('id'));
    const attachment = mail.attachments[Number(c.req.param('index'))];
    if (!attachment) throw gone();
    const { content, encoding = 'utf8' } = attachment;
    return c.body(Uint8Array.from(Buffer.from(content, encoding)), 200, {
      'content-type': attachment.type,
      'content-disposition': `attachment; filename="${attachment.name.replace(/[^\w.-]/g, '_')}"`,
      'x-content-type-options': 'nosniff',
    });
  });
  return app;
}

async function mailOf(house: House, id: string) {
  const { mail } = schema.for(house.db.read);
  const [row] = await house.db.read.select().from(mail).where(eq(mail.id, id));
  if (!row) throw gone();
  return row;
}

function gone(): PageError {
  return new PageError(404, 'Ce courriel n’existe pas', 'Il a peut-être été effacé.', [
    { href: '/_courrier', text: 'Voir tous les courriels' },
  ]);
}
