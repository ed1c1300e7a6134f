import { expect, test } from '@jest/globals';
import type { StandbyReading } from '../observe/readiness.ts';
import { createTargetGate } from './target-gate.ts';

const WANTED = {
  ...{ deploymentId: 'ecs-svc/2', deployedAt: 0, taskDefinition: 'web:2' },
  ...{ tasks: 2, required: 2 },
};

/** What a slot shows of whose two tasks so many are healthy. */
function reading(healthy: number): StandbyReading {
  const taskAddresses = ['10.0.0.1', '10.0.0.2'];
  return {
    ...{ at: 0, taskAddresses, stoppedTasks: [] },
    deployments: [
      {
        ...{ id: 'ecs-svc/2', createdAt: 0, status: 'PRIMARY', taskDefinition: 'web:2', runningCount: 2 },
        ...{ rolloutState: 'COMPLETED', rolloutStateReason: undefined },
      },
    ],
    targets: taskAddresses.map((id, index) => ({
      ...{ id, port: 80 },
      state: index < healthy ? ('healthy' as const) : ('unhealthy' as const),
    })),
  };
}

/** What the gate says at each of these readings. */
async function judge(healthy: readonly number[]) {
  const left = [...healthy];
  const read = async () => reading(left.shift() ?? 0);
  const gate = createTargetGate(WANTED, 5_000, { read, report: () => {} });
  const said: (string | undefined)[] = [];
  for (const _look of healthy) said.push(await gate.check(new AbortController().signal));
  return said;
}

test('too few healthy targets fail the gate at the second look in a row, and no sooner', async () => {
  expect(await judge([2, 1, 2, 1])).toEqual([undefined, undefined, undefined, undefined]);
  expect(await judge([2, 1, 1])).toEqual([
    ...[undefined, undefined],
    expect.stringContaining('only 1 of 2 targets are healthy'),
  ]);
});
