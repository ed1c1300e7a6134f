import { describe, expect, test } from '@jest/globals';
import { ALL_SUSPENDED } from '../../../../lib/aws/scaling/settings.ts';
import { plan, timeline } from '../../testing/told.ts';
import type { ProbeSecond } from '../gates/probe-counts.ts';
import { planScaling } from '../plan/scaling.ts';
import { describeProbes } from './probes.ts';
import { type ReleaseReport, renderPlan, renderRelease } from './summary.ts';
import { renderGantt } from './timeline-chart.ts';

const SECOND = { at: 0, gate: 'probe', sent: 12, failed: 3, blocked: 0, answers: new Map() };

const failed: ReleaseReport = {
  ...{ plan, timeline, releaseId: 7, isRecorded: true },
  ...{ verdict: 'rolled-back', liveSlot: 'blue' },
  failure: {
    cause: 'Gate "probe" failed',
    advice: 'Look at the log',
    detail: '```\n::error::from a container',
  },
};

describe('the summary of a release', () => {
  test('says verdict and cause first, then what to do and who has the traffic', () => {
    const lines = renderRelease(failed).split('\n');
    expect(lines[0]).toBe('### :x: Rolled back: Gate "probe" failed');
    expect(lines).toContain('**Next:** Look at the log');
    expect(lines).toContain('<code>web&#64;sha256:1</code> on green. All of the traffic goes to blue.');
  });

  test('lets no text of others become Markdown', () => {
    const text = renderRelease(failed);
    expect(text).toContain('````\n');
  });

  test('says which promises are gone without a record', () => {
    expect(
      renderRelease({ ...failed, isRecorded: false })
        .split('\n')
        .at(-1),
    ).toMatch(/^No record is kept/);
  });

  test('never names a slot when nobody knows who has the traffic', () => {
    const { liveSlot: _unknown, ...report } = failed;
    const text = renderRelease({ ...report, verdict: 'inconclusive' });
    expect(text).toContain('### :x: Inconclusive: a person has to look');
    expect(text).toContain('Where the traffic goes is not known.');
    expect(text).not.toContain('All of the traffic');
  });

  test('says that nothing has proven the version that keeps the traffic', () => {
    const report = { plan, timeline, isRecorded: true, releaseId: 7, liveSlot: plan.standby };
    const text = renderRelease({ ...report, verdict: 'inconclusive' });
    expect(text).toContain(
      `### :x: Inconclusive: ${plan.standby} has the traffic, and nothing has proven its version`,
    );
  });
});

describe('what is told of the probes', () => {
  const second = { ...SECOND, versions: new Map<string, number>() };
  const counted = (...seconds: ProbeSecond[]) => ({ sent: 0, failed: 0, blocked: 0, seconds });

  test('is also what was answered in the place of the version', () => {
    expect(describeProbes(counted({ ...second, blocked: 2 }), undefined)).toBe(
      'Probe: 12 requests, 3 failed. 2 were answered by something in front of the version.  \nNo version was checked.',
    );
  });

  test('tells the standby’s probe apart, whose failures no visitor has met', () => {
    const counts = counted(second, { ...second, gate: 'standby probe', failed: 1 });
    expect(describeProbes(counts, undefined)).toBe(
      'Probe: 12 requests, 3 failed.  \nStandby probe: 12 requests, 1 failed.  \nNo version was checked.',
    );
  });

  test('is which versions have answered, the most frequent first', () => {
    const first = {
      ...second,
      versions: new Map([
        ['1.4', 2],
        ['<b>', 1],
      ]),
    };
    const expected = { where: 'header', name: 'x-version', version: '1.5' } as const;
    const counts = counted(first, { ...second, versions: new Map([['1.5', 4]]) });
    expect(describeProbes(counts, expected)).toContain(
      'failed. Answered 4 by 1.5, 2 by 1.4, 1 by &lt;b&gt; (expected: <code>header:x-version=1.5</code>).',
    );
    expect(describeProbes(counted(second), expected)).toContain('Answered by no known version (expected: ');
  });
});

test('the chart shows phases and traffic on one axis, from the beginning to the end', () => {
  expect(renderGantt(plan, timeline).split('\n').slice(1, -1)).toEqual([
    'gantt',
    '  dateFormat x',
    '  axisFormat %H:%M:%S',
    '  section Phases',
    '  prepare 8s :0, 8000',
    '  shift 0s :8000, 8001',
    '  bake 12s :crit, 8000, 20000',
    '  roll back 100ms :20000, 20100',
    '  section Traffic',
    '  blue 100% :0, 8000',
    '  green 100% :active, 8000, 20100',
    '  blue 100% :20100, 20101',
  ]);
});

test('a plan shows every rule before and after, and both services', () => {
  const text = renderPlan(plan, [], { parks: true });
  expect(text).toContain('| <code>arn:rule</code> | 100 → 0 | 0 → 100 |');
  expect(text).toContain('| <code>web-green</code> | 0 → 3 |');
  expect(text).toContain('required for 10s without a break before the first weight: 3.');
});

test('a plan shows how the slots scale before, meanwhile and afterwards', () => {
  const suspended = { scaleIn: false, scaleOut: false, scheduled: false };
  const seen = {
    blue: { minimum: 2, maximum: 8, suspended },
    green: { minimum: 0, maximum: 6, suspended: ALL_SUSPENDED },
  };
  const scaling = planScaling(seen, { live: 'blue', standby: 'green', liveCount: 2 });
  expect(renderPlan(plan, [], { parks: true })).not.toContain('Scaling');
  const text = renderPlan({ ...plan, scaling }, [], { parks: true });
  expect(text).toContain('| Service | Scaling now | Meanwhile | In the end |');
  expect(text).toContain(
    '| <code>web-green</code> | 0 to 6 tasks, suspended | 2 to 6 tasks, scale-in and scheduled scaling suspended | 2 to 6 tasks |',
  );
  expect(text).toContain(
    '| <code>web-blue</code> | 2 to 8 tasks | 2 to 8 tasks, scale-in and scheduled scaling suspended | 0 to 8 tasks, suspended |',
  );
  expect(text).toContain('web-green keeps its own maximum of 6 tasks, and web-blue has 8.');
  const prepared = renderPlan({ ...plan, scaling, steps: [] }, [], { parks: false });
  expect(prepared).toContain(
    '| <code>web-green</code> | 0 to 6 tasks, suspended | 2 to 6 tasks, suspended |',
  );
});
