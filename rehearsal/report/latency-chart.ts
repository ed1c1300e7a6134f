import type { SecondCounts } from '../traffic/tally.ts';
import type { Lane } from './bands.ts';
import { element, type Markup, shorten } from './markup.ts';
import { findRuns } from './runs.ts';
import type { TimeScale } from './scale.ts';
import { COLOURS } from './theme.ts';

const SECOND = 1000;
const LINES = [
  { name: 'p99', colour: COLOURS.p99, width: 1.2 },
  { name: 'p50', colour: COLOURS.p50, width: 2 },
] as const;

/** Latency of answers per second, on a logarithmic scale: a pause of seconds and a normal answer fit in one picture. */
export function renderLatency(seconds: readonly SecondCounts[], time: TimeScale, lane: Lane): Markup[] {
  const points = seconds.flatMap(({ at, latency }) => (latency ? [{ at, ...latency }] : []));
  if (points.length === 0) return [];
  const values = points.flatMap(({ p50, p99 }) => [p50, p99]).map(atLeastOne);
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const y = (milliseconds: number) =>
    lane.top + lane.height * (1 - (Math.log10(atLeastOne(milliseconds)) - low) / (high - low));

  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  const grid = ticks.flatMap((value) => [
    element('line', { x1: time.left, x2: time.right, y1: y(value), y2: y(value), stroke: COLOURS.line }),
    element(
      'text',
      { x: time.left - 8, y: y(value), class: 'tick', 'text-anchor': 'end' },
      formatLatency(value),
    ),
  ]);
  const lines = LINES.map(({ name, colour, width }) => {
    const runs = findRuns(points, SECOND).map((run) =>
      run.map((second) => place(second.at, second[name])).join('L'),
    );
    const path = { d: `M${runs.join('M')}`, fill: 'none', stroke: colour, 'stroke-width': width };
    return element('path', { ...path, 'stroke-linejoin': 'round' });
  });
  return [...grid, ...lines, ...labelLines(points, time, y)];

  function place(at: number, milliseconds: number): string {
    return `${shorten(time.x(at + SECOND / 2))} ${shorten(y(milliseconds))}`;
  }
}

/** At the right end, each beside its line and never on top of each other. */
function labelLines(
  points: readonly { readonly p50: number; readonly p99: number }[],
  time: TimeScale,
  y: (milliseconds: number) => number,
): Markup[] {
  const last = points.at(-1);
  if (!last) return [];
  const [upper, lower] = [y(last.p99), y(last.p50)];
  const push = Math.max(0, 14 - (lower - upper)) / 2;
  const places = { p99: upper - push, p50: lower + push };
  return LINES.map(({ name, colour }) =>
    element(
      'text',
      { x: time.right + 8, y: places[name], fill: colour, class: 'tick', 'font-weight': 600 },
      `${name} ${formatLatency(last[name])}`,
    ),
  );
}

/** A logarithm has no zero; under a millisecond nothing is of interest here. */
function atLeastOne(milliseconds: number): number {
  return Math.max(1, milliseconds);
}

export function formatLatency(milliseconds: number): string {
  return milliseconds >= 1000 ? `${shorten(milliseconds / 1000)} s` : `${shorten(milliseconds)} ms`;
}
