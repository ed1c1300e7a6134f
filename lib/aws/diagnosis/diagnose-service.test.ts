import { describe, expect, test } from '@jest/globals';
import { createVirtualAws, type VirtualAwsOptions } from '../../../rehearsal/testing/virtual-aws.ts';
import { sleep } from '../../action/clock.ts';
import { ActionFailure } from '../../action/errors.ts';
import { assembleTarget } from '../read-target.ts';
import { readService } from '../services.ts';
import { ensureTaskDefinition } from '../task-definitions/ensure.ts';
import { fetchTaskDefinition } from '../task-definitions/fetch.ts';
import { withImage } from '../task-definitions/with-image.ts';
import { diagnoseService } from './diagnose-service.ts';

/** The green slot is told to run an image, and a while passes. */
async function release(image: string, seconds: number, options: VirtualAwsOptions = {}) {
  const world = await createVirtualAws(options);
  const { clock, ports, infrastructure } = world;
  const target = assembleTarget([{ origin: 'the story', document: infrastructure.target }]);
  const { cluster, slots } = target;
  const since = clock.now();
  const deploymentId = await clock.run(
    (async () => {
      const base = await fetchTaskDefinition(ports, 'web');
      const { arn } = await ensureTaskDefinition(ports, withImage(base.definition, 'web', image));
      const { service } = await ports.ecs.updateService({
        cluster,
        service: slots.green.service,
        taskDefinition: arn,
        desiredCount: 2,
      });
      await sleep(clock, seconds * 1000);
      return service?.deployments?.find(({ status }) => status === 'PRIMARY')?.id ?? '';
    })(),
  );
  const subject = { cluster, ...slots.green, since, deploymentId };
  return { ...world, subject, diagnose: () => clock.run(diagnoseService(ports, subject)) };
}

describe('the diagnosis of', () => {
  test('a version that crashes: its exit code, and its last words', async () => {
    const { diagnose } = await release('shop/web:bad', 180, {
      behaviours: { 'shop/web:bad': { environment: { CRASH_AFTER_SECONDS: '3', APP_VERSION: 'bad' } } },
    });
    const { cause, advice, detail } = await diagnose();
    expect(cause).toMatch(/^web-green: container "web" exited with code 1/);
    expect(advice).toBe('Its last log lines say why.');
    expect(detail).toMatch(
      /Last log lines of container web \(\/ecs\/rehearsal-web web\/web\/[0-9a-f]{32}\):\n {2}\| \S/,
    );
    expect(detail).toMatch(
      /Stopped tasks.*:\n {2}\d\d:\d\d:\d\dZ {2}[0-9a-f]{32} {2}EssentialContainerExited: /,
    );
  });

  test('an image that is not there: ECS’s words about it', async () => {
    const pullError =
      'CannotPullContainerError: pull image manifest has been retried 1 time(s): shop/web:gone: not found';
    const { diagnose } = await release('shop/web:gone', 120, {
      behaviours: { 'shop/web:gone': { pullError } },
    });
    const { cause, advice, detail } = await diagnose();
    expect(cause).toContain(`web-green: the image cannot be pulled: ${pullError}`);
    expect(advice).toContain('Push the image');
    expect(detail).toContain('never ran');
  });

  test('a version that is never ready: what the load balancer sees, and the log of a task that runs', async () => {
    const { diagnose } = await release('shop/web:slow', 75, {
      behaviours: { 'shop/web:slow': { environment: { NEVER_READY: 'true' } } },
    });
    const { cause, advice, detail } = await diagnose();
    expect(cause).toMatch(/^web-green: its targets are not healthy, .*Target\.ResponseCodeMismatch/);
    expect(advice).toContain('another code');
    expect(detail).toContain('Last log lines of container web');
  });

  test('one that the load balancer gave up: the failed health checks', async () => {
    const { diagnose } = await release('shop/web:slow', 300, {
      behaviours: { 'shop/web:slow': { environment: { NEVER_READY: 'true' } } },
    });
    expect((await diagnose()).cause).toMatch(/^web-green: the load balancer's health checks fail: /);
  });

  test('a log group that does not exist', async () => {
    const world = await createVirtualAws();
    await world.clock.run(world.ports.logs.deleteLogGroup({ logGroupName: '/ecs/rehearsal-web' }));
    const { cluster, slots } = assembleTarget([{ origin: 'a', document: world.infrastructure.target }]);
    await world.clock.run(
      world.ports.ecs
        .updateService({ cluster, service: slots.green.service, desiredCount: 1 })
        .then(() => sleep(world.clock, 120_000)),
    );
    const { cause, advice } = await world.clock.run(
      diagnoseService(world.ports, { cluster, ...slots.green, since: 0 }),
    );
    expect(cause).toContain('web-green: the task cannot be prepared: ResourceInitializationError');
    expect(advice).toContain('Create the log group');
  });

  test('this release leaves out the events of earlier ones', async () => {
    const { clock, ports, subject, diagnose } = await release('shop/web:1', 60);
    expect((await diagnose()).detail).toContain('has started 2 tasks');
    const later = await clock.run(diagnoseService(ports, { ...subject, since: clock.now() }));
    expect(later.detail).not.toContain('has started 2 tasks');
  });

  test('what cannot be read becomes a gap, and the rest is still told', async () => {
    const { diagnose, failCalls } = await release('shop/web:bad', 180, {
      behaviours: { 'shop/web:bad': { environment: { CRASH_AFTER_SECONDS: '3' } } },
    });
    failCalls((operation) =>
      operation === 'GetLogEvents' || operation === 'DescribeTargetHealth' ? 'lost-request' : undefined,
    );
    const { cause, detail } = await diagnose();
    expect(cause).toMatch(/^web-green: container "web" exited with code 1/);
    expect(detail).toMatch(
      /Could not be read:\n {2}the targets: .*\n {2}the log: CloudWatchLogs GetLogEvents/,
    );
  });

  test('a cancelled run ends with the reason of the cancel', async () => {
    const { clock, ports, subject } = await release('shop/web:1', 1);
    const cancel = new AbortController();
    cancel.abort(new Error('Cancelled'));
    const work = diagnoseService({ ...ports, signal: cancel.signal }, subject);
    await expect(clock.run(work)).rejects.toThrow('Cancelled');
  });
});

describe('a service', () => {
  test('that is missing is told with those that are there', async () => {
    const { clock, ports } = await createVirtualAws();
    const failure = clock.run(readService(ports, { cluster: 'rehearsal', service: 'web-gren' }));
    await expect(failure).rejects.toBeInstanceOf(ActionFailure);
    await expect(failure).rejects.toMatchObject({
      failure: {
        cause:
          'Service "web-gren" does not exist in cluster "rehearsal" (eu-west-1). Did you mean "web-green"?',
        advice: 'The cluster has: web-blue, web-green.',
      },
    });
  });

  test('that was deleted is told as such', async () => {
    const { clock, ports } = await createVirtualAws();
    await clock.run(ports.ecs.deleteService({ cluster: 'rehearsal', service: 'web-green', force: true }));
    await expect(
      clock.run(readService(ports, { cluster: 'rehearsal', service: 'web-green' })),
    ).rejects.toThrow('Service "web-green" has been deleted from cluster "rehearsal"');
  });
});
