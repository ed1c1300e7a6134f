import { describe, expect, test } from '@jest/globals';
import type { Measures } from './measure.ts';
import { findLeaks, renderResult, type SoakResult } from './report.ts';

const MEGABYTE = 1024 * 1024;

const measures: Measures = {
  rss: 150 * MEGABYTE,
  heap: 30 * MEGABYTE,
  resources: { PipeWrap: 2, Timeout: 3 },
  descriptors: { sockets: 10, files: 4 },
};

/** An hour in which nothing grew. */
const quiet: SoakResult = {
  ...{ minutes: 60, runtime: 'Tasks run as processes.', requests: 720_000, failed: 30, failedOutside: 0 },
  ...{ reasons: {}, verdicts: { released: 90, refused: 12 }, mischief: {}, settled: 1 },
  samples: Array.from({ length: 60 }, (_, minute) => ({ ...measures, at: minute * 60_000 })),
  before: { measures, remains: ['a container', 'a folder'] },
  after: { measures, remains: ['a container', 'a folder'] },
  closed: { measures: { ...measures, resources: { PipeWrap: 1 } }, remains: [] },
};

const endedWith = (changes: Partial<Measures>, remains = quiet.after.remains) => ({
  ...quiet,
  after: { measures: { ...measures, ...changes }, remains },
});

describe('a soak', () => {
  test('without leaks has none', () => {
    expect(findLeaks(quiet)).toEqual([]);
    expect(findLeaks(endedWith({ descriptors: { sockets: 2 } }))).toEqual([]);
    const image = 'platform-actions-rehearsal/pulled:1-2-3-1.2';
    expect(findLeaks(endedWith({}, [...quiet.after.remains, image]))).toEqual([]);
  });

  test.each<[string, SoakResult, string]>([
    [
      'sockets',
      endedWith({ descriptors: { sockets: 11, files: 4 } }),
      'descriptors: 10 sockets before, 11 after',
    ],
    ['timers', endedWith({ resources: { Timeout: 4 } }), 'handles: 3 Timeout before, 4 after'],
    [
      'handles of a new kind',
      endedWith({ resources: { TCPServerWrap: 1 } }),
      'handles: 0 TCPServerWrap before, 1 after',
    ],
    [
      'containers',
      endedWith({}, ['a container', 'a folder', 'another container']),
      'on this machine: 2 things before, 3 after',
    ],
    [
      'memory',
      {
        ...quiet,
        samples: quiet.samples.map((sample, minute) => ({
          ...sample,
          heap: sample.heap + minute * MEGABYTE,
        })),
      },
      'heap grew by 39.0 MB',
    ],
    [
      'a folder behind the end',
      { ...quiet, closed: { ...quiet.closed, remains: ['a folder'] } },
      'left behind: a folder',
    ],
    [
      'a timer behind the end',
      { ...quiet, closed: { measures: { ...measures, resources: { Timeout: 1 } }, remains: [] } },
      'after the end: 1 Timeout',
    ],
  ])('that leaks %s says so', (_what, result, leak) => {
    expect(findLeaks(result)).toEqual([leak]);
  });

  test('ends with a table', () => {
    expect(renderResult(quiet).split('\n').slice(0, 6)).toEqual([
      'time                60 minutes',
      'tasks               Tasks run as processes.',
      'requests            720000',
      'failed              30, of them 0 outside the allowed windows',
      'without cause       none',
      'releases            90 released, 12 refused',
    ]);
  });
});
