// PayFiP's web service, called: three operations, each answered, refused with a code, or not answered at all.

import { PaymentProviderError } from '@parvis/kit';
import type { Answer } from './answer.ts';
import { envelope, type Operation } from './envelope.ts';
import { refusalWords } from './refusal-words.ts';

export interface PayfipPlaces {
  /** The web service. */
  readonly service: string;
  /** The page to pay on; it is given `?idop=`. */
  readonly page: string;
  /** A stand-in that moves no money. */
  readonly simulated: boolean;
}

/** Where the DGFiP has it. */
export const PAYFIP: PayfipPlaces = {
  service: 'https://www.payfip.gouv.fr/tpa/services/securite',
  page: 'https://www.payfip.gouv.fr/tpa/paiementws.web',
  simulated: false,
};

/** Characters: the longest answers have some hundreds. */
const LONGEST = 100_000;

/**
 * Calls an operation and returns the fields of its answer.
 *
 * @throws PaymentProviderError `refused` with PayFiP's code; `down` where nothing that can be read came back
 */
export async function call(
  { service }: PayfipPlaces,
  operation: Operation,
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const answer = await ask(service, envelope(operation, fields), signal);
  switch (answer.kind) {
    case 'ok':
      return answer.fields;
    case 'refused':
      throw new PaymentProviderError('refused', answer.code, refusalWords(answer.code, answer.text));
    case 'fault':
      throw down(`PayFiP could not answer: ${answer.text}`);
  }
}

/** A fault is answered with the status 500, and is read like any other answer. */
async function ask(service: string, body: string, signal: AbortSignal): Promise<Answer> {
  const { readAnswer } = await import('./answer.ts');
  try {
    const response = await fetch(service, {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
      body,
      redirect: 'error',
      signal,
    });
    return readAnswer(await limited(response));
  } catch (cause) {
    throw down('PayFiP does not answer, or not as it should', cause);
  }
}

async function limited({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LONGEST) throw new Error('the answer has no end');
  }
  return text + decoder.decode();
}

function down(sentence: string, cause?: unknown): PaymentProviderError {
  return new PaymentProviderError('down', null, sentence, { cause });
}
