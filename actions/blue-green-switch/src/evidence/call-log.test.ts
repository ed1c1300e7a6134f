import { describe, expect, test } from '@jest/globals';
import type { ObservedCall } from '../../../../lib/aws/observe-calls.ts';
import { plan } from '../../testing/told.ts';
import { startCallLog } from './call-log.ts';

const { target } = plan;

function observed(operation: string, given: Partial<ObservedCall> = {}): ObservedCall {
  const about = { service: 'ElasticLoadBalancingV2', operation, input: {}, sentAt: 0, endedAt: 0 };
  return { ...about, result: { output: {} }, ...given };
}

/** A forward action with these weights. */
const forward = (blue: number, green: number) => ({
  Type: 'forward' as const,
  ForwardConfig: {
    TargetGroups: [
      { TargetGroupArn: 'arn:blue', Weight: blue },
      { TargetGroupArn: 'arn:green', Weight: green },
    ],
  },
});

function log(...calls: ObservedCall[]) {
  const kept = startCallLog(target);
  for (const call of calls) kept.note(call);
  return kept;
}

describe('the writes of a run', () => {
  test('are told with what they set, and when', () => {
    const { writes } = log(
      observed('ModifyRule', {
        ...{ input: { RuleArn: 'arn:rule', Actions: [forward(90, 10)] }, sentAt: 5, endedAt: 8 },
      }),
      observed('UpdateService', {
        ...{ service: 'ECS', input: { cluster: 'c', service: 'web-green', desiredCount: 2 }, sentAt: 6 },
      }),
    );
    expect(writes).toEqual([
      {
        ...{ service: 'ElasticLoadBalancingV2', operation: 'ModifyRule', resource: 'arn:rule' },
        ...{ sentAt: 5, endedAt: 8, outcome: 'done', change: { weights: { blue: 90, green: 10 } } },
      },
      {
        ...{ service: 'ECS', operation: 'UpdateService', resource: 'web-green' },
        ...{ sentAt: 6, endedAt: 0, outcome: 'done', change: { desiredCount: 2 } },
      },
    ]);
  });

  test('to a scalable target are told with its limits and what is suspended', () => {
    const SuspendedState = { DynamicScalingInSuspended: true, ScheduledScalingSuspended: false };
    const input = { ResourceId: 'service/c/web', MinCapacity: 0, MaxCapacity: 4, SuspendedState };
    expect(log(observed('RegisterScalableTarget', { input })).writes).toMatchObject([
      {
        resource: 'service/c/web',
        change: { minCapacity: 0, maxCapacity: 4, suspended: ['DynamicScalingIn'] },
      },
    ]);
  });

  test('are in the order in which they were sent, whichever is answered first', () => {
    const { writes } = log(...[3, 1, 2].map((sentAt) => observed('ModifyRule', { sentAt })));
    expect(writes.map(({ sentAt }) => sentAt)).toEqual([1, 2, 3]);
  });

  test('that AWS refused have its error; those without an answer may have been done', () => {
    const refused = Object.assign(new Error('Rate exceeded'), {
      ...{ name: 'Throttling', $metadata: { httpStatusCode: 400 } },
    });
    const lost = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    const { writes } = log(...[refused, lost].map((error) => observed('ModifyRule', { result: { error } })));
    expect(writes.map(({ outcome, error }) => [outcome, error])).toEqual([
      ['failed', 'Throttling: Rate exceeded'],
      ['unanswered', 'ECONNRESET: socket hang up'],
    ]);
  });

  test('are no reads', () => {
    expect(log(observed('DescribeRules'), observed('ListTasks'), observed('GetParameters')).writes).toEqual(
      [],
    );
  });
});

describe('readings', () => {
  const health = (sentAt: number, slot: string, ...states: string[]) =>
    observed('DescribeTargetHealth', {
      ...{ sentAt, input: { TargetGroupArn: `arn:${slot}` } },
      result: {
        output: { TargetHealthDescriptions: states.map((State) => ({ TargetHealth: { State } })) },
      },
    });

  test('of targets last until they change, slot by slot', () => {
    const { targets } = log(
      ...[health(1, 'green'), health(2, 'green', 'healthy', 'initial'), health(3, 'blue', 'healthy')],
      ...[health(4, 'green', 'initial', 'healthy'), health(5, 'green', 'healthy', 'healthy')],
    );
    expect(targets.map(({ states, ...reading }) => ({ ...reading, ...Object.fromEntries(states) }))).toEqual([
      { slot: 'green', at: 1, until: 1 },
      { slot: 'green', at: 2, until: 4, healthy: 1, initial: 1 },
      { slot: 'blue', at: 3, until: 3, healthy: 1 },
      { slot: 'green', at: 5, until: 5, healthy: 2 },
    ]);
  });

  test('of another group and readings that failed say nothing', () => {
    const failed = { ...health(1, 'green'), result: { error: new Error('denied') } };
    expect(log(health(1, 'other', 'healthy'), failed).targets).toEqual([]);
  });

  test('of rules are of the production rules alone, a default rule by its listener where that is how it is named', () => {
    const listener = 'arn:listener';
    const kept = startCallLog({ ...target, productionRules: ['arn:rule', listener] });
    const Rules = [
      { RuleArn: 'arn:rule', Actions: [forward(100, 0)] },
      { RuleArn: 'arn:test-rule', Actions: [forward(0, 100)] },
    ];
    kept.note(observed('DescribeRules', { sentAt: 1, result: { output: { Rules } } }));
    const Listeners = [{ ListenerArn: listener, DefaultActions: [forward(0, 100)] }];
    kept.note(observed('DescribeListeners', { sentAt: 2, result: { output: { Listeners } } }));
    expect(kept.rules).toEqual([
      { at: 1, until: 1, rule: 'arn:rule', weights: { blue: 100, green: 0 } },
      { at: 2, until: 2, rule: listener, weights: { blue: 0, green: 100 } },
    ]);
  });
});
