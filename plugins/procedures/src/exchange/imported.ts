// What comes from another software, as a procedure of Parvis: as far as its meaning allows, with a word on all the rest.

import { defineForm, type Field, type Form, FormError, type FormPage, type Rule } from '@parvis/forms';
import { freshId } from '../pooling/fresh-id.ts';
import type { NewProcedure } from '../publish.ts';
import { usualWorkflow } from '../workflow/usual.ts';

/** A procedure with what could not be carried, in French sentences. */
export interface Imported {
  readonly procedure: NewProcedure;
  readonly report: readonly string[];
}

export interface ForeignPage {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly when?: Rule;
}

export interface ForeignForm {
  readonly slug: string;
  readonly title: string;
  readonly pages: readonly ForeignPage[];
  /** When a question is asked, by its id. */
  readonly conditions: ReadonlyMap<string, Rule>;
  readonly report: readonly string[];
}

const NBSP = '\u00A0';
const quoted = (text: string): string => `«${NBSP}${text}${NBSP}»`;

/** With the usual workflow, and who asks guessed from the questions. */
export function asProcedure({ slug, title, pages, conditions, report }: ForeignForm): Imported {
  const taken = new Set<string>();
  const named = pages
    .filter(({ fields }) => fields.length > 0)
    .map((page): FormPage => {
      const id = freshId(page.title, taken);
      taken.add(id);
      return { id, ...page };
    });
  const { form, dropped } = withWorkingRules({ pages: named }, conditions);
  const fields = form.pages.flatMap((page) => page.fields);
  const requester = requesterIn(fields);
  return {
    procedure: {
      slug: freshId(slug || title, new Set()),
      title,
      form,
      requester,
      workflow: usualWorkflow({
        granted: 'Votre demande est traitée.',
        grantLabel: 'Traiter',
        correctable: fields
          .filter(({ type }) => !['info', 'computed', 'hidden'].includes(type))
          .map(({ id }) => id),
        within: 30,
        silence: {
          means: 'nothing',
          why: 'Démarche importée\u00A0: le sens du silence reste à préciser (CRPA, art. L231-1 à L231-6).',
        },
      }),
    },
    report: [
      ...report,
      ...dropped,
      ...(requester.name.length === 0
        ? ['Aucune question ne dit qui demande\u00A0: ajoutez le nom et l’adresse électronique.']
        : []),
      'Le chemin de la demande est celui des démarches habituelles\u00A0: vérifiez ses états, ses courriels et ses délais.',
      'Le sens du silence n’est pas dans le fichier\u00A0: dites s’il vaut accord ou refus, et selon quel texte.',
    ],
  };
}

/** Conditions are kept one by one, where they can work in the order in which the questions are asked here. */
function withWorkingRules(
  { pages }: Form,
  conditions: ReadonlyMap<string, Rule>,
): { readonly form: Form; readonly dropped: readonly string[] } {
  const dropped: string[] = [];
  let form: Form = { pages: pages.map(({ when: _when, ...page }) => page) };
  const attempt = (next: Form, what: string): void => {
    try {
      form = defineForm(next);
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      dropped.push(
        `La condition de ${what} n’est pas reprise\u00A0: elle lit une réponse qui vient après, ou qui n’est plus là.`,
      );
    }
  };
  for (const [p, page] of pages.entries()) {
    const { when } = page;
    if (when !== undefined)
      attempt(
        { pages: form.pages.map((one, at) => (at === p ? { ...one, when } : one)) },
        `la page ${quoted(page.title)}`,
      );
    for (const field of page.fields) {
      const asked = conditions.get(field.id);
      if (asked === undefined) continue;
      const fields =
        form.pages[p]?.fields.map((one) => (one.id === field.id ? { ...one, when: asked } : one)) ?? [];
      attempt(
        { pages: form.pages.map((one, at) => (at === p ? { ...one, fields } : one)) },
        `la question ${quoted(field.label)}`,
      );
    }
  }
  return { form, dropped };
}

function requesterIn(fields: readonly Field[]): NewProcedure['requester'] {
  const like = (pattern: RegExp) => fields.find(({ id, type }) => type === 'text' && pattern.test(id))?.id;
  const name = [like(/^(prenom|first-?name|voornam)/i), like(/^(nom|last-?name|family-?name|achternaam)/i)];
  const email = fields.find(({ type }) => type === 'email')?.id;
  const phone = fields.find(({ type }) => type === 'phone')?.id;
  return {
    name: name.filter((id): id is string => id !== undefined),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  };
}
