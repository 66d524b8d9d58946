// What adding a second factor asks and shows, at the door and on an agent's own account alike.

import { type FieldError, fieldSet, type Input, readFields, toControls } from '@parvis/forms';
import { toHtml } from '@parvis/kit';
import { renderSVG } from 'uqr';
import type { House } from '../house.ts';
import type { SiteVisit } from '../http/visit.ts';
import type { AgentRecord } from '../identity/agent-accounts.ts';
import { addPasskey, beginRegistration } from '../identity/agent-passkeys.ts';
import { candidateOf, lockCandidate, newTotpSecret, totpStepOf, totpUri } from '../identity/agent-totp.ts';
import { localDay } from '../sites/opening-hours.ts';

const CONFIRMATION = fieldSet([
  {
    id: 'code',
    type: 'text',
    label: 'Code à six chiffres que l’application affiche',
    subject: 'le code',
    autocomplete: 'one-time-code',
    inputmode: 'numeric',
    maxLength: 12,
  },
]);

const NAME = fieldSet([
  {
    id: 'nom',
    type: 'text',
    label: 'Nom de cette clé',
    help: 'Pour la reconnaître plus tard, par exemple «\u00A0Ordinateur de l’accueil\u00A0».',
    subject: 'un nom',
    maxLength: 60,
  },
]);

const WRONG_CODE =
  'Ce code n’est pas le bon. Attendez que l’application en affiche un autre, vérifiez l’heure de votre téléphone, puis réessayez.';
const EXPIRED =
  'Cette page a attendu trop longtemps. Une nouvelle clé est affichée\u202F: ajoutez-la à l’application.';
const NO_KEY = 'L’appareil n’a pas donné de clé. Réessayez, ou choisissez un autre moyen.';

/** A form that came back. */
export interface ReturnedForm {
  readonly errors: readonly FieldError[];
  readonly typed?: Readonly<Record<string, string | readonly string[]>>;
}

const errorOn = (fieldId: string, anchor: string, message: string): FieldError => ({
  fieldId,
  code: 'invalid',
  message,
  anchor,
});

/** The drawn code, the key in words, and the field that confirms it. `locked` is the candidate of a form that came back. */
export function applicationForm(
  house: House,
  c: SiteVisit,
  agent: { readonly id: string; readonly email: string },
  returned?: ReturnedForm & { readonly locked?: string },
) {
  const now = c.get('now');
  const secret =
    (returned?.locked && candidateOf(house.vault, agent.id, returned.locked, now)) || newTotpSecret();
  const issuer = c.get('snapshot').tenant.name;
  const uri = totpUri(secret, { issuer, account: agent.email });
  return {
    drawing: toHtml(renderSVG(uri, { border: 2 })),
    uri,
    key: secret.replaceAll(/(.{4})(?=.)/g, '$1 '),
    locked: lockCandidate(house.vault, agent.id, secret, now),
    controls: toControls(CONFIRMATION.fields, returned ?? {}),
    errors: returned?.errors ?? [],
  };
}

type Read<T> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false } & ReturnedForm & { readonly locked?: string });

/** The key and the step of the code that confirms it. */
export function readApplication(
  house: House,
  c: SiteVisit,
  agentId: string,
  input: Input,
): Read<{ readonly secret: string; readonly step: number }> {
  const now = c.get('now');
  const locked = input.get('cle') ?? '';
  const outcome = readFields(CONFIRMATION, input, { today: localDay(c.get('snapshot').site.zone, now) });
  if (!outcome.ok) return { ...outcome, locked };
  const anchor = toControls(CONFIRMATION.fields)[0]?.id ?? '';
  const secret = candidateOf(house.vault, agentId, locked, now);
  if (secret === null) return { ok: false, errors: [errorOn('code', anchor, EXPIRED)] };
  const step = totpStepOf(secret, outcome.values.code, now);
  if (step === null) return { ok: false, locked, errors: [errorOn('code', anchor, WRONG_CODE)] };
  return { ok: true, value: { secret, step } };
}

/** What the device is asked, and the name of the key to come. */
export async function passkeyForm(
  house: House,
  c: SiteVisit,
  agent: { readonly id: string; readonly email: string; readonly name: string },
  returned?: ReturnedForm,
) {
  return {
    controls: toControls(NAME.fields, returned ?? {}),
    errors: returned?.errors ?? [],
    ceremony: await beginRegistration(house, c, agent),
  };
}

/** The key that the device made, ready to be saved. */
export async function readPasskey(
  house: House,
  c: SiteVisit,
  agent: Pick<AgentRecord, 'id' | 'tenantId'>,
  input: Input,
): Promise<Read<NonNullable<Awaited<ReturnType<typeof addPasskey>>>>> {
  const outcome = readFields(NAME, input, { today: localDay(c.get('snapshot').site.zone, c.get('now')) });
  if (!outcome.ok) return outcome;
  const given = { token: input.get('ceremonie') ?? '', answer: input.get('reponse') ?? '' };
  const made = await addPasskey(house, c, agent, outcome.values.nom, given);
  if (made) return { ok: true, value: made };
  const anchor = toControls(NAME.fields)[0]?.id ?? '';
  return { ok: false, typed: { nom: outcome.values.nom }, errors: [errorOn('nom', anchor, NO_KEY)] };
}
