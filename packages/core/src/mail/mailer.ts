// How mails leave: by SMTP when a server is set, else into the installation's own mailbox, for demonstrations.

import type { Db } from '@parvis/db';
import type { MailAttachment } from '@parvis/kit';
import { schema } from '../schema.ts';

export interface Mail {
  /** Stable across the tries of one job, so that a mail sent twice is seen as one. */
  readonly id: string;
  readonly to: string;
  /** Address and name it comes from. */
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo?: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly MailAttachment[];
}

export interface Mailer {
  readonly kind: 'smtp' | 'mailbox';
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** Sends by SMTP. `url` is `smtp://user:password@host:port`, or `smtps:`. */
export async function smtpMailer(url: string): Promise<Mailer> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport(url, { disableFileAccess: true, disableUrlAccess: true });
  return {
    kind: 'smtp',
    async send({ id, to, from, replyTo, subject, text, html, attachments }) {
      await transport.sendMail({
        messageId: `<${id}@${from.address.split('@')[1] ?? 'localhost'}>`,
        to,
        from,
        ...(replyTo && { replyTo }),
        subject,
        text,
        html,
        headers: { 'Auto-Submitted': 'auto-generated' },
        attachments: attachments.map(({ name, type, content }) => ({
          filename: name,
          contentType: type,
          content: typeof content === 'string' ? content : Buffer.from(content),
        })),
      });
    },
    close: () => transport.close(),
  };
}

/** An attachment as the database keeps it. */
export interface StoredAttachment {
  readonly name: string;
  readonly type: string;
  readonly content: string;
  /** Of what is not text. */
  readonly encoding?: 'base64';
}

function toStored({ name, type, content }: MailAttachment): StoredAttachment {
  return typeof content === 'string'
    ? { name, type, content }
    : { name, type, content: Buffer.from(content).toString('base64'), encoding: 'base64' };
}

/** Keeps mails in the database, to be read under `/_courrier`. */
export function mailbox(db: Db, now: () => number): Mailer {
  return {
    kind: 'mailbox',
    async send({ to, from, subject, text, html, attachments }) {
      await db.write(async (tx) => {
        await tx.insert(schema.for(tx).mail).values({
          to,
          from: `${from.name} <${from.address}>`,
          subject,
          text,
          html,
          attachments: attachments.map(toStored),
          at: now(),
        });
      });
    },
    close: () => {},
  };
}
