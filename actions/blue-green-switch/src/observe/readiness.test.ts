import { describe, expect, test } from '@jest/globals';
import type { StoppedTask } from '../../../../lib/aws/diagnosis/evidence.ts';
import { type DeploymentReading, judgeStandby, type StandbyReading } from './readiness.ts';

const wanted = {
  ...{ deploymentId: 'ecs-svc/2', deployedAt: 1_000, taskDefinition: 'web:2' },
  ...{ tasks: 2, required: 2 },
};

const deployment: DeploymentReading = {
  id: 'ecs-svc/2',
  createdAt: 1_000,
  status: 'PRIMARY',
  taskDefinition: 'web:2',
  rolloutState: 'COMPLETED',
  rolloutStateReason: undefined,
  runningCount: 2,
};

function reading(
  changes: Partial<StandbyReading> = {},
  primary: Partial<DeploymentReading> = {},
): StandbyReading {
  return {
    at: 0,
    deployments: [{ ...deployment, ...primary }],
    taskAddresses: ['10.0.0.1', '10.0.0.2'],
    targets: [
      { id: '10.0.0.1', port: 80, state: 'healthy' },
      { id: '10.0.0.2', port: 80, state: 'healthy' },
    ],
    stoppedTasks: [],
    ...changes,
  };
}

const stopped = (stopCode: string, stoppedReason: string): StoppedTask => ({
  id: 'task',
  stopCode,
  stoppedReason,
  containers: [{ name: 'web', ...(stopCode === 'EssentialContainerExited' ? { exitCode: 1 } : {}) }],
});

describe('a standby', () => {
  test('is ready when the wanted revision runs, steady, with healthy targets of its own', () => {
    expect(judgeStandby(reading(), wanted)).toEqual({ kind: 'ready', healthy: 2 });
  });

  test('is ready with fewer healthy targets than tasks when fewer are required, and never with fewer tasks', () => {
    const wantsOne = { ...wanted, required: 1 };
    const oneHealthy = { targets: [{ id: '10.0.0.1', port: 80, state: 'healthy' }] as const };
    expect(judgeStandby(reading(oneHealthy), wantsOne)).toEqual({ kind: 'ready', healthy: 1 });
    expect(judgeStandby(reading(oneHealthy, { runningCount: 1 }), wantsOne).kind).toBe('waiting');
  });

  test.each<[string, StandbyReading, string]>([
    [
      'an older deployment is still there',
      reading({ deployments: [deployment, { ...deployment, id: 'old', status: 'ACTIVE' }] }),
      '1 older deployment',
    ],
    [
      'the reading is from before the deployment',
      reading({}, { id: 'ecs-svc/1', createdAt: 500, taskDefinition: 'web:1' }),
      'no deployment yet',
    ],
    ['tasks are missing', reading({}, { runningCount: 1 }), '1/2 tasks running'],
    ['the rollout goes on', reading({}, { rolloutState: 'IN_PROGRESS' }), 'rollout not completed'],
    ['there are no targets', reading({ targets: [] }), '0/2 targets healthy'],
    [
      'healthy targets belong to other tasks',
      reading({ taskAddresses: ['10.0.0.1', '10.0.0.9'] }),
      '1/2 targets healthy',
    ],
    ['nothing is deployed yet', reading({ deployments: [] }), 'no deployment yet'],
  ])('waits while %s', (_state, seen, note) => {
    const verdict = judgeStandby(seen, wanted);
    expect(verdict.kind).toBe('waiting');
    expect(verdict.kind === 'waiting' && verdict.note).toContain(note);
  });

  test.each<[string, StandbyReading, string]>([
    [
      'the circuit breaker put the older revision back',
      reading({}, { id: 'ecs-svc/3', taskDefinition: 'web:1', rolloutStateReason: 'rolling back to web:1' }),
      'the service went back to web:1: rolling back to web:1',
    ],
    [
      'the deployment failed',
      reading({}, { rolloutState: 'FAILED', rolloutStateReason: 'tasks failed to start' }),
      'its deployment failed: tasks failed to start',
    ],
    [
      'two tasks exited',
      reading({
        stoppedTasks: [
          stopped('EssentialContainerExited', 'Essential container in task exited'),
          stopped('EssentialContainerExited', 'again'),
        ],
      }),
      'its tasks do not stay up: ',
    ],
    [
      'two tasks failed health checks',
      reading({
        stoppedTasks: [
          stopped('ServiceSchedulerInitiated', 'Task failed ELB health checks in (target-group x)'),
          stopped('ServiceSchedulerInitiated', 'Task failed ELB health checks in (target-group x)'),
        ],
      }),
      'health checks',
    ],
  ])('has failed when %s', (_state, seen, cause) => {
    const verdict = judgeStandby(seen, wanted);
    expect(verdict).toMatchObject({ kind: 'failed' });
    expect(verdict.kind === 'failed' && verdict.cause).toContain(cause);
  });

  test.each([
    ['one crash alone', [stopped('EssentialContainerExited', 'exit 1')]],
    [
      'what scaling, a person, Spot or the infrastructure stopped',
      [
        stopped('ServiceSchedulerInitiated', 'Scaling activity initiated by (deployment ecs-svc/2)'),
        stopped('UserInitiated', 'Task stopped by user'),
        stopped('SpotInterruption', 'Your Spot Task was interrupted.'),
        stopped('InfrastructureHealth', 'host is unreachable'),
      ],
    ],
  ])('is not given up for %s', (_what, stoppedTasks) => {
    expect(judgeStandby(reading({ stoppedTasks }), wanted).kind).toBe('ready');
  });
});
