import type { Lane } from './bands.ts';
import { element, type Markup } from './markup.ts';
import type { ApiCall } from './model.ts';
import type { TimeScale } from './scale.ts';
import { textWidth } from './text-width.ts';
import { COLOURS } from './theme.ts';

const LABEL_SIZE = 10.5;
const ROWS = 3;
const GAP = 8;

/** Those that move traffic stand out. */
const MOVES_TRAFFIC = new Set(['ModifyRule', 'ModifyListener']);

interface Label {
  readonly x: number;
  readonly text: string;
  readonly movesTraffic: boolean;
}

/** A line for each write, named where there is room: what moves traffic first. */
export function renderWrites(writes: readonly ApiCall[], time: TimeScale, lane: Lane): Markup[] {
  const ticks = writes.map(({ at, operation }) => {
    const x = time.x(at);
    const movesTraffic = MOVES_TRAFFIC.has(operation);
    const stroke = movesTraffic ? COLOURS.ink : COLOURS.quiet;
    const line = { x1: x, x2: x, y1: lane.top, y2: lane.top + lane.height, stroke };
    return element(
      'g',
      {},
      element('title', {}, operation),
      element('line', { ...line, 'stroke-width': movesTraffic ? 2 : 0.8, opacity: movesTraffic ? 1 : 0.5 }),
    );
  });
  return [
    ...ticks,
    ...placeLabels(toLabels(writes, time), time.right).map((placed) => renderLabel(placed, lane)),
  ];
}

/** Repeated calls close together share one label: `UpdateService ×2`. */
function toLabels(writes: readonly ApiCall[], time: TimeScale): Label[] {
  const labels: { x: number; operation: string; count: number }[] = [];
  for (const { at, operation } of writes) {
    const x = time.x(at);
    const near = labels.findLast((label) => label.operation === operation && x - label.x < 40);
    if (near) near.count += 1;
    else labels.push({ x, operation, count: 1 });
  }
  return labels.map(({ x, operation, count }) => ({
    x,
    text: count === 1 ? operation : `${operation} ×${count}`,
    movesTraffic: MOVES_TRAFFIC.has(operation),
  }));
}

interface Placed extends Label {
  readonly row: number;
}

function placeLabels(labels: readonly Label[], right: number): Placed[] {
  const placed: (Placed & { readonly end: number })[] = [];
  const important = [...labels].sort((a, b) => Number(b.movesTraffic) - Number(a.movesTraffic));
  for (const label of important) {
    const end = label.x + textWidth(label.text, LABEL_SIZE) + GAP;
    const isFree = (row: number) =>
      placed.every((other) => other.row !== row || other.end <= label.x || end <= other.x);
    const row = Array.from({ length: ROWS }, (_, index) => index).find(isFree);
    if (row !== undefined && end <= right + 80) placed.push({ ...label, row, end });
  }
  return placed;
}

function renderLabel({ x, text, row, movesTraffic }: Placed, { top, height }: Lane): Markup {
  const rowHeight = height / ROWS;
  return element(
    'text',
    {
      x: x + 3,
      y: top + rowHeight * (row + 0.5),
      'dominant-baseline': 'central',
      'font-size': LABEL_SIZE,
      'font-weight': movesTraffic ? 600 : undefined,
      fill: movesTraffic ? COLOURS.ink : COLOURS.quiet,
      class: 'halo',
    },
    text,
  );
}
