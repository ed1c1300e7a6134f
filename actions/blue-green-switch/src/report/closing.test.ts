import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plan, timeline } from '../../testing/told.ts';
import type { Account } from '../evidence/account.ts';
import type { Write } from '../evidence/describe-write.ts';
import type { ProbeSecond } from '../gates/probe-counts.ts';
import { type Closing, renderClosing } from './closing.ts';
import { renderGates } from './gates-table.ts';
import { renderMetrics } from './metrics-table.ts';
import { renderFailedSeconds, renderProbeChart } from './probe-chart.ts';
import { renderTargets } from './targets-table.ts';
import { renderWrites } from './writes-table.ts';

const account: Account = {
  ...{ mode: 'release', owner: { repository: 'org/shop', runId: '1' }, target: plan.target },
  ...{ startedAt: 0, endedAt: 21_000, timeline, failure: undefined },
  outputs: { 'live-slot': 'blue', verdict: 'rolled-back' },
  calls: {
    writes: [],
    targets: [],
    rules: [{ at: 20_100, until: 20_500, rule: 'arn:rule', weights: { blue: 100, green: 0 } }],
  },
  metrics: { kind: 'unread', why: 'AWS denied <it>.' },
};

const closing: Closing = {
  ...{ account, record: '/shop', releases: { kind: 'read', releases: [] } },
  inputs: { target: '/shop', record: undefined, region: undefined, roleToAssume: undefined },
};

const second = (at: number, failed = 0): ProbeSecond => ({
  ...{ at, gate: 'probe', sent: 1, failed, blocked: 0, versions: new Map() },
  answers: new Map([[failed > 0 ? '5xx' : '2xx', 1]]),
});

const write: Write = {
  ...{ service: 'ElasticLoadBalancingV2', operation: 'ModifyRule', resource: 'arn:rule' },
  ...{ sentAt: 8_001, endedAt: 8_042, outcome: 'done', change: { weights: { blue: 0, green: 100 } } },
};

describe('a closing', () => {
  test('tells rules before and after, what happened, the requests and the metrics', () => {
    const text = renderClosing(closing);
    expect(text).toContain(
      '| <code>arn:rule</code> | blue 100, green 0 | blue 100, green 0 (read at 00:00:20) |',
    );
    expect(text).toContain('```mermaid\ngantt');
    expect(text).toContain('| 00:00:08 | 100% of the traffic goes to green &#124; &lt;b&gt; |');
    expect(text).toContain('Probe: 12 requests, 3 failed.');
    expect(text).toContain('Load balancer: no metrics were read. AWS denied &lt;it&gt;.');
  });

  test('says that a rule was not read, and that the record was not', () => {
    const unread = { ...account, calls: { ...account.calls, rules: [] } };
    const releases = { kind: 'unread', why: 'AWS denied `it`.' } as const;
    const text = renderClosing({ ...closing, account: unread, releases });
    expect(text).toContain('| <code>arn:rule</code> | blue 100, green 0 | not read |');
    expect(text).toContain('The record was not read. AWS denied \\`it\\`.');
  });

  test('of a run that never had a plan is empty', () => {
    const unplanned = { ...account, timeline: { ...timeline, plan: undefined } };
    expect(renderClosing({ ...closing, account: unplanned })).toBe('');
  });
});

describe('the way back', () => {
  const owner = { repository: 'org/shop', runId: '1' };
  const times = { startedAt: '2026-01-01T00:00:00Z', finishedAt: '2026-01-01T00:01:00Z' };
  const release = (number: number, taskDefinition: string) => ({
    ...{ number, mode: 'release', verdict: 'released' as const, owner, taskDefinition, ...times },
    image: `web@sha256:${number}`,
  });
  const releases = { kind: 'read', releases: [release(12, 'web:2'), release(9, 'web:1')] } as const;
  const released = { 'live-slot': 'green', 'task-definition': 'web:2' };

  const wayBackFrom = (outputs: Account['outputs'], given: Partial<Closing> = {}) =>
    /```yaml\n([^`]*)\n```/.exec(
      renderClosing({ ...closing, releases, ...given, account: { ...account, outputs } }),
    )?.[1];

  test('after a release is a rollback to the one before, with the inputs that reach the same target', () => {
    const inputs = {
      target: '/shop',
      record: '/record of it',
      region: 'eu-west-1',
      roleToAssume: 'arn:aws:iam::1:role/x',
    };
    expect(wayBackFrom(released, { inputs })).toBe(
      [
        'with:',
        '  mode: rollback',
        '  to: 9',
        '  target: /shop',
        '  record: "/record of it"',
        '  region: eu-west-1',
        '  role-to-assume: arn:aws:iam::1:role/x',
      ].join('\n'),
    );
  });

  test('for a target that is a document names no document', () => {
    const inputs = { ...closing.inputs, target: '{"cluster":"production"}' };
    expect(wayBackFrom(released, { inputs })).toContain('  # target: the same document as in this step');
  });

  test('without a record goes to the revision that was left', () => {
    expect(wayBackFrom(released, { record: undefined, releases: { kind: 'not-kept' } })).toContain(
      'to: web:1',
    );
  });

  test('says so when no earlier release is known', () => {
    const first = { kind: 'read', releases: [release(12, 'web:2')] } as const;
    const text = renderClosing({ ...closing, releases: first, account: { ...account, outputs: released } });
    expect(text).toContain('No earlier release is recorded, so there is none to go back to.');
  });

  test('is a recovery when it is not known where the traffic goes, and nothing when nothing has changed', () => {
    expect(wayBackFrom({})).toContain('mode: recover');
    const unrecorded = { record: undefined, releases: { kind: 'not-kept' } } as const;
    expect(wayBackFrom({}, unrecorded)).toBeUndefined();
    expect(renderClosing({ ...closing, ...unrecorded, account: { ...account, outputs: {} } })).toContain(
      'No record is kept, so no run can put this right: give every production rule all the weight',
    );
    expect(wayBackFrom({ 'live-slot': 'blue' })).toBeUndefined();
  });

  test('knows the release that the run itself has recorded, though the reading is from before', () => {
    const own = {
      ...release(14, 'web:3'),
      ...{ image: 'web@sha256:1', finishedAt: '1970-01-01T00:00:21.000Z' },
    };
    const text = renderClosing({
      ...{ ...closing, releases },
      account: {
        ...account,
        outputs: { 'live-slot': 'green', 'task-definition': 'web:3', 'release-id': '14' },
        timeline: { ...timeline, releases: [own] },
      },
    });
    expect(text).toContain('| 14 | 1970-01-01T00:00:21.000Z | released | <code>web&#64;sha256:1</code> |');
    expect(text).toContain('To go back to release 12 (web&#64;sha256:12):');
  });
});

describe('the gates', () => {
  test('are told with what they saw, how often they looked, and how they ended; waits are gates too', () => {
    const gates = [
      { gate: 'lease', looks: 3, readings: [{ at: 0, saw: 'held' }] },
      {
        ...{ gate: 'probe', looks: 9, failure: { at: 9_000, cause: 'status <500>' } },
        readings: [1, 2, 3, 4, 5, 6, 7].map((at) => ({ at: at * 1_000, saw: `status ${at}` })),
      },
    ];
    const healthy = { slot: 'green', states: new Map([['healthy', 3]]), at: 7_000, until: 7_000 } as const;
    expect(
      renderGates({ ...timeline, gates }, [healthy])
        .split('\n')
        .slice(2),
    ).toEqual([
      '| standby is ready |  | 3 targets healthy, 3 required | held after 8s |',
      '| lease | 3 | 00:00:00 held | held |',
      '| probe | 9 | 2 changes before<br>00:00:03 status 3<br>00:00:04 status 4<br>00:00:05 status 5<br>00:00:06 status 6<br>00:00:07 status 7 | :x: failed at 00:00:09: status &lt;500&gt; |',
    ]);
  });

  test('include a standby that did not get ready', () => {
    const phases = [{ name: 'prepare' as const, from: 0, to: 60_000, hasFailed: true as const }];
    const none = { slot: 'green', states: new Map(), at: 7_000, until: 7_000 } as const;
    expect(renderGates({ phases, gates: [], plan }, [none])).toContain(
      '| standby is ready |  | 0 targets healthy, 3 required | :x: failed after 1m |',
    );
    expect(renderGates({ phases, gates: [], plan }, [])).toContain('| targets were not read, 3 required |');
  });
});

test('the targets of a slot that flaps are told by their last changes', () => {
  const readings = Array.from({ length: 15 }, (_, index) => ({
    ...{ at: index * 1_000, until: index * 1_000, slot: 'green' as const },
    states: new Map<string, number>(index % 2 === 0 ? [] : [['<healthy>', 1]]),
  }));
  const [row = ''] = renderTargets(plan.target, readings).split('\n').slice(2);
  expect(row).toContain('| green | <code>web-green</code> | 3 changes before<br>00:00:03 1 &lt;healthy&gt;');
  expect(row).toContain('00:00:14 none');
});

describe('the load balancer’s metrics', () => {
  const data = (at: number, requests: number) => ({ at, state: 'data' as const, requests });
  const none = { at: 60_000, state: 'no-requests' } as const;
  const later = { at: 120_000, state: 'not-there-yet' } as const;
  const read = {
    ...{ kind: 'read' as const, from: 5_000, to: 130_000, readAt: 130_000 },
    loadBalancer: [{ ...data(0, 10), elb5xx: 1 }, none, later],
    slots: {
      blue: [{ ...data(0, 4), target5xx: 0, p50: 0.0049, p95: 0.1 }, none, later],
      green: [{ ...data(0, 6), target5xx: 2 }, none, later],
    },
  };

  test('are summed up over the minutes that have data, and the others are told', () => {
    expect(renderMetrics(read).split('\n')[0]).toBe(
      'Load balancer, 00:00:05 to 00:02:10: 10 requests, 2 answered with 5xx by targets, 1 by itself (minutes with data: 1 of 3, without requests: 1, not there yet: 1).',
    );
  });

  test('say minute by minute what is known, and never zero for what is not', () => {
    expect(renderMetrics(read).split('\n')).toEqual(
      expect.arrayContaining([
        '| 00:00 | 4 | 0 | 5 ms, 100 ms | 6 | 2 | none, none | 1 |',
        '| 00:01 | no requests |  |  | no requests |  |  | no requests |',
        '| 00:02 | not there yet |  |  | not there yet |  |  | not there yet |',
      ]),
    );
  });

  test('of no minute yet give no sums', () => {
    const nothing = { ...read, loadBalancer: [later], slots: { blue: [later], green: [later] } };
    expect(renderMetrics(nothing)).toContain(': minutes with data: 0 of 1, not there yet: 1.');
  });
});

describe('the probe’s requests', () => {
  test('are drawn second by second', () => {
    const seconds = [second(60_000), second(61_000, 1), second(63_000)];
    expect(renderProbeChart({ sent: 3, failed: 1, blocked: 0, seconds }).split('\n').slice(2, -1)).toEqual([
      'xychart-beta',
      '  title "Requests of the probe in each second: sent green, failed red"',
      '  x-axis "seconds from 00:01:00 UTC" 0 --> 3',
      '  y-axis "requests" 0 --> 1',
      '  line [1, 1, 0, 1]',
      '  line [0, 1, 0, 0]',
    ]);
  });

  test('that were blocked have a line of their own', () => {
    const seconds = [{ ...second(0), blocked: 1 }, second(1_000)];
    const chart = renderProbeChart({ sent: 2, failed: 0, blocked: 1, seconds });
    expect(chart).toContain('sent green, blocked yellow, failed red');
    expect(chart.match(/ {2}line \[.*\]/g)).toEqual(['  line [1, 1]', '  line [1, 0]', '  line [0, 0]']);
  });

  test('however long and many stay within what GitHub draws, and none is lost', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 50_000 }), { minLength: 2, maxLength: 300 });
    fc.assert(
      fc.property(times, (given) => {
        const seconds = given.map((at) => second(at * 1_000));
        const counts = { sent: seconds.length, failed: 0, blocked: 0, seconds };
        const [drawn = ''] = renderProbeChart(counts).match(/(?<=line \[).*(?=\])/) ?? [];
        const points = drawn.split(', ').map(Number);
        expect(points.length).toBeLessThanOrEqual(120);
        expect(points.reduce((sum, value) => sum + value, 0)).toBe(seconds.length);
      }),
    );
  });

  test('are not drawn when there are too few for a line', () => {
    expect(renderProbeChart({ sent: 0, failed: 0, blocked: 0, seconds: [] })).toBe('');
    expect(renderProbeChart({ sent: 1, failed: 0, blocked: 0, seconds: [second(0)] })).toBe('');
  });

  test('that failed are listed by their second, the last ones where there are many', () => {
    const seconds = Array.from({ length: 40 }, (_, index) => second(index * 1_000, index % 5 === 4 ? 0 : 1));
    const counts = { sent: 40, failed: 32, blocked: 0, seconds };
    const lines = renderFailedSeconds(counts).split('\n');
    expect(lines[0]).toBe('Seconds with failures before these, which the evidence lists: 2');
    expect(lines).toHaveLength(34);
    expect(lines.at(-1)).toBe('| 00:00:38 | probe | 1 | 1 | 5xx: 1 |');
    expect(renderFailedSeconds({ ...counts, seconds: [second(0)] })).toBe('');
  });
});

describe('the writes', () => {
  test('are told to the millisecond, those to the record left out', () => {
    const text = renderWrites([{ ...write, service: 'SSM' }, write]);
    expect(text).toContain('<summary>Writes to the platform: 1</summary>');
    expect(text).toContain(
      '| 00:00:08.001 | 00:00:08.042 | ModifyRule | <code>arn:rule</code> | blue 0, green 100 | done |',
    );
    expect(renderWrites([{ ...write, service: 'SSM' }])).toBe('');
  });

  test('without an answer, and refused ones, say so', () => {
    const change = {
      desiredCount: 2,
      taskDefinition: 'web:2',
      minCapacity: 1,
      maxCapacity: 4,
      suspended: [],
    };
    const text = renderWrites([
      { ...write, outcome: 'unanswered', error: 'ECONNRESET' },
      { ...write, change, outcome: 'failed', error: 'Throttling: <Rate> exceeded' },
    ]);
    expect(text).toContain('| 00:00:08.001 | never | ModifyRule |');
    expect(text).toContain(
      '| 2 tasks, <code>web:2</code>, minimum 1, maximum 4, suspended: nothing | :x: Throttling: &lt;Rate&gt; exceeded |',
    );
  });
});
