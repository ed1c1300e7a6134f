import { expect, test } from '@jest/globals';
import type { Alarm, AlarmBasis } from '../../../../lib/aws/alarms/alarm.ts';
import { findSlowest } from './smallest-bake.ts';

function alarm(name: string, basis: AlarmBasis): Alarm {
  return { ...{ name, arn: `arn:${name}`, state: 'OK', reason: '', since: 0 }, basis };
}

const metrics = (namespace: string, period: number, evaluationPeriods: number) =>
  ({ kind: 'metrics', namespaces: [namespace], period, evaluationPeriods }) as const;

const custom = alarm('custom', metrics('Shop', 10, 3));
const balancer = alarm('balancer', metrics('AWS/ApplicationELB', 60, 2));
const service = alarm('service', metrics('AWS/ECS', 60, 2));
const composite = alarm('composite', { kind: 'alarms', names: ['custom'] });

test.each([
  ['a custom metric comes up to two minutes late', [custom], 'custom', 30_000, 120_000],
  ['a load balancer’s comes up to three minutes late', [balancer], 'balancer', 120_000, 180_000],
  ['any other of AWS is a usual one', [service], 'service', 120_000, 120_000],
  ['periods and lag together count', [service, custom, balancer], 'balancer', 120_000, 180_000],
  ['of a composite alarm its children count', [composite, custom], 'custom', 30_000, 120_000],
])('%s', (_what, alarms, name, watched, lag) => {
  expect(findSlowest(alarms)).toEqual({ name, watched, lag });
});

test('an alarm over several metrics is as late as the latest', () => {
  const namespaces = ['Shop', 'AWS/NetworkELB'];
  const mixed = alarm('mixed', { kind: 'metrics', namespaces, period: 60, evaluationPeriods: 1 });
  expect(findSlowest([mixed])?.lag).toBe(180_000);
});

test('without metric alarms there is no smallest bake', () => {
  expect(findSlowest([composite])).toBeUndefined();
});
