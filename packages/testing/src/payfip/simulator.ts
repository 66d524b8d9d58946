// PayFiP on loopback: the shapes, codes and delays of its web service, a page where one chooses what happens, and the call that
// follows. It runs beside the installation, on a host that lists the sites.

import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { NodeProgram } from '@parvis/core';
import {
  checkClient,
  createOperation,
  detailOf,
  type PayfipOperation,
  PayfipRefusal,
  payable,
  type Result,
} from './operations.ts';
import { endPage, payPage, refusalPage } from './pages.ts';
import { answerSoap, breakdownSoap, faultSoap, readSoap } from './soap.ts';

export type { PayfipOperation } from './operations.ts';

type State = 'up' | 'down' | 'silent' | 'gibberish';

export interface PayfipSimulator extends NodeProgram {
  /** Where it is, as the plugin asks: known once it is served. */
  readonly places: { readonly service: string; readonly page: string; readonly simulated: boolean };
  /** What was asked for, oldest first. */
  readonly operations: readonly PayfipOperation[];
  /** How many times each operation of the web service was called. */
  readonly calls: ReadonlyMap<string, number>;
  /** From here on: how the web service answers, until told otherwise. `silent` never answers. */
  be(state: State): void;
  /** What the person does on the page, without a browser. */
  decide(idop: string, result: Result): void;
  /** What is known of an operation, changed: what PayFiP says afterwards is that. */
  tamper(idop: string, changes: Readonly<Record<string, string>>): void;
  /** The night passes: what was not paid is not known any more. */
  night(): void;
  /** Whether it calls `urlnotif` after each outcome; true unless told. */
  calling: boolean;
}

export function simulatePayfip(): PayfipSimulator {
  const prefix = '/_simulateur/payfip';
  const operations = new Map<string, PayfipOperation>();
  const calls = new Map<string, number>();
  let origin = 'http://localhost';
  let state: State = 'up';
  let number = 0;

  const simulator: PayfipSimulator = {
    prefix,
    places: {
      get service() {
        return `${origin}${prefix}/tpa/services/securite`;
      },
      get page() {
        return `${origin}${prefix}/tpa/paiementws.web`;
      },
      simulated: true,
    },
    get operations() {
      return [...operations.values()];
    },
    calls,
    be(next) {
      state = next;
    },
    decide(idop, result) {
      const operation = payable(operations.get(idop), Date.now());
      number += 1;
      Object.assign(operation, {
        result,
        numauto: result === 'P' || result === 'V' ? `${String(number).padStart(6, '0')}-sim` : '',
        endedAt: Date.now(),
      });
    },
    tamper(idop, changes) {
      const operation = operations.get(idop);
      if (operation) operations.set(idop, { ...operation, asked: { ...operation.asked, ...changes } });
    },
    night() {
      for (const { idop, result } of operations.values()) {
        if (result !== 'P' && result !== 'V') operations.delete(idop);
      }
    },
    calling: true,
    listener(given) {
      origin = given;
      return (request, response) => {
        answer(request, response).catch((error: unknown) => {
          response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
          response.end(String(error));
        });
      };
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', origin);
    const body = await text(request);
    switch (`${request.method} ${pathname.slice(prefix.length)}`) {
      case 'POST /tpa/services/securite':
        return webService(body, response);
      case 'GET /tpa/paiementws.web':
        return onPage(response, searchParams.get('idop'), (found) =>
          payPage(`${prefix}/tpa/paiement.web`, found),
        );
      case 'POST /tpa/paiement.web': {
        const form = new URLSearchParams(body);
        const idop = form.get('idop');
        const result = RESULTS.find((one) => one === form.get('resultat')) ?? 'A';
        return onPage(response, idop, (found) => {
          simulator.decide(found.idop, result);
          if (simulator.calling) notify(found);
          return endPage(found, result);
        });
      }
      default:
        response.writeHead(404).end();
    }
  }

  function webService(xml: string, response: ServerResponse): void {
    if (state === 'silent') return;
    const asked = readSoap(xml);
    if (asked) calls.set(asked.operation, (calls.get(asked.operation) ?? 0) + 1);
    if (state === 'gibberish') return send(response, 200, '<html><body>Maintenance<br></body>', 'text/html');
    if (state === 'down' || !asked) return send(response, 500, breakdownSoap(), 'text/xml');
    try {
      const fields = OPERATIONS[asked.operation]?.(asked.fields);
      if (!fields) return send(response, 500, breakdownSoap(), 'text/xml');
      return send(response, 200, answerSoap(asked.operation, fields), 'text/xml');
    } catch (error) {
      if (error instanceof PayfipRefusal) return send(response, 500, faultSoap(error), 'text/xml');
      throw error;
    }
  }

  type Fields = Readonly<Record<string, string>>;
  const OPERATIONS: Readonly<Record<string, (fields: Fields) => Fields>> = {
    creerPaiementSecurise(fields) {
      const operation = createOperation(fields, Date.now());
      operations.set(operation.idop, operation);
      return { idOp: operation.idop };
    },
    recupererDetailPaiementSecurise: ({ idOp = '' }) => detailOf(operations.get(idOp)),
    recupererDetailClient({ numCli = '' }) {
      checkClient(numCli);
      return { libelleN1: 'TRESORERIE SIMULEE', libelleN2: `REGIE ${numCli}`, libelleN3: '', numcli: numCli };
    },
  };

  function onPage(
    response: ServerResponse,
    idop: string | null,
    draw: (operation: PayfipOperation) => string,
  ): void {
    try {
      send(response, 200, draw(payable(operations.get(idop ?? ''), Date.now())), 'text/html');
    } catch (error) {
      if (!(error instanceof PayfipRefusal)) throw error;
      send(response, 410, refusalPage(error.message), 'text/html');
    }
  }

  return simulator;
}

const RESULTS: readonly Result[] = ['P', 'V', 'R', 'Z', 'A'];

/** From server to server. Node resolves no names under `.localhost`: the host is said, and this machine is asked. */
function notify({ idop, asked }: PayfipOperation): void {
  const url = new URL(asked['urlnotif'] ?? '');
  const body = new URLSearchParams({ idop }).toString();
  const call = httpRequest({
    host: '127.0.0.1',
    port: url.port,
    path: url.pathname,
    method: 'POST',
    headers: {
      host: url.host,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
    },
  });
  // A site that does not answer is not called again, as by PayFiP.
  call.on('error', () => undefined);
  call.on('response', (answer) => answer.resume());
  call.end(body);
}

function send(response: ServerResponse, status: number, body: string, type: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(body);
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const piece of request) body += String(piece);
  return body;
}
