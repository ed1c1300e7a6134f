import { describe, expect, test } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { renderPlain } from '../../../lib/action/failure.ts';
import { explainEvidence } from '../../../lib/aws/diagnosis/explain-evidence.ts';
import { imageOf } from '../testing/image-of.ts';
import { createWorld, NEXT } from '../testing/world.ts';
import { judgeStandby } from './observe/readiness.ts';

/** Traps that have no better place; `testing/proofs.ts` tells where each of them is. */
describe('a release', () => {
  test('leaves a listener that redirects as it is', async () => {
    const world = await createWorld();
    const { clock, ports, infrastructure } = world;
    const { LoadBalancers = [] } = await clock.run(ports.elbv2.describeLoadBalancers({}));
    const redirect = {
      Type: 'redirect' as const,
      RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' as const },
    };
    const { Listeners: made = [] } = await clock.run(
      ports.elbv2.createListener({
        LoadBalancerArn: LoadBalancers[0]?.LoadBalancerArn,
        ...{ Protocol: 'HTTP', Port: 8081, DefaultActions: [redirect] },
      }),
    );
    const ListenerArns = made.flatMap(({ ListenerArn = [] }) => ListenerArn);
    const mark = world.aws.journal.length;
    expect((await world.release(NEXT)).outputs.verdict).toBe('released');
    const written = world.aws.journal.slice(mark).filter(({ call }) => call.operation === 'ModifyListener');
    expect(written.map(({ input }) => (input as { ListenerArn: string }).ListenerArn)).toEqual([
      infrastructure.listenerArn,
    ]);
    const { Listeners = [] } = await clock.run(ports.elbv2.describeListeners({ ListenerArns }));
    expect(Listeners[0]?.DefaultActions).toEqual([expect.objectContaining({ Type: 'redirect' })]);
  });

  test('goes back as soon as it is no longer throttled', async () => {
    const world = await createWorld({ environment: { ERRORS_AFTER_SECONDS: '25' } });
    let decidedAt = 0;
    world.failCalls((operation) => {
      const isBad = world.log.lines.includes('Roll back to green');
      if (isBad && decidedAt === 0) decidedAt = world.clock.now();
      const isBusy = isBad && world.clock.now() - decidedAt < 60_000;
      return isBusy && operation === 'ModifyListener' ? 'throttled' : undefined;
    });
    const ended = await world.release(NEXT);
    expect(ended.outputs).toMatchObject({ verdict: 'rolled-back', 'live-slot': 'green' });
    expect(Number(ended.outputs['seconds-to-rollback'])).toBeLessThan(65);
  });
});

describe('a rollback', () => {
  test('to an image that a lifecycle policy has removed moves nothing, and says so', async () => {
    const gone = imageOf(8);
    const pullError = 'CannotPullContainerError: pull image manifest has been retried 5 time(s): not found';
    const world = await createWorld({}, {}, { [gone]: { pullError } });
    await world.release(NEXT);
    await world.clock.run(sleep(world.clock, 60_000));
    const rollback = { mode: 'rollback', to: gone, hold: '5s', bake: '20s', 'healthy-timeout': '1m' };
    const ended = await world.runMode(rollback);
    expect(ended.outputs).toMatchObject({ verdict: 'refused', 'live-slot': 'blue' });
    expect(ended.failure && renderPlain(ended.failure)).toMatch(
      /cannot be pulled.*\n.*a lifecycle policy may have/,
    );
    expect(world.weightWrites()).toEqual([[100, 0]]);
  });
});

test('targets in a zone that the load balancer does not serve are not healthy, and are told so', () => {
  const target = { id: '10.0.0.1', port: 8080, state: 'unused', reason: 'Target.NotInUse' } as const;
  const deployment = {
    ...{ id: 'ecs-svc/2', createdAt: 1, status: 'PRIMARY', taskDefinition: 'web:2', runningCount: 1 },
    ...{ rolloutState: 'COMPLETED', rolloutStateReason: undefined },
  };
  const reading = {
    ...{ at: 2, deployments: [deployment], taskAddresses: ['10.0.0.1'], targets: [target], stoppedTasks: [] },
  };
  const wanted = { deploymentId: 'ecs-svc/2', deployedAt: 1, taskDefinition: 'web:2', tasks: 1, required: 1 };
  expect(judgeStandby(reading, wanted)).toMatchObject({ kind: 'waiting', note: '0/1 targets healthy' });
  const seen = {
    cluster: 'main',
    service: 'web-blue',
    events: [],
    stoppedTasks: [],
    targets: [target],
    gaps: [],
  };
  expect(explainEvidence(seen).advice).toContain('Availability Zone is not enabled');
});
