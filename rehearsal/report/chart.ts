import { isWrite } from '../../lib/aws/operations.ts';
import { type Lane, renderPhases, renderReleases, renderWeights } from './bands.ts';
import { renderLatency } from './latency-chart.ts';
import { element, type Markup } from './markup.ts';
import { extentOf, type Moment, type Rehearsal } from './model.ts';
import { renderFailureLabels, renderRequests } from './requests-chart.ts';
import { createTimeScale, type TimeScale, timeTicks } from './scale.ts';
import { textWidth } from './text-width.ts';
import { COLOURS } from './theme.ts';
import { renderWrites } from './writes.ts';

const WIDTH = 1200;
const LEFT = 112;
const RIGHT = 1110;
const LANES = {
  releases: { top: 26, height: 24 },
  phases: { top: 54, height: 22 },
  weights: { top: 80, height: 34 },
  writes: { top: 118, height: 48 },
  requests: { top: 212, height: 240 },
  latency: { top: 484, height: 120 },
} satisfies Record<string, Lane>;
const AXIS = 622;
const HEIGHT = 650;

/** The whole rehearsal on one time axis. */
export function renderChart(rehearsal: Rehearsal): Markup {
  const { traffic, releases, weights, calls } = rehearsal;
  const time = createTimeScale(extentOf(rehearsal), LEFT, RIGHT);
  const isShown = ({ at }: { readonly at: number }) => at >= time.from && at <= time.to;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'aria-label': 'Releases, phases, weights, writes, requests per second and latency over time',
    },
    renderLaneNames(),
    renderTimeGrid(time),
    renderReleases(releases, time, LANES.releases),
    renderPhases(
      releases.flatMap(({ phases }) => phases),
      time,
      LANES.phases,
    ),
    renderWeights(weights, time, LANES.weights),
    renderWrites(calls.filter(({ operation }) => isWrite(operation)).filter(isShown), time, LANES.writes),
    renderRequests(traffic, time, LANES.requests),
    renderLatency(traffic.seconds, time, LANES.latency),
    renderMoments(withCountingMark(rehearsal).filter(isShown), time),
    renderFailureLabels(traffic, time, LANES.requests),
  );
}

function withCountingMark({ traffic, moments }: Rehearsal): readonly Moment[] {
  const { seconds, totals } = traffic;
  const isLater = (seconds[0]?.at ?? totals.countedFrom) + 1000 < totals.countedFrom;
  return isLater ? [{ at: totals.countedFrom, label: 'counting begins' }, ...moments] : moments;
}

function renderLaneNames(): Markup[] {
  const names: readonly [string, Lane][] = [
    ['release', LANES.releases],
    ['phase', LANES.phases],
    ['weights', LANES.weights],
    ['writes', LANES.writes],
  ];
  const titles: readonly [string, Lane][] = [
    ['requests per second', LANES.requests],
    ['latency', LANES.latency],
  ];
  return [
    ...names.map(([name, { top, height }]) =>
      element('text', { x: LEFT - 8, y: top + height / 2, class: 'lane', 'text-anchor': 'end' }, name),
    ),
    ...titles.map(([title, { top }]) => element('text', { x: 0, y: top - 18, class: 'lane' }, title)),
  ];
}

function renderTimeGrid(time: TimeScale): Markup[] {
  return timeTicks(time).flatMap(({ at, label }) => {
    const x = time.x(at);
    return [
      element('line', {
        x1: x,
        x2: x,
        y1: LANES.releases.top,
        y2: AXIS - 8,
        stroke: COLOURS.line,
        opacity: 0.6,
      }),
      element('text', { x, y: AXIS, class: 'tick', 'text-anchor': 'middle' }, label),
    ];
  });
}

const MOMENT_SIZE = 12;

/** Lines across the picture, each with its label on the side where there is room. */
function renderMoments(moments: readonly Moment[], time: TimeScale): Markup[] {
  let free = 0;
  const sorted = [...moments].sort((a, b) => a.at - b.at);
  return sorted.map(({ at, label }, index) => {
    const x = time.x(at);
    const width = textWidth(label, MOMENT_SIZE) + 8;
    const next = sorted[index + 1];
    const limit = next ? time.x(next.at) : WIDTH;
    const start = [x + 4, x - width + 4].find((side) => side >= free && side + width <= limit + 8);
    if (start !== undefined) free = start + width;
    const line = { x1: x, x2: x, y1: 2, y2: AXIS - 8, stroke: COLOURS.ink, 'stroke-dasharray': '3 3' };
    return element(
      'g',
      {},
      element('title', {}, label),
      element('line', line),
      start === undefined ? [] : element('text', { x: start, y: 9, class: 'moment' }, label),
    );
  });
}
