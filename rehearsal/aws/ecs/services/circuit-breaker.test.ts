import type { DeploymentCircuitBreaker } from '@aws-sdk/client-ecs';
import { describe, expect, test } from '@jest/globals';
import { failureThreshold, isFailure, type TaskEnd } from './circuit-breaker.ts';

const breaker = (thresholdConfiguration?: DeploymentCircuitBreaker['thresholdConfiguration']) => ({
  enable: true,
  rollback: true,
  thresholdConfiguration,
});

describe('the threshold of the circuit breaker', () => {
  test.each([
    [1, 3],
    [6, 3],
    [7, 4],
    [25, 13],
    [400, 200],
    [1000, 200],
  ])('is half of %i, from 3 to 200: %i', (desired, threshold) => {
    expect(failureThreshold(breaker(), desired)).toBe(threshold);
  });

  test('follows its configuration', () => {
    expect(failureThreshold(breaker({ type: 'COUNT', value: 1 }), 100)).toBe(1);
    expect(failureThreshold(breaker({ type: 'BOUNDED_PERCENT', value: 100 }), 10)).toBe(10);
    expect(failureThreshold(breaker({ type: 'BOUNDED_PERCENT', value: 100 }), 1)).toBe(3);
    expect(failureThreshold(breaker({ type: 'UNBOUNDED_PERCENT', value: 100 }), 1)).toBe(1);
    expect(failureThreshold(breaker({ type: 'UNBOUNDED_PERCENT', value: 100 }), 300)).toBe(300);
  });
});

describe('a failed task', () => {
  const exit: TaskEnd = {
    code: 'EssentialContainerExited',
    failedHealthCheck: false,
    wasRunning: true,
    wasHealthy: false,
    hasHealthCheck: true,
  };

  test.each<[string, Partial<TaskEnd>, boolean]>([
    ['cannot be started', { code: 'TaskFailedToStart', wasRunning: false }, true],
    ['exits before RUNNING', { wasRunning: false, hasHealthCheck: false }, true],
    ['exits before it was healthy', {}, true],
    [
      'fails its health checks, also later on',
      { code: 'ServiceSchedulerInitiated', failedHealthCheck: true, wasHealthy: true },
      true,
    ],
  ])('%s', (_name, end, counts) => {
    expect(isFailure({ ...exit, ...end }, false)).toBe(counts);
  });

  test.each<[string, Partial<TaskEnd>]>([
    ['exits after it was healthy', { wasHealthy: true }],
    ['is scaled in', { code: 'ServiceSchedulerInitiated' }],
    ['is stopped by a person', { code: 'UserInitiated' }],
    ['loses its Spot machine', { code: 'SpotInterruption' }],
  ])('is not one that %s', (_name, end) => {
    expect(isFailure({ ...exit, ...end }, true)).toBe(false);
  });

  test('an exit after RUNNING without any health check counts by a setting', () => {
    expect(isFailure({ ...exit, hasHealthCheck: false }, false)).toBe(false);
    expect(isFailure({ ...exit, hasHealthCheck: false }, true)).toBe(true);
  });
});
