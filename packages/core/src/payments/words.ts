// How payments are said on screen, in mails and on paper.

import type { PaymentStatus } from '@parvis/kit';
import type { StatusWords } from '../requests/status.ts';
import type { AttemptStatus, PaymentMeans } from './tables.ts';

export const STATUS_WORDS: Readonly<Record<PaymentStatus, StatusWords>> = {
  due: { word: 'À payer', tone: 'warn' },
  paid: { word: 'Payé', tone: 'ok' },
  cancelled: { word: 'Annulé', tone: 'neutral' },
};

export const ATTEMPT_WORDS: Readonly<Record<AttemptStatus, string>> = {
  pending: 'Réponse attendue',
  paid: 'Payé',
  refused: 'Refusé par la banque',
  abandoned: 'Abandonné',
  lost: 'Sans suite',
  mismatch: 'Payé, mais pas la somme demandée\u00A0: à vérifier',
  duplicate: 'Payé une seconde fois\u00A0: à rembourser',
};

export const MEANS_WORDS: Readonly<Record<PaymentMeans, string>> = {
  card: 'Carte bancaire, en ligne',
  debit: 'Prélèvement, en ligne',
  cash: 'Espèces, au guichet',
  cheque: 'Chèque',
  'counter-card': 'Carte bancaire, au guichet',
  transfer: 'Virement',
};

/** What an agent may say of money taken at the counter. */
export const COUNTER_MEANS = ['cash', 'cheque', 'counter-card', 'transfer'] as const;
