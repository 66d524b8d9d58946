// What the three copies of civil status have in common (décret n° 2017-890 du 6 mai 2017).

import type { FormPage, Rule } from '@parvis/forms';
import { usualWorkflow } from '../workflow/usual.ts';
import type { LetterTemplate, Workflow } from '../workflow/workflow.ts';
import { refusalLetter } from './refusal-letter.ts';

/** Whoever is no close relative is given only the extract that names no parents. */
const FOR_ANOTHER: Rule = { '===': [{ var: 'pour' }, 'autre'] };
export const WITH_PARENTS: Rule = { in: [{ var: 'type' }, ['integrale', 'avec-filiation']] };

export const documentPage: FormPage = {
  id: 'type-acte',
  title: 'Quel document vous faut-il\u202F?',
  when: { '!': [FOR_ANOTHER] },
  fields: [
    {
      id: 'type',
      type: 'choice',
      label: 'Document',
      help: 'Regardez ce que demande l’organisme à qui vous devez le donner. Sans indication, prenez la copie intégrale.',
      options: [
        { value: 'integrale', label: 'Copie intégrale', help: 'Tout ce que contient l’acte.' },
        { value: 'avec-filiation', label: 'Extrait avec filiation', help: 'Avec les noms des parents.' },
        { value: 'sans-filiation', label: 'Extrait sans filiation', help: 'Sans les noms des parents.' },
      ],
    },
  ],
};

export const extractOnlyPage: FormPage = {
  id: 'extrait-seul',
  title: 'Vous recevrez un extrait sans filiation',
  when: FOR_ANOTHER,
  fields: [
    {
      id: 'tiers',
      type: 'info',
      label: 'Pour une autre personne, seul l’extrait sans les noms des parents peut être donné.',
      help: 'Si vous la représentez (tuteur, avocat, notaire), téléphonez à la mairie\u00A0: elle vous dira quelle pièce montrer.',
    },
  ],
};

export const postPage: FormPage = {
  id: 'envoi-acte',
  title: 'Où envoyer l’acte\u202F?',
  fields: [
    {
      id: 'adresse',
      type: 'address',
      label: 'Adresse postale',
      help: 'L’acte est envoyé gratuitement par courrier.',
      autocomplete: 'street-address',
    },
  ],
};

/** A refusal is no matter for the administrative judge. */
const APPEAL =
  'Si vous contestez ce refus, vous pouvez saisir le président du tribunal judiciaire dont dépend la commune.';

/** `act`: « acte de naissance ». `of`: whose it is, with places to fill. */
export function copyLetters(act: string, of: string): readonly LetterTemplate[] {
  return [
    {
      id: 'envoi',
      title: `Envoi de votre copie d’${act} ({{reference}})`,
      paragraphs: [
        'Madame, Monsieur,',
        `Vous avez demandé une copie ou un extrait d’${act} ${of}. Le document est parti ce jour par courrier, gratuitement, à l’adresse que vous avez donnée.`,
        'Vérifiez les noms et les dates dès que vous le recevez. Si quelque chose est inexact, dites-le-nous\u00A0: une erreur de recopie se corrige tout de suite. Une erreur dans l’acte lui-même se rectifie auprès du procureur de la République.',
        'Veuillez agréer, Madame, Monsieur, l’expression de nos salutations distinguées.',
      ],
      signedBy: 'L’officier de l’état civil',
    },
    refusalLetter({
      of: `de copie ou d’extrait d’${act}`,
      signedBy: 'L’officier de l’état civil',
      appeal: APPEAL,
    }),
  ];
}

export function copyWorkflow(act: string, correctable: readonly string[]): Workflow {
  return usualWorkflow({
    granted: `Votre ${act} est parti par courrier, à l’adresse que vous avez donnée.`,
    grantLabel: 'Acte envoyé',
    letter: 'envoi',
    refusalLetter: 'refus',
    appeal: APPEAL,
    correctable,
    within: 5,
    // No individual decision is asked for, but a copy of what is written.
    silence: { means: 'refusal', months: 2, law: 'CRPA, art. L231-4, 1°' },
  });
}
