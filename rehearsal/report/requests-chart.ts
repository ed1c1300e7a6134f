import type { SecondCounts } from '../traffic/tally.ts';
import type { TrafficReport } from '../traffic/traffic.ts';
import { type CountScale, renderArea, type Slice } from './area.ts';
import type { Lane } from './bands.ts';
import { listFailures } from './failures.ts';
import { element, type Markup } from './markup.ts';
import { findRuns } from './runs.ts';
import { roundUp, type TimeScale } from './scale.ts';
import { textWidth } from './text-width.ts';
import { COLOURS, versionColour } from './theme.ts';

const SECOND = 1000;
const LABEL_SIZE = 13;
/** A single failed request among hundreds stays visible. */
const LEAST_HEIGHT = 3;
const LABEL = { 'text-anchor': 'middle', 'font-size': LABEL_SIZE } as const;

/**
 * Requests per second: good ones stacked by version, failed ones on top in red, and those that failed before counting
 * began in grey.
 */
export function renderRequests(traffic: TrafficReport, time: TimeScale, lane: Lane): Markup[] {
  const { seconds } = traffic;
  const versions = [...new Set(seconds.flatMap((second) => Object.keys(second.versions)))];
  const limit = seconds.reduce((most, { total }) => Math.max(most, total), 1);
  const y: CountScale = (count) => lane.top + lane.height * (1 - count / roundUp(limit));
  const layers = versions.map((version, index) => {
    const slices = seconds.flatMap((second) => sliceOf(second, versions.slice(0, index), version));
    return element(
      'g',
      {},
      element('title', {}, `version ${version}`),
      renderArea(slices, versionColour(versions, version), time, y),
      labelRuns(slices, version, time, y),
    );
  });
  return [...renderGrid(roundUp(limit), time, y), ...layers, ...renderFailures(traffic, time, y)];
}

function sliceOf({ at, versions: counts }: SecondCounts, below: readonly string[], version: string): Slice[] {
  const count = counts[version] ?? 0;
  if (count === 0) return [];
  const bottom = below.reduce((sum, other) => sum + (counts[other] ?? 0), 0);
  return [{ at, bottom, top: bottom + count }];
}

function renderFailures(traffic: TrafficReport, time: TimeScale, y: CountScale): Markup[] {
  const visible = LEAST_HEIGHT / (y(0) - y(1));
  const slice = (at: number, count: number, top: number): Slice[] =>
    count === 0 ? [] : [{ at, top, bottom: top - Math.max(count, visible) }];
  const failures = listFailures(traffic);
  const notCounted = failures.flatMap((second) =>
    slice(second.at, second.notCounted, second.total - second.counted),
  );
  const counted = failures.flatMap((second) => slice(second.at, second.counted, second.total));
  return [renderArea(notCounted, COLOURS.notCounted, time, y), renderArea(counted, COLOURS.failed, time, y)];
}

/** The version's name in each stretch that is long and high enough for it. */
function labelRuns(slices: readonly Slice[], version: string, time: TimeScale, y: CountScale): Markup[] {
  return findRuns(slices, SECOND).flatMap((run) => {
    const middle = run[Math.floor(run.length / 2)];
    const [first, last] = [run[0], run.at(-1)];
    if (!middle || !first || !last) return [];
    const [left, right] = [time.x(first.at), time.x(last.at + SECOND)];
    const isRoomy = y(middle.bottom) - y(middle.top) > 2 * LABEL_SIZE;
    if (!isRoomy || right - left < textWidth(version, LABEL_SIZE) + 12) return [];
    const place = { x: (left + right) / 2, y: (y(middle.bottom) + y(middle.top)) / 2 };
    return [element('text', { ...place, ...LABEL, 'font-weight': 600, class: 'halo middle' }, version)];
  });
}

/** How many counted requests failed, above the place where they did; neighbours share a label. */
export function renderFailureLabels(traffic: TrafficReport, time: TimeScale, lane: Lane): Markup[] {
  const counted = listFailures(traffic).filter((second) => second.counted > 0);
  const gap = (textWidth('10,000 failed', LABEL_SIZE) / (time.right - time.left)) * (time.to - time.from);
  return findRuns(counted, gap).map((run) => {
    const label = `${run.reduce((sum, second) => sum + second.counted, 0)} failed`;
    const half = textWidth(label, LABEL_SIZE) / 2;
    const middle = (time.x(run[0]?.at ?? time.from) + time.x((run.at(-1)?.at ?? time.to) + SECOND)) / 2;
    const x = Math.min(Math.max(middle, time.left + half), time.right - half);
    const style = { 'font-weight': 700, fill: COLOURS.failed, class: 'halo' };
    return element('text', { x, y: lane.top - 6, ...LABEL, ...style }, label);
  });
}

function renderGrid(limit: number, time: TimeScale, y: CountScale): Markup[] {
  return [0, limit / 2, limit].flatMap((count) => [
    element('line', { x1: time.left, x2: time.right, y1: y(count), y2: y(count), stroke: COLOURS.line }),
    element('text', { x: time.left - 8, y: y(count), class: 'tick', 'text-anchor': 'end' }, count),
  ]);
}
