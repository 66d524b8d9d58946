// A motif as its form asks for it: what citizens read, how long it takes, how soon and how late it is booked.

import type { Field, FieldSet } from '@parvis/forms';
import type { Motif } from '../schema.ts';

export interface MotifValues {
  readonly titre: string;
  readonly resume: string;
  readonly par: string;
  readonly lieu: string;
  readonly apporter?: string | undefined;
  readonly duree: number;
  readonly pas: number;
  readonly avant: number;
  readonly apres: number;
  readonly delai: number;
  readonly horizon: number;
  readonly annulation: number;
  readonly deplacement: number;
}

const number = (
  id: string,
  label: string,
  unit: string,
  [min, max]: readonly [number, number],
  value: number,
  help?: string,
): Field => ({
  id,
  type: 'number',
  label,
  unit,
  min,
  max,
  default: value,
  ...(help !== undefined && { help }),
});

const FIELDS: readonly Field[] = [
  {
    id: 'titre',
    type: 'text',
    label: 'Titre',
    help: 'Avec les mots des habitants\u00A0: « Refaire une carte d’identité ».',
    maxLength: 120,
  },
  { id: 'resume', type: 'textarea', label: 'En quelques mots', maxLength: 500 },
  { id: 'par', type: 'text', label: 'Reçu par', example: 'un conseiller numérique', maxLength: 120 },
  {
    id: 'lieu',
    type: 'choice',
    label: 'Comment',
    options: [
      { value: 'on-site', label: 'Sur place' },
      { value: 'phone', label: 'Par téléphone' },
      { value: 'video', label: 'En visioconférence' },
      { value: 'home', label: 'Chez la personne' },
    ],
    default: 'on-site',
  },
  {
    id: 'apporter',
    type: 'textarea',
    label: 'À apporter',
    help: 'Une chose par ligne.',
    maxLength: 2_000,
    optional: true,
  },
  number('duree', 'Durée', 'minutes', [5, 480], 30),
  number('pas', 'Un créneau toutes les', 'minutes', [5, 480], 30),
  number('avant', 'Temps gardé avant', 'minutes', [0, 240], 0),
  number('apres', 'Temps gardé après', 'minutes', [0, 240], 0),
  number('delai', 'Réserver au plus tard avant l’heure', 'minutes', [0, 40_320], 120),
  number('horizon', 'Réserver au plus tôt', 'jours à l’avance', [1, 366], 56),
  number('annulation', 'Annuler en ligne jusqu’à', 'heures avant', [0, 720], 4),
  number('deplacement', 'Déplacer en ligne jusqu’à', 'heures avant', [0, 720], 48),
];

export function motifFields(): FieldSet<MotifValues> {
  return { fields: FIELDS };
}

export function toMotifValues(motif: Motif): MotifValues {
  return {
    titre: motif.title,
    resume: motif.summary,
    par: motif.receivedBy,
    lieu: motif.place,
    apporter: motif.bring.join('\n'),
    duree: motif.minutes,
    pas: motif.step,
    avant: motif.bufferBefore,
    apres: motif.bufferAfter,
    delai: motif.noticeMinutes,
    horizon: motif.horizonDays,
    annulation: motif.cancelHours,
    deplacement: motif.rescheduleHours,
  };
}

const PLACES = ['on-site', 'phone', 'video', 'home'] as const;

/** What is stored of the answers. */
export function fromMotifValues(values: MotifValues): Omit<Motif, 'id' | 'tenantId' | 'slug'> {
  return {
    title: values.titre,
    summary: values.resume,
    receivedBy: values.par,
    place: PLACES.find((one) => one === values.lieu) ?? 'on-site',
    bring: linesOf(values.apporter),
    minutes: values.duree,
    step: values.pas,
    bufferBefore: values.avant,
    bufferAfter: values.apres,
    noticeMinutes: values.delai,
    horizonDays: values.horizon,
    cancelHours: values.annulation,
    rescheduleHours: values.deplacement,
  };
}

export function linesOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
