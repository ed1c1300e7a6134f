import { describe, expect, test } from '@jest/globals';
import type { StoppedTask } from '../../../../lib/aws/diagnosis/evidence.ts';
import type { StandbyReading } from './readiness.ts';
import { whyHopeless } from './why-hopeless.ts';

const WANTED = {
  ...{ deploymentId: 'ecs-svc/2', deployedAt: 1_000, taskDefinition: 'web:2', tasks: 2, required: 2 },
};
const UNPLACED = { at: 2_000, message: '(service web-blue) was unable to place a task.' };

function reading(stoppedReason: string | undefined, runningCount: number, unplaced?: typeof UNPLACED) {
  const stopped: readonly StoppedTask[] =
    stoppedReason === undefined
      ? []
      : [{ id: '1', stopCode: 'TaskFailedToStart', stoppedReason, containers: [] }];
  const deployment = {
    ...{ id: 'ecs-svc/2', createdAt: 1_000, status: 'PRIMARY', taskDefinition: 'web:2', runningCount },
    ...{ rolloutState: 'IN_PROGRESS', rolloutStateReason: undefined },
  };
  const seen: StandbyReading = {
    ...{ at: 3_000, deployments: [deployment], taskAddresses: [], targets: [], stoppedTasks: stopped },
    ...(unplaced && { unplaced }),
  };
  return seen;
}

describe('a standby that is coming up', () => {
  test.each<[string, StandbyReading, RegExp | undefined]>([
    ['its image is not there', reading('CannotPullContainerError: not found', 0), /cannot be pulled/],
    ['it may not pull it', reading('CannotPullContainerError: 403 Forbidden', 0), /cannot be pulled/],
    [
      'its secret is not there',
      reading('ResourceInitializationError: unable to pull secrets', 0),
      /prepared/,
    ],
    ['there is no room', reading(undefined, 1, UNPLACED), /unable to place a task/],
    ['there was no room, and is now', reading(undefined, 2, UNPLACED), undefined],
    ['there was no room for one before it', reading(undefined, 0, { ...UNPLACED, at: 999 }), undefined],
    ['the registry did not answer', reading('CannotPullContainerError: i/o timeout', 0), undefined],
    ['one of its tasks has crashed', reading('CannotStartContainerError: no such file', 0), undefined],
  ])('when %s', (_when, seen, why) => {
    if (why) expect(whyHopeless(seen, WANTED)).toMatch(why);
    else expect(whyHopeless(seen, WANTED)).toBeUndefined();
  });
});
