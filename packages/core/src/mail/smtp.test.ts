// Mail that leaves: to a real SMTP server on loopback.

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { type Mail, smtpMailer } from './mailer.ts';

const mail: Mail = {
  id: '0193-abc',
  to: 'claire@exemple.fr',
  from: { name: 'Mairie du Favril', address: 'ne-pas-repondre@exemple.fr' },
  replyTo: 'mairie@exemple.fr',
  subject: 'Votre demande est bien arrivée (26-KXTM-97WD)',
  text: 'Bonjour,\n\nà bientôt.',
  html: '<p>Bonjour</p>',
  attachments: [
    {
      name: 'rendez-vous.ics',
      type: 'text/calendar; charset=utf-8',
      content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
    },
  ],
};

describe('mail by SMTP', () => {
  const closing: (() => void)[] = [];
  afterEach(() => closing.splice(0).forEach((close) => close()));

  async function server(answer?: Error) {
    const received: ParsedMail[] = [];
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        simpleParser(stream).then(
          (parsed) => {
            if (!answer) received.push(parsed);
            done(answer);
          },
          (error: Error) => done(error),
        );
      },
    });
    const listening = smtp.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    closing.push(() => smtp.close());
    return { url: `smtp://127.0.0.1:${port}`, received };
  }

  it('arrives whole: both texts, the attachment, who to answer, an id that stays the same', async () => {
    const { url, received } = await server();
    const mailer = await smtpMailer(url);
    closing.push(() => mailer.close());
    await mailer.send(mail);
    await mailer.send(mail);

    const [first, second] = received;
    expect(first?.subject).toBe(mail.subject);
    expect(first?.from?.text).toBe('"Mairie du Favril" <ne-pas-repondre@exemple.fr>');
    expect(first?.replyTo?.text).toBe('mairie@exemple.fr');
    expect(first?.text).toContain('à bientôt');
    expect(first?.attachments[0]?.filename).toBe('rendez-vous.ics');
    expect(first?.attachments[0]?.content.toString()).toBe(mail.attachments[0]?.content);
    expect(first?.messageId).toBe('<0193-abc@exemple.fr>');
    expect(second?.messageId).toBe(first?.messageId);
  });

  it('fails when the server refuses, so that the job is tried again', async () => {
    const { url } = await server(new Error('try later'));
    const mailer = await smtpMailer(url);
    closing.push(() => mailer.close());
    await expect(mailer.send(mail)).rejects.toThrow();
  });
});
