// SOAP as PayFiP speaks it: what it reads, what it answers, and its faults.

import type { PayfipRefusal } from './operations.ts';

const SERVICE =
  'http://securite.service.tpa.cp.finances.gouv.fr/services/mas_securite/contrat_paiement_securise/PaiementSecuriseService';

export interface Asked {
  readonly operation: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The operation and what is under its `arg0`; null for what it does not understand. */
export function readSoap(xml: string): Asked | null {
  const body = /<(?:\w+:)?Body>\s*<(?:\w+:)?(\w+)>\s*<arg0>([\s\S]*?)<\/arg0>/.exec(xml);
  const [, operation, inner = ''] = body ?? [];
  if (!operation || !xml.includes(SERVICE)) return null;
  const fields = [...inner.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = '', text = '']) => [
    name,
    decoded(text),
  ]);
  return { operation, fields: Object.fromEntries(fields) };
}

export function answerSoap(operation: string, fields: Readonly<Record<string, string>>): string {
  const children = Object.entries(fields).map(([name, text]) => `<${name}>${encoded(text)}</${name}>`);
  return enveloped(
    `<ns2:${operation}Response xmlns:ns2="${SERVICE}"><return>${children.join('')}</return></ns2:${operation}Response>`,
  );
}

export function faultSoap({ code, message }: PayfipRefusal): string {
  return enveloped(`<S:Fault xmlns:ns4="http://www.w3.org/2003/05/soap-envelope"><faultcode>S:Server</faultcode>
<faultstring>fr.gouv.finances.cp.tpa.webservice.exceptions.FonctionnelleErreur</faultstring>
<detail><ns1:FonctionnelleErreur xmlns:ns1="${SERVICE}"><code>${code}</code><descriptif/><libelle>${encoded(message)}</libelle><severite>2</severite></ns1:FonctionnelleErreur></detail></S:Fault>`);
}

export function breakdownSoap(): string {
  return enveloped(`<S:Fault><faultcode>S:Server</faultcode>
<faultstring>fr.gouv.finances.cp.tpa.webservice.exceptions.TechIndisponibiliteErreur</faultstring>
<detail><ns1:TechIndisponibiliteErreur xmlns:ns1="${SERVICE}"><code>T999</code><libelle>Service indisponible</libelle></ns1:TechIndisponibiliteErreur></detail></S:Fault>`);
}

function enveloped(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${body}</S:Body></S:Envelope>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

function decoded(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt|quot|apos);/g, (entity) => ENTITIES[entity] ?? '');
}

function encoded(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
