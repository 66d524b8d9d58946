// Choosing a password, wherever an agent does.

import { type FieldError, fieldSet, type Input, toControls } from '@parvis/forms';
import { passwordProblem } from '../identity/password-rules.ts';

const NEW_PASSWORD = fieldSet([
  {
    id: 'mot-de-passe',
    type: 'password',
    label: 'Nouveau mot de passe',
    help: 'Au moins douze caractères. Une phrase, ou quatre mots qui ne vont pas ensemble, se retient mieux que des signes.',
    autocomplete: 'new-password',
  },
  {
    id: 'mot-de-passe-encore',
    type: 'password',
    label: 'Le même mot de passe, encore une fois',
    autocomplete: 'new-password',
  },
]);

export function newPasswordControls(errors: readonly FieldError[] = []) {
  return toControls(NEW_PASSWORD.fields, { errors });
}

/** The password as it was typed (it is never trimmed), or what to correct. */
export function readNewPassword(
  input: Input,
  owner: { readonly name: string; readonly email: string },
):
  | { readonly ok: true; readonly password: string }
  | { readonly ok: false; readonly errors: readonly FieldError[] } {
  const password = (input.get('mot-de-passe') ?? '').slice(0, 1_000);
  const again = (input.get('mot-de-passe-encore') ?? '').slice(0, 1_000);
  const [first, second] = newPasswordControls();
  const problem = passwordProblem(password, [owner.name, owner.email]);
  if (problem) return { ok: false, errors: [errorOn('mot-de-passe', first?.id, problem)] };
  if (password === again) return { ok: true, password };
  const differ = 'Les deux mots de passe ne sont pas les mêmes. Écrivez-les de nouveau.';
  return { ok: false, errors: [errorOn('mot-de-passe-encore', second?.id, differ)] };
}

function errorOn(fieldId: string, anchor: string | undefined, message: string): FieldError {
  return { fieldId, code: 'invalid', message, anchor: anchor ?? '' };
}
