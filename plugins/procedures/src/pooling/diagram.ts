// A workflow drawn: a row a status, an arc a way from one to another. Arcs down are on the right, arcs back on the left; each
// has the number that the list beside it explains.

import type { Workflow } from '../workflow/workflow.ts';

const ROW = 64;
const BOX = { width: 230, height: 38 };
const LANE = 26;

export interface DiagramBox {
  readonly label: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
}

export interface DiagramArc {
  /** Of an SVG path. */
  readonly d: string;
  /** Where its number stands. */
  readonly x: number;
  readonly y: number;
  /** Numbers of the transitions, from 1, in the workflow's order. 0: silence. */
  readonly numbers: string;
}

export interface Diagram {
  readonly width: number;
  readonly height: number;
  readonly box: { readonly width: number; readonly height: number };
  readonly boxes: readonly DiagramBox[];
  readonly arcs: readonly DiagramArc[];
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly numbers: readonly string[];
}

/** No two arcs of one side share a lane where they pass each other. */
export function diagramOf({ statuses, transitions }: Workflow): Diagram {
  const rank = new Map(statuses.map(({ id }, index) => [id, index]));
  const edges = new Map<string, Edge>();
  for (const [index, { from, to }] of transitions.entries()) {
    for (const id of from) {
      const [start, end] = [rank.get(id), rank.get(to)];
      if (start === undefined || end === undefined) continue;
      const key = `${start} ${end}`;
      const numbers = [...(edges.get(key)?.numbers ?? []), String(index + 1)];
      edges.set(key, { from: start, to: end, numbers });
    }
  }
  const all = [...edges.values()];
  const down = inLanes(all.filter(({ from, to }) => to >= from));
  const back = inLanes(all.filter(({ from, to }) => to < from));
  const left = 14 + back.lanes * LANE;
  const width = left + BOX.width + 34 + down.lanes * LANE;
  const middle = (index: number) => 12 + index * ROW + BOX.height / 2;
  const arc = ({ from, to, numbers }: Edge, lane: number, side: 1 | -1): DiagramArc => {
    const start = side === 1 ? left + BOX.width : left;
    const out = start + side * (24 + lane * LANE);
    // Leaving a little lower than arriving, so that both are seen on one box.
    const [y1, y2] = [middle(from) + 7, from === to ? middle(to) - 9 : middle(to) - 7];
    return {
      d: `M${start} ${y1}C${out} ${y1} ${out} ${y1} ${out} ${(y1 * 3 + y2) / 4}L${out} ${(y1 + y2 * 3) / 4}C${out} ${y2} ${out} ${y2} ${start} ${y2}`,
      x: out,
      y: (y1 + y2) / 2,
      numbers: numbers.join(', '),
    };
  };
  return {
    width,
    height: 24 + (statuses.length - 1) * ROW + BOX.height,
    box: BOX,
    boxes: statuses.map(({ label, kind }, index) => ({ label, kind, x: left, y: 12 + index * ROW })),
    arcs: [
      ...down.placed.map(({ edge, lane }) => arc(edge, lane, 1)),
      ...back.placed.map(({ edge, lane }) => arc(edge, lane, -1)),
    ],
  };
}

/** Short arcs near the boxes, long ones further out. */
function inLanes(edges: readonly Edge[]) {
  const span = ({ from, to }: Edge) => [Math.min(from, to), Math.max(from, to)] as const;
  const lanes: (readonly [number, number])[][] = [];
  const placed = edges
    .toSorted((a, b) => span(a)[1] - span(a)[0] - (span(b)[1] - span(b)[0]))
    .map((edge) => {
      const [top, bottom] = span(edge);
      let lane = lanes.findIndex((taken) => taken.every(([t, b]) => bottom <= t || top >= b));
      if (lane < 0) lane = lanes.push([]) - 1;
      lanes[lane]?.push([top, bottom]);
      return { edge, lane };
    });
  return { placed, lanes: lanes.length };
}
