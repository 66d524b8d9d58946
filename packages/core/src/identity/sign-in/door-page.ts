// « Se connecter »: by mail first, by password for who has one, through a provider where there are some. And the way without
// any account, which is always there.

import { type FieldError, fieldSet, type Typed, toControls } from '@parvis/forms';
import type { PageCtx } from '@parvis/kit';
import type { House } from '../../house.ts';
import type { SiteVisit } from '../../http/visit.ts';
import { providerButtons } from '../oidc/index.ts';

export const BY_EMAIL = fieldSet([
  {
    id: 'courriel',
    type: 'email',
    label: 'Votre adresse électronique',
    subject: 'votre adresse électronique',
    help: 'Vous recevez un lien et un code. Pas de mot de passe à retenir.',
    autocomplete: 'email',
  },
]);

export const BY_PASSWORD = fieldSet([
  {
    id: 'identifiant',
    type: 'email',
    label: 'Votre adresse électronique',
    subject: 'votre adresse électronique',
    autocomplete: 'username',
  },
  {
    id: 'mot-de-passe',
    type: 'password',
    label: 'Votre mot de passe',
    subject: 'votre mot de passe',
    autocomplete: 'current-password',
  },
]);

interface Returned {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

export interface DoorState {
  /** Where to go on to. */
  readonly back: string;
  /** What came back of either form. */
  readonly byEmail?: Returned;
  readonly byPassword?: Returned;
}

export function doorPage(
  house: House,
  c: SiteVisit,
  ctx: PageCtx,
  { back, byEmail, byPassword }: DoorState,
): Response {
  const errors = [...(byEmail?.errors ?? []), ...(byPassword?.errors ?? [])];
  const { group, site } = c.get('snapshot');
  return ctx.page(
    'sign-in',
    {
      back,
      group: group && group.id !== site.authority.id ? group.name : null,
      signedIn: ctx.actor.kind === 'citizen' && ctx.actor.id !== null,
      errors,
      byEmail: toControls(BY_EMAIL.fields, byEmail ?? {}),
      byPassword: toControls(BY_PASSWORD.fields, byPassword ?? {}),
      providers: providerButtons(house, 'citizen', back),
    },
    { title: 'Se connecter', breadcrumb: [], status: errors.length > 0 ? 422 : 200 },
  );
}

/** An error of a whole form, at its first field. */
export function problemAt(set: typeof BY_EMAIL | typeof BY_PASSWORD, message: string): FieldError {
  const [first] = toControls(set.fields);
  return { fieldId: first?.name ?? '', code: 'invalid', message, anchor: first?.id ?? '' };
}
