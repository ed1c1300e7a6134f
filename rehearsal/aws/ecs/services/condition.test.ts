import { describe, expect, test } from '@jest/globals';
import { conditionOf, type HealthReport } from './condition.ts';

const STARTED = 1_000_000;
const running = { lastStatus: 'RUNNING' as const, times: { startedAt: new Date(STARTED) } };
const report = (checks: (string | undefined)[], secondsUp: number, grace = 0): HealthReport => ({
  checks,
  now: STARTED + secondsUp * 1000,
  gracePeriod: grace * 1000,
  healthyAfterRunning: 40_000,
});

describe('how a task is', () => {
  test('before RUNNING it is starting, whatever its targets say', () => {
    expect(conditionOf({ lastStatus: 'ACTIVATING', times: {} }, report(['healthy'], 0)).condition).toBe(
      'starting',
    );
  });

  test('without a load balancer it counts as healthy 40 s after RUNNING', () => {
    expect(conditionOf(running, report([], 39))).toEqual({ condition: 'settling', until: STARTED + 40_000 });
    expect(conditionOf(running, report([], 40))).toEqual({ condition: 'healthy' });
  });

  test.each([
    [['healthy', 'healthy'], 'healthy'],
    [['healthy', 'initial'], 'settling'],
    [['healthy', 'unhealthy'], 'unhealthy'],
    [['unhealthy.draining'], 'unhealthy'],
    [['unused'], 'settling'],
    [[undefined], 'settling'],
  ])('targets %j make it %s', (targets, condition) => {
    expect(conditionOf(running, report(targets, 5)).condition).toBe(condition);
  });

  test('in the grace period bad health is ignored and good health counts', () => {
    expect(conditionOf(running, report(['unhealthy'], 59, 60))).toEqual({
      condition: 'settling',
      until: STARTED + 60_000,
    });
    expect(conditionOf(running, report(['unhealthy'], 60, 60)).condition).toBe('unhealthy');
    expect(conditionOf(running, report(['healthy'], 1, 60)).condition).toBe('healthy');
  });
});
