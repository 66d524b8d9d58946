// A workflow as a picture in words: a box a status, in order, and from each box its ways out, with who takes them and where they
// lead. What is drawn is what is read: there is no other text of it.

import type { Definition } from '../schema.ts';
import { isClosed, stopsClock } from '../workflow/clock.ts';
import type { Status, Workflow } from '../workflow/workflow.ts';
import { transitionInWords } from './in-words.ts';

const NBSP = '\u00A0';

/** Where a way leads, seen from its box: on, to an end, back up, or nowhere else. */
export type WayOut = 'on' | 'end' | 'back' | 'again';

export interface DiagramWay {
  readonly label: string;
  /** « par l’usager » */
  readonly who: string;
  readonly way: WayOut;
  readonly to: { readonly label: string; readonly href: string; readonly kind: Status['kind'] };
  /** « si « Objet » est « Une benne » » */
  readonly when: string | null;
  /** What it does, a few words each. */
  readonly does: readonly string[];
}

export interface DiagramStatus {
  /** Of its box in the page. */
  readonly id: string;
  readonly label: string;
  readonly kind: Status['kind'];
  /** « Arrivée », « Attend l’usager » */
  readonly means: string;
  readonly citizen: string;
  /** Its delay and whether the clock runs; empty where there is nothing to say. */
  readonly clock: string;
  readonly ways: readonly DiagramWay[];
}

const MEANS: Readonly<Record<Status['kind'], string>> = {
  received: 'Arrivée',
  'in-progress': 'En cours',
  waiting: 'Attend l’usager',
  done: 'Fin\u00A0: accordée',
  refused: 'Fin\u00A0: refusée',
  cancelled: 'Fin\u00A0: sans suite',
};

const boxId = (id: string): string => `etat-${id}`;

export function diagramOf(definition: Definition): readonly DiagramStatus[] {
  const { workflow } = definition;
  const { statuses, transitions } = workflow;
  const rank = new Map(statuses.map(({ id }, index) => [id, index]));
  const arrow = (from: string, id: string): Pick<DiagramWay, 'way' | 'to'> => {
    const to = statuses.find((one) => one.id === id);
    const [start, end] = [rank.get(from) ?? 0, rank.get(id) ?? 0];
    const way = start === end ? 'again' : to && isClosed(to) ? 'end' : end > start ? 'on' : 'back';
    return {
      way,
      to: { label: to?.label ?? id, href: `#${boxId(id)}`, kind: to?.kind ?? 'in-progress' },
    };
  };
  return statuses.map((status) => ({
    id: boxId(status.id),
    label: status.label,
    kind: status.kind,
    means: MEANS[status.kind],
    citizen: status.citizen,
    clock: clockWords(status),
    ways: [
      ...transitions
        .filter(({ from }) => from.includes(status.id))
        .map((transition) => {
          const { label, by, when, does } = transitionInWords(transition, definition);
          return { label, who: by, when, does, ...arrow(status.id, transition.to) };
        }),
      ...silenceFrom(status, workflow).map((way) => ({ ...way, ...arrow(status.id, way.leads) })),
    ],
  }));
}

function clockWords(status: Status): string {
  const own = status.within === undefined ? '' : `${status.within}${NBSP}jours pour en sortir`;
  return [own, stopsClock(status) ? 'le délai s’arrête' : ''].filter(Boolean).join(', ');
}

/** Silence speaks wherever the request is still open, and nobody waits for the citizen. */
function silenceFrom(status: Status, { silence }: Workflow) {
  if (silence.means === 'nothing' || isClosed(status) || stopsClock(status)) return [];
  const meaning = silence.means === 'acceptance' ? 'accord' : 'refus';
  return [
    {
      label: `Sans réponse${NBSP}: le silence vaut ${meaning}`,
      who: `d’elle-même, ${silence.months}${NBSP}mois après l’arrivée`,
      when: null,
      does: [],
      leads: silence.to,
    },
  ];
}
