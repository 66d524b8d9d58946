// The pages of the simulated PayFiP: what would be asked of a card is a choice of what happens.

import { escaped, simulatorPage } from '../oidc/simulator-pages.ts';
import type { PayfipOperation, Result } from './operations.ts';

const CHOICES: readonly (readonly [Result, string])[] = [
  ['P', 'Payer par carte bancaire'],
  ['V', 'Payer par prélèvement'],
  ['R', 'Payer avec une carte que la banque refuse'],
  ['Z', 'Payer par un prélèvement que la banque refuse'],
  ['A', 'Abandonner'],
];

const ENDS: Readonly<Record<Result, string>> = {
  P: 'Paiement accepté',
  V: 'Prélèvement enregistré',
  R: 'Paiement refusé',
  Z: 'Prélèvement refusé',
  A: 'Paiement abandonné',
};

export function payPage(action: string, { idop, asked }: PayfipOperation): string {
  const buttons = CHOICES.map(
    ([value, text]) => `<li><button name="resultat" value="${value}">${escaped(text)}</button></li>`,
  );
  return simulatorPage(
    'PayFiP',
    `Payer ${(Number(asked['montant']) / 100).toFixed(2).replace('.', ',')} €`,
    `<p>Référence ${escaped(asked['refdet'] ?? '')}, ${escaped(asked['objet'] ?? '')}. Aucun argent ne circule.</p>
<form action="${escaped(action)}" method="post">
<input type="hidden" name="idop" value="${escaped(idop)}">
<ul>
${buttons.join('\n')}
</ul>
</form>`,
  );
}

/** The person goes back by a form, as from PayFiP: it carries the idop, and no cookie of the site. */
export function endPage({ idop, asked }: PayfipOperation, result: Result): string {
  return simulatorPage(
    'PayFiP',
    ENDS[result],
    `<form action="${escaped(asked['urlredirect'] ?? '')}" method="post">
<input type="hidden" name="idop" value="${escaped(idop)}">
<p><button>Revenir au site</button></p>
</form>`,
  );
}

export function refusalPage(text: string): string {
  return simulatorPage('PayFiP', 'Ce paiement n’est plus possible', `<p>${escaped(text)}</p>`);
}
