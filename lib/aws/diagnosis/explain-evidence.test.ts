import { describe, expect, test } from '@jest/globals';
import type { Evidence, StoppedTask } from './evidence.ts';
import { explainEvidence } from './explain-evidence.ts';

const at = new Date(Date.UTC(2026, 0, 1, 12, 3, 11));
const deployment = {
  id: 'ecs-svc/1',
  taskDefinition: 'arn:aws:ecs:eu-west-1:123456789012:task-definition/web:7',
  rolloutState: 'IN_PROGRESS',
  desiredCount: 2,
  runningCount: 0,
};
const evidence = (fields: Partial<Evidence>): Evidence => ({
  cluster: 'main',
  service: 'web-green',
  deployment,
  events: [],
  stoppedTasks: [],
  targets: [],
  gaps: [],
  ...fields,
});
const crashed = (id: string): StoppedTask => ({
  id,
  stoppedAt: at,
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  containers: [{ name: 'web', exitCode: 1 }],
});
const spot: StoppedTask = { id: 'c', stopCode: 'SpotInterruption', containers: [] };
const target = { id: '10.0.0.3', port: 8080, state: 'unhealthy', reason: 'Target.Timeout' } as const;
const unplaced = {
  at,
  message: '(service web-green) was unable to place a task. Reason: Capacity is unavailable at this time.',
};

describe('the cause', () => {
  test.each<[string, Evidence, string]>([
    [
      'tasks that crash, before what they make of the targets',
      evidence({ stoppedTasks: [crashed('a'), crashed('b')], targets: [target] }),
      'web-green: container "web" exited with code 1 (2 tasks)',
    ],
    [
      'the version’s own fault, before what others did to its tasks',
      evidence({ stoppedTasks: [spot, crashed('a')] }),
      'web-green: container "web" exited with code 1',
    ],
    [
      'missing capacity',
      evidence({ events: [unplaced] }),
      'web-green: there is no capacity for the task: was unable to place a task. Reason: Capacity is unavailable at this time.',
    ],
    [
      'targets',
      evidence({ targets: [{ ...target, description: 'Request timed out' }] }),
      'web-green: its targets are not healthy, 1 unhealthy (Target.Timeout): Request timed out',
    ],
    [
      'a failed deployment that left nothing else',
      evidence({
        deployment: {
          ...deployment,
          rolloutState: 'FAILED',
          rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
        },
      }),
      'web-green: its deployment failed: ECS deployment circuit breaker: tasks failed to start.',
    ],
    ['tasks taken away', evidence({ stoppedTasks: [spot] }), 'web-green: AWS took the Spot capacity back'],
    [
      'nothing in particular',
      evidence({ events: [{ at, message: '(service web-green) has started 1 tasks: (task a).' }] }),
      'web-green: 0 of 2 tasks run; its latest event: has started 1 tasks: (task a).',
    ],
  ])('is %s', (_, seen, cause) => expect(explainEvidence(seen).cause).toBe(cause));
});

test('the detail shows all of the evidence, what tells most first', () => {
  const seen = evidence({
    stoppedTasks: [crashed('a'), crashed('b'), crashed('c'), crashed('d')],
    log: { group: '/ecs/web', stream: 'web/web/a', container: 'web', lines: ['starting', 'no database'] },
    targets: [target, { id: '10.0.0.4', port: 8080, state: 'healthy' }],
    events: [unplaced],
    gaps: ['the service: AWS denied it.'],
  });
  const lines = explainEvidence(seen).detail?.split('\n') ?? [];
  expect(lines).toEqual([
    'Stopped tasks (newest 3 of 4):',
    '  12:03:11Z  a  EssentialContainerExited: Essential container in task exited',
    '    container web: exit code 1',
    '  12:03:11Z  b  EssentialContainerExited: Essential container in task exited',
    '    container web: exit code 1',
    '  12:03:11Z  c  EssentialContainerExited: Essential container in task exited',
    '    container web: exit code 1',
    'Last log lines of container web (/ecs/web web/web/a):',
    '  | starting',
    '  | no database',
    'Targets: 1 unhealthy (Target.Timeout), 1 healthy:',
    '  10.0.0.3:8080  unhealthy  Target.Timeout',
    'Deployment ecs-svc/1 of web:7: 0 of 2 tasks run. IN_PROGRESS',
    'Service events:',
    '  12:03:11Z  (service web-green) was unable to place a task. Reason: Capacity is unavailable at this time.',
    'Could not be read:',
    '  the service: AWS denied it.',
  ]);
});
