import { element, type Markup, shorten } from './markup.ts';
import { findRuns } from './runs.ts';
import type { TimeScale } from './scale.ts';

const SECOND = 1000;

/** What one second has in a stack of requests. */
export interface Slice {
  readonly at: number;
  readonly bottom: number;
  readonly top: number;
}

/** Where a number of requests stands in the picture. */
export type CountScale = (count: number) => number;

/** Fills the slices, each a second wide, with one colour. */
export function renderArea(slices: readonly Slice[], fill: string, time: TimeScale, y: CountScale): Markup {
  const edge = (run: readonly Slice[], side: 'top' | 'bottom') =>
    run.flatMap((slice) =>
      [slice.at, slice.at + SECOND].map((at) => `${shorten(time.x(at))} ${shorten(y(slice[side]))}`),
    );
  const runs = findRuns(slices, SECOND).map((run) =>
    ['M', [...edge(run, 'top'), ...edge(run, 'bottom').reverse()].join('L'), 'Z'].join(''),
  );
  // The line closes the hairlines between layers and keeps a single second visible in a long picture.
  return element('path', { d: runs.join(''), fill, stroke: fill });
}
