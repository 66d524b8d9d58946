// The agents' door.

import { type FieldError, fieldSet, type Input, type Typed, toControls } from '@parvis/forms';
import type { PageCtx } from '@parvis/kit';
import type { SiteVisit } from '../http/visit.ts';
import { PAGE_AFTER } from '../identity/agents.ts';
import type { Doorkeeper } from '../identity/index.ts';

const CREDENTIALS = fieldSet([
  { id: 'courriel', type: 'email', label: 'Adresse électronique professionnelle', autocomplete: 'username' },
  { id: 'mot-de-passe', type: 'password', label: 'Mot de passe', autocomplete: 'current-password' },
]);

const REFUSED = 'Adresse ou mot de passe incorrect. Vérifiez les deux, puis réessayez.';
const SLOW_DOWN =
  'Trop d’essais. Attendez un quart d’heure, ou demandez à votre administrateur un nouveau mot de passe.';

export function signInPage(ctx: PageCtx, email = '', problem?: string): Response {
  const typed: Typed = { courriel: email };
  const errors: readonly FieldError[] = problem
    ? [
        {
          fieldId: 'courriel',
          code: 'invalid',
          message: problem,
          anchor: toControls(CREDENTIALS.fields)[0]?.id ?? '',
        },
      ]
    : [];
  return ctx.page(
    'desk-sign-in',
    { action: '/agent/connexion', controls: toControls(CREDENTIALS.fields, { typed, errors }), errors },
    { title: 'Espace des agents', breadcrumb: [], status: problem ? 422 : 200 },
  );
}

export async function signIn(doors: Doorkeeper, c: SiteVisit, ctx: PageCtx): Promise<Response> {
  const input: Input = await ctx.body();
  const email = (input.get('courriel') ?? '').slice(0, 254);
  // As it was typed: a password is never trimmed.
  const password = (input.get('mot-de-passe') ?? '').slice(0, 1_000);
  const entry = await doors.signIn(c, email, password);
  if (entry === 'slow-down') return signInPage(ctx, email, SLOW_DOWN);
  if (entry === 'refused') return signInPage(ctx, email, REFUSED);
  return ctx.seeOther(PAGE_AFTER[entry]);
}
