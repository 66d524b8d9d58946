// A real SMTP server on loopback that keeps what it receives: mails leave the installation, and the database.

import { once } from 'node:events';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface PostOffice {
  readonly url: string;
  /** The texts of the mails to an address, oldest first. */
  textsTo(address: string): readonly string[];
  close(): void;
}

export async function openPostOffice(): Promise<PostOffice> {
  const letters: { readonly to: string; readonly text: string }[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      simpleParser(stream).then(
        ({ text = '' }) => {
          for (const { address } of envelope.rcptTo) letters.push({ to: address, text });
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  const listening = smtp.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const place = listening.address();
  return {
    url: `smtp://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}`,
    textsTo: (address) => letters.filter(({ to }) => to === address).map(({ text }) => text),
    close: () => smtp.close(),
  };
}
