// What a procedure costs: named amounts that a body may change without touching how the procedure works.

import { type Answers, evaluate, type Json, type Rule } from '@parvis/forms';
import { workflowError } from './workflow-error.ts';

export interface Fee {
  /** kebab-case, permanent within the procedure. */
  readonly id: string;
  /** « Remplacement d’une carte perdue ». */
  readonly label: string;
  /** In euros, with cents: 10.5. */
  readonly amount: number;
}

/** Where amounts find the fees: `{"var": "tarifs.duplicata"}`. */
export const FEES = 'tarifs';

/** What comes out of an amount, in euro cents; nothing where it is no number, or less than nothing. */
export function centsOf(amount: Rule | number, fees: readonly Fee[], data: Answers): number {
  const euros = typeof amount === 'number' ? amount : evaluate(amount, { ...data, [FEES]: byId(fees) });
  const cents = Math.round(Number(euros) * 100);
  return Number.isSafeInteger(cents) && cents > 0 ? cents : 0;
}

function byId(fees: readonly Fee[]): Readonly<Record<string, number>> {
  return Object.fromEntries(fees.map(({ id, amount }) => [id, amount]));
}

/** The fees with other amounts. */
export function withAmounts(fees: readonly Fee[], amounts: Readonly<Record<string, number>>): readonly Fee[] {
  return fees.map((fee) => ({ ...fee, amount: amounts[fee.id] ?? fee.amount }));
}

/** Ids of the fees that an amount names. */
export function feesIn(rule: Json | undefined): readonly string[] {
  if (Array.isArray(rule)) return rule.flatMap(feesIn);
  if (typeof rule !== 'object' || rule === null) return [];
  return Object.entries(rule).flatMap(([operator, operand]) => {
    if (operator !== 'var') return feesIn(operand);
    const name: unknown = Array.isArray(operand) ? operand[0] : operand;
    return typeof name === 'string' && name.startsWith(`${FEES}.`) ? [name.slice(FEES.length + 1)] : [];
  });
}

/** @throws CodedError PARVIS_WORKFLOW_FEE */
export function checkFees(fees: readonly Fee[]): void {
  const wrong = fees.find(
    ({ id, label, amount }) =>
      !/^[a-z][a-z0-9-]*$/.test(id) ||
      label.trim() === '' ||
      !(amount >= 0 && amount <= 99_999) ||
      Math.abs(amount * 100 - Math.round(amount * 100)) > 1e-6,
  );
  if (wrong)
    throw workflowError(
      'PARVIS_WORKFLOW_FEE',
      `The fee "${wrong.id}" has no name of its own, no label, or is no sum of euros and cents.`,
      'Give a kebab-case id, a label, and an amount from 0 to 99999 with two decimals at most.',
    );
}
