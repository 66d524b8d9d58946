// The form on paper, for people without a computer: to print, to fill in by hand, to bring or to post. An agent takes it in
// at the counter as if it had been sent.

import type { Form, FormPage } from '@parvis/forms';
import type { Authority, PageCtx, Paper, PaperBlock, Service } from '@parvis/kit';
import { deName } from '@parvis/territory';
import { newestVersion, serviceOf } from '../drafts.ts';
import { conditionOf, paperQuestions } from './paper-question.ts';

const NBSP = '\u00A0';

/** Its address, under the service’s form. */
export const BLANK_FORM = 'papier.pdf';

export async function blankForm(page: PageCtx): Promise<Response> {
  const service = serviceOf(page);
  const { definition } = await newestVersion(page, service);
  return page.paper(
    blankPaper(service, definition.form, page.url('/donnees-personnelles')),
    `${service.slug}.pdf`,
  );
}

export function blankPaper(service: Service, form: Form, privacyUrl: string): Paper {
  const { sheet, operator } = service;
  const all = form.pages.flatMap(({ fields }) => fields);
  return {
    title: service.title,
    large: true,
    blocks: [
      {
        kind: 'facts',
        rows: [
          { label: 'Pour qui', value: sheet.who },
          { label: 'Coût', value: sheet.cost },
          { label: 'Délai', value: sheet.delay },
        ],
      },
      ...(sheet.need.length > 0
        ? ([
            { kind: 'heading', text: 'À préparer' },
            { kind: 'list', items: sheet.need },
          ] as const)
        : []),
      { kind: 'heading', text: 'Comment remplir ce formulaire' },
      {
        kind: 'list',
        items: [
          'Écrivez au stylo noir, en lettres capitales.',
          'Cochez les cases qui conviennent.',
          'Si vous ne savez pas, laissez vide et demandez-nous.',
        ],
      },
      ...form.pages
        .filter(({ fields }) => fields.length === 0 || fields.some(({ type }) => type !== 'signature'))
        .flatMap((one) => pageBlocks(one, all)),
      { kind: 'heading', text: 'Date et signature' },
      ...all.flatMap(({ type, label }) =>
        type === 'signature' ? [{ kind: 'text', text: label } as const] : [],
      ),
      {
        kind: 'question',
        label: 'Fait le',
        answers: [{ kind: 'squares', groups: [2, 2, 4], name: 'Jour, mois, année' }],
      },
      { kind: 'question', label: 'Signature', answers: [{ kind: 'frame' }] },
      { kind: 'heading', text: 'Où le remettre' },
      { kind: 'counter' },
      { kind: 'heading', text: 'Vos données personnelles' },
      {
        kind: 'text',
        text: `Ce que vous écrivez ici sert à traiter votre demande, et à rien d’autre. ${readers(operator)} y ont accès. Vous pouvez demander à voir ces informations, à les corriger ou à les faire effacer${NBSP}: à l’adresse ci-dessus, ou sur ${privacyUrl}. En cas de difficulté, vous pouvez saisir la CNIL (www.cnil.fr).`,
      },
    ],
  };
}

function readers({ kind, name }: Authority): string {
  return kind === 'commune'
    ? `Seuls les agents de la mairie ${deName(name)}`
    : `Seuls les agents de cet organisme (${name}) et ceux de votre mairie`;
}

function pageBlocks(
  { title, intro, fields, when, stop }: FormPage,
  all: Parameters<typeof paperQuestions>[1],
): readonly PaperBlock[] {
  const condition =
    when === undefined
      ? []
      : [
          stop
            ? `Ne continuez pas ${conditionOf(when, all).replace('À remplir seulement ', '')}`
            : conditionOf(when, all),
        ];
  return [
    { kind: 'heading', text: title },
    ...[...condition, ...(intro ? [intro] : [])].map((text) => ({ kind: 'text', text }) as const),
    ...fields.flatMap((field) => paperQuestions(field, all)),
  ];
}
