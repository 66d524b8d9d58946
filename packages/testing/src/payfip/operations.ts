// What PayFiP remembers of payments, and its rules: what it accepts, until when, and how it says that something is wrong. The codes
// are those of the implementation guide.

import { randomUUID } from 'node:crypto';

/** « P » card, « V » debit, « R » card refused, « Z » debit refused, « A » given up. */
export type Result = 'P' | 'V' | 'R' | 'Z' | 'A';

export interface PayfipOperation {
  readonly idop: string;
  /** As it was asked for: `montant` in cents, as text. */
  readonly asked: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  result: Result | null;
  numauto: string;
  /** Epoch milliseconds. */
  endedAt: number;
}

/** A `FonctionnelleErreur`. */
export class PayfipRefusal extends Error {
  readonly code: string;
  constructor(code: string, text: string) {
    super(text);
    this.code = code;
  }
}

const QUARTER = 15 * 60_000;

/** Numbers of clients that it does not know. */
const isUnknownClient = (numcli: string): boolean => numcli.startsWith('99');

export function checkClient(numcli = ''): void {
  if (!/^\d{6}$/.test(numcli)) throw new PayfipRefusal('T1', 'Numéro client invalide.');
  if (isUnknownClient(numcli))
    throw new PayfipRefusal('T2', 'Le numéro de client doit exister dans la base PayFiP.');
}

/** @throws PayfipRefusal */
export function createOperation(asked: Readonly<Record<string, string>>, now: number): PayfipOperation {
  const { numcli, saisie = '', montant = '', mel = '', urlnotif = '', urlredirect = '', refdet = '' } = asked;
  const { exer = '', objet = '' } = asked;
  checkClient(numcli);
  if (!['T', 'X', 'W'].includes(saisie)) throw new PayfipRefusal('S1', 'Mode de saisie invalide.');
  if (!/^\d{1,11}$/.test(montant)) throw new PayfipRefusal('M1', 'Le format du montant n’est pas correct.');
  if (Number(montant) < 100) throw new PayfipRefusal('M3', 'Le montant doit être d’au moins 1 euro.');
  if (Number(montant) > 9_999_999) throw new PayfipRefusal('M5', 'Le montant dépasse la limite.');
  if (mel === '') throw new PayfipRefusal('A1', 'L’adresse électronique n’est pas renseignée.');
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(mel) || mel.length < 6 || mel.length > 80)
    throw new PayfipRefusal('A2', 'L’adresse électronique est incorrecte.');
  if (!isAddress(urlnotif)) throw new PayfipRefusal('N1', 'Adresse de notification non valide.');
  if (!isAddress(urlredirect)) throw new PayfipRefusal('D1', 'Adresse de redirection non valide.');
  if (!/^[A-Za-z0-9]{6,30}$/.test(refdet))
    throw new PayfipRefusal('R3', 'Le format du paramètre REFDET n’est pas conforme.');
  if (!/^\d{4}$/.test(exer) || !/^[A-Za-z0-9 ]{0,100}$/.test(objet))
    throw new PayfipRefusal('R3', 'Le format d’un paramètre n’est pas conforme.');
  return { idop: randomUUID(), asked, createdAt: now, result: null, numauto: '', endedAt: 0 };
}

function isAddress(text: string): boolean {
  return text.length <= 250 && URL.canParse(text);
}

/** Whether the page to pay on still serves. @throws PayfipRefusal */
export function payable(operation: PayfipOperation | undefined, now: number): PayfipOperation {
  if (!operation) throw new PayfipRefusal('P1', 'IdOp incorrect.');
  if (operation.result === 'P' || operation.result === 'V')
    throw new PayfipRefusal('P3', 'L’idop ne doit pas avoir déjà été utilisé pour un paiement.');
  if (now - operation.createdAt > QUARTER)
    throw new PayfipRefusal('P4', 'L’idop ne doit pas avoir été enregistré depuis plus de 15 minutes.');
  return operation;
}

/** As `recupererDetailPaiementSecurise` tells it. @throws PayfipRefusal */
export function detailOf(operation: PayfipOperation | undefined): Readonly<Record<string, string>> {
  if (!operation) throw new PayfipRefusal('P1', 'IdOp incorrect.');
  const { idop, asked, result, numauto, endedAt } = operation;
  if (result === null) throw new PayfipRefusal('P5', 'Résultat de la transaction non connu.');
  const [dattrans, heurtrans] = parisTime(endedAt);
  const { exer = '', mel = '', montant = '', numcli = '', objet = '', refdet = '', saisie = '' } = asked;
  return {
    dattrans,
    exer,
    heurtrans,
    idOp: idop,
    mel,
    montant,
    numauto,
    numcli,
    objet,
    refdet,
    resultrans: result,
    saisie,
  };
}

/** `JJMMAAAA` and `HHMM`. */
function parisTime(at: number): readonly [string, string] {
  const parts = new Intl.DateTimeFormat('fr-FR', {
    timeZone: 'Europe/Paris',
    dateStyle: 'short',
    timeStyle: 'short',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return [part('day') + part('month') + part('year'), part('hour') + part('minute')];
}
