// PayFiP as the host asks for it: opening a payment, and learning how it ended. Everything it is given is in PayFiP's own
// alphabet.

import {
  type PaymentAsked,
  type PaymentOrder,
  type PaymentOutcome,
  type PaymentProvider,
  PaymentProviderError,
  type PaymentSettings,
} from '@parvis/kit';
import { Temporal } from 'temporal-polyfill';
import { call, type PayfipPlaces } from './web-service.ts';

/** An `idop` opens the page for a quarter of an hour. */
const QUARTER = 15 * 60_000;

/** `saisie`: T moves nothing; X is the payment that opens the service, W any other: both take money. */
const MODES = ['T', 'X', 'W'] as const;

export function payfipProvider(places: PayfipPlaces): PaymentProvider {
  return {
    label: 'PayFiP',
    about:
      'PayFiP est le service de paiement en ligne de l’État (Direction générale des finances publiques). Vous y payez par carte bancaire, ou par prélèvement si vous avez un compte d’usager des impôts. Nous ne voyons ni votre carte ni votre compte.',
    get origin() {
      return new URL(places.page).origin;
    },
    simulated: places.simulated,
    limits: { least: 100, most: 9_999_999 },
    settings: [
      {
        id: 'numcli',
        type: 'text',
        label: 'Numéro de client PayFiP',
        subject: 'le numéro de client PayFiP',
        help: 'Six chiffres, remis par la Direction départementale des finances publiques avec la convention d’adhésion.',
        example: '012345',
        pattern: '[0-9]{6}',
        inputmode: 'numeric',
        error: { invalid: 'Écrivez les six chiffres du numéro de client PayFiP, zéros compris.' },
      },
      {
        id: 'saisie',
        type: 'choice',
        label: 'Mode',
        options: [
          { value: 'T', label: 'Essai\u00A0: aucun argent ne circule' },
          { value: 'X', label: 'Activation\u00A0: le premier vrai paiement, pour ouvrir le service' },
          { value: 'W', label: 'Production\u00A0: les usagers paient' },
        ],
        default: 'T',
      },
    ],
    mode: (settings) => (saisieOf(settings) === 'T' ? 'test' : 'real'),
    async begin({ signal, ...order }) {
      const { idOp } = await call(places, 'creerPaiementSecurise', creation(order), signal);
      if (!idOp || !/^[\w-]{8,64}$/.test(idOp))
        throw new PaymentProviderError('down', null, 'PayFiP gave no idop');
      return { token: idOp, url: `${places.page}?idop=${idOp}`, until: Date.now() + QUARTER };
    },
    outcome: (asked) => outcome(places, asked),
    async known({ numcli = '' }, signal) {
      const fields = await call(places, 'recupererDetailClient', { numCli: numcli }, signal);
      const name = ['libelleN1', 'libelleN2', 'libelleN3'].map((one) => fields[one] ?? '').filter(Boolean);
      return `PayFiP connaît le client ${numcli}\u00A0: ${name.join(', ') || 'sans nom'}.`;
    },
  };
}

function saisieOf({ saisie }: PaymentSettings): (typeof MODES)[number] {
  return MODES.find((one) => one === saisie) ?? 'T';
}

/** `montant` is in cents; `exer` the year of the accounts; `refdet` 6 to 30 letters and digits. */
function creation({
  amount,
  reference,
  label,
  email,
  returnUrl,
  notifyUrl,
  year,
  settings,
}: Omit<PaymentOrder, 'signal'>): Readonly<Record<string, string>> {
  const long = [returnUrl, notifyUrl].find((url) => url.length > 250);
  if (long !== undefined || !/^[A-Za-z0-9]{6,30}$/.test(reference))
    throw new TypeError(`PayFiP cannot be told ${long ?? reference}`);
  return {
    exer: String(year),
    mel: email,
    montant: String(amount),
    numcli: settings['numcli'] ?? '',
    objet: objet(label),
    refdet: reference,
    saisie: saisieOf(settings),
    urlnotif: notifyUrl,
    urlredirect: returnUrl,
  };
}

/** 100 letters, digits and spaces at most: accents and signs are left out. */
export function objet(label: string): string {
  return label
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .slice(0, 100)
    .trimEnd();
}

async function outcome(
  places: PayfipPlaces,
  { token, settings, signal }: PaymentAsked,
): Promise<PaymentOutcome> {
  const fields = await call(places, 'recupererDetailPaiementSecurise', { idOp: token }, signal).catch(
    (error: unknown) => {
      const state = error instanceof PaymentProviderError && error.code ? UNANSWERED[error.code] : undefined;
      if (state) return state;
      throw error;
    },
  );
  if (typeof fields === 'string') return { state: fields };
  const paid = PAID[fields['resultrans'] ?? ''];
  if (paid) return { state: 'paid', means: paid, ...detail(fields, token, settings) };
  const state = UNPAID[fields['resultrans'] ?? ''];
  if (state) return { state };
  throw new PaymentProviderError('down', null, `PayFiP says the outcome "${fields['resultrans'] ?? ''}"`);
}

/** Not known yet; or never to be: the night erases what was not paid, after a quarter of an hour the page is closed. */
const UNANSWERED: Readonly<Record<string, 'pending' | 'lost'>> = { P5: 'pending', P1: 'lost', P4: 'lost' };
/** « P » by card, « V » by direct debit. */
const PAID: Readonly<Record<string, 'card' | 'debit'>> = { P: 'card', V: 'debit' };
const UNPAID: Readonly<Record<string, 'refused' | 'abandoned'>> = {
  R: 'refused',
  Z: 'refused',
  A: 'abandoned',
};

function detail(fields: Readonly<Record<string, string>>, token: string, { numcli }: PaymentSettings) {
  const { idOp, montant = '', refdet = '', numauto, dattrans = '', heurtrans = '' } = fields;
  // Another body's payment is not this one, whatever its reference.
  const ours = (!idOp || idOp === token) && (!numcli || !fields['numcli'] || fields['numcli'] === numcli);
  return {
    amount: /^\d{1,11}$/.test(montant) ? Number(montant) : 0,
    reference: ours ? refdet : '',
    number: numauto && /^[\w .-]{1,40}$/.test(numauto) ? numauto : null,
    at: instantOf(dattrans, heurtrans),
  };
}

/** `JJMMAAAA` and `HHMM`, by the clock of Paris; null where they are something else. */
export function instantOf(day: string, time: string): number | null {
  const [, dd, mm, yyyy] = /^(\d{2})(\d{2})(\d{4})$/.exec(day) ?? [];
  const [, hour, minute] = /^(\d{2})(\d{2})$/.exec(time) ?? [];
  if (!yyyy || !hour) return null;
  try {
    return Temporal.ZonedDateTime.from(`${yyyy}-${mm}-${dd}T${hour}:${minute}[Europe/Paris]`, {
      overflow: 'reject',
    }).epochMilliseconds;
  } catch {
    return null;
  }
}
