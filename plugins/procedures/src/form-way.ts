// What all pages of a form share: their addresses, the day they judge on, and what comes next.

import { type FieldError, type Form, validateForm, visiblePages } from '@parvis/forms';
import type { Crumb, PageCtx, Service } from '@parvis/kit';
import { localDay } from '@parvis/scheduling';
import { deName } from '@parvis/territory';
import { type Draft, serviceOf } from './drafts.ts';
import { communesOf } from './gazetteer.ts';

export const CHECK = 'verifier';
export const LATER = 'plus-tard';
export const CHOICE = 'choisir';
export const ASIDE = 'mis-de-cote';
export const SESSION_OVER = 'reconnexion';
export const ERASE = 'effacer';
export const NEWER = 'nouvelle-version';

/** Addresses under the form that no page of a form may have. */
export const RESERVED: readonly string[] = [
  CHECK,
  LATER,
  CHOICE,
  ASIDE,
  SESSION_OVER,
  ERASE,
  NEWER,
  'envoi',
  'abandon',
];

export const base = (page: PageCtx): string => formAddress(serviceOf(page));
export const formAddress = ({ slug }: Pick<Service, 'slug'>): string => `/demarches/${slug}/commencer`;

/** The day that answers are judged on, and the communes that they may name. */
export function clockOf(page: PageCtx) {
  return { today: localDay(page.site.zone, page.now), communes: communesOf(page) };
}

/** The first page that is not right yet, or the check. */
export function nextToDo(page: PageCtx, { form, answers, wrong: left }: Draft): string {
  const wrong = new Set(errorsIn(page, form, answers).map((error) => error.fieldId));
  const unfinished = visiblePages(form, answers).find(
    (one) => one.id === left?.page || wrong.has(one.id) || one.fields.some((field) => wrong.has(field.id)),
  );
  return unfinished?.id ?? CHECK;
}

export const errorsIn = (page: PageCtx, form: Form, answers: Draft['answers']): readonly FieldError[] =>
  validateForm(form, answers, clockOf(page));

export function crumbs(page: PageCtx): readonly Crumb[] {
  const service = serviceOf(page);
  return [
    { href: '/demarches', text: 'Démarches' },
    { href: `/demarches/${service.slug}`, text: service.title },
  ];
}

/** « Mairie du Favril », or the name of whoever operates the service. */
export function counterOf({ operator }: Service): string {
  return operator.kind === 'commune' ? `Mairie ${deName(operator.name)}` : operator.name;
}
