import { expect } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createVirtualAws } from '../../testing/virtual-aws.ts';
import { conforms } from '../conformance/testing/conforms.ts';
import { QUICK_SETTINGS } from '../ecs/settings.ts';
import { FAULTS_BEHAVIOURS } from './behaviours.ts';
import { createBystander } from './testing/bystander.ts';

const RESET = { code: 'ECONNRESET', message: 'socket hang up' };

/** A platform, and clients that try every call once. */
async function setUp() {
  const ruleLag = { min: 0, max: 0 };
  const world = await createVirtualAws({ settings: { ecs: QUICK_SETTINGS, elbv2: { ruleLag } } });
  const { clock, aws, infrastructure } = world;
  const { cluster, slots } = infrastructure.target;
  const clients = createBystander(aws.dispatch);
  const wait = (milliseconds: number) => clock.run(sleep(clock, milliseconds));

  async function describe() {
    const { services } = await clients.ecs.describeServices({ cluster, services: [slots.blue.service] });
    return services?.[0];
  }
  async function tasks(desiredStatus: 'RUNNING' | 'STOPPED' = 'RUNNING') {
    const { taskArns = [] } = await clients.ecs.listTasks({ cluster, desiredStatus });
    return taskArns.length === 0
      ? []
      : ((await clients.ecs.describeTasks({ cluster, tasks: taskArns })).tasks ?? []);
  }
  const scale = (desiredCount: number) =>
    clients.ecs.updateService({ cluster, service: slots.blue.service, desiredCount });
  return { ...world, ...clients, cluster, wait, describe, tasks, scale };
}

conforms(FAULTS_BEHAVIOURS, {
  async 'lost answer'() {
    const { aws, ecs, scale, describe } = await setUp();
    aws.faults.add({ kind: 'lost-answer', operation: 'UpdateService', count: 1 });
    await expect(scale(2)).rejects.toMatchObject(RESET);
    expect((await describe())?.desiredCount).toBe(2);
    await ecs.listClusters({});
  },

  async 'lost request'() {
    const { aws, scale, describe, callsOf } = await setUp();
    aws.faults.add({ kind: 'lost-request', operation: 'UpdateService', count: 1 });
    await expect(scale(2)).rejects.toMatchObject(RESET);
    expect((await describe())?.desiredCount).toBe(0);
    expect(callsOf('UpdateService')).toEqual([]);
  },

  async 'errors inside AWS'() {
    const { aws, scale, describe, elbv2, ssm, callsOf } = await setUp();
    const broken = aws.faults.add({ kind: 'server-error' });
    await expect(scale(2)).rejects.toMatchObject({
      name: 'ServerException',
      $metadata: { httpStatusCode: 500 },
    });
    await expect(ssm.getParameter({ Name: 'a' })).rejects.toMatchObject({
      name: 'InternalServerError',
      $metadata: { httpStatusCode: 500 },
    });
    aws.faults.end(broken);
    expect((await describe())?.desiredCount).toBe(0);
    expect(callsOf('UpdateService').map(({ error }) => error)).toEqual(['ServerException']);
    aws.faults.add({ kind: 'unavailable' });
    await expect(elbv2.describeLoadBalancers({})).rejects.toMatchObject({
      name: 'ServiceUnavailable',
      $metadata: { httpStatusCode: 503 },
    });
  },

  async 'expired credentials'() {
    const { aws, ecs, elbv2 } = await setUp();
    aws.faults.add({ kind: 'expired-credentials', accessKeyId: 'BYSTANDER' });
    await expect(ecs.listClusters({})).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      $metadata: { httpStatusCode: 400 },
    });
    await expect(elbv2.describeLoadBalancers({})).rejects.toMatchObject({
      name: 'ExpiredToken',
      $metadata: { httpStatusCode: 403 },
    });
  },

  async 'stale read'() {
    for (const milliseconds of [3_000, 20_000]) {
      const { aws, wait, scale, describe } = await setUp();
      aws.faults.add({ kind: 'stale-read', service: 'ecs', milliseconds });
      expect((await describe())?.desiredCount).toBe(0);
      await wait(5_000);
      await scale(2);
      const seen = [];
      for (let second = 0; second < 30; second++) {
        seen.push((await describe())?.desiredCount);
        await wait(1_000);
      }
      expect(seen.indexOf(2)).toBe(milliseconds / 1_000);
      expect(seen.lastIndexOf(0)).toBe(milliseconds / 1_000 - 1);
      aws.faults.endAll();
      await scale(1);
      expect((await describe())?.desiredCount).toBe(1);
    }
  },

  async 'no capacity for a task'() {
    const { aws, ecs, cluster, infrastructure } = await setUp();
    const shortage = aws.faults.add({ kind: 'capacity-shortage' });
    const { services } = await ecs.describeServices({
      cluster,
      services: [infrastructure.target.slots.blue.service],
    });
    const run = () =>
      ecs.runTask({
        cluster,
        taskDefinition: 'web',
        launchType: 'FARGATE',
        networkConfiguration: services?.[0]?.networkConfiguration,
      });
    expect(await run()).toMatchObject({
      tasks: [],
      failures: [{ reason: expect.stringMatching(/^Capacity is unavailable at this time\./) }],
    });
    aws.faults.end(shortage);
    expect(await run()).toMatchObject({ tasks: [{ lastStatus: 'PROVISIONING' }], failures: [] });
  },

  async 'no capacity for a service'() {
    const { aws, scale, wait, tasks, describe } = await setUp();
    aws.faults.add({ kind: 'capacity-shortage' });
    await scale(2);
    await wait(5_000);
    expect(await tasks()).toEqual([]);
    const events = (await describe())?.events?.map(({ message }) => message);
    expect(events).toContainEqual(
      expect.stringMatching(/was unable to place a task.*Capacity is unavailable/),
    );
    aws.faults.endAll();
    await wait(60_000);
    expect(await tasks()).toHaveLength(2);
  },

  async 'broken machine'() {
    const { aws, scale, wait, tasks } = await setUp();
    await scale(2);
    await wait(20_000);
    const [victim] = await tasks();
    const task = victim?.taskArn ?? '';
    expect(aws.faults.act({ kind: 'kill-task', task })).toEqual([task]);
    await wait(20_000);
    const [stopped] = await tasks('STOPPED');
    expect(stopped).toMatchObject({ taskArn: task, stopCode: 'InfrastructureHealth', lastStatus: 'STOPPED' });
    expect(stopped?.containers?.[0]?.exitCode).toBeUndefined();
    expect(await tasks()).toHaveLength(2);
    expect(aws.faults.act({ kind: 'kill-task', task })).toEqual([]);
  },

  async 'broken zone'() {
    const { aws, scale, wait, tasks } = await setUp();
    await scale(8);
    await wait(20_000);
    const subnets = async () =>
      (await tasks()).map(
        (task) => task.attachments?.[0]?.details?.find(({ name }) => name === 'subnetId')?.value,
      );
    const before = await subnets();
    const [subnet = ''] = before;
    const inIt = before.filter((value) => value === subnet).length;
    expect(inIt).toBeLessThan(8);
    expect(aws.faults.act({ kind: 'kill-machine', subnet })).toHaveLength(inIt);
    expect(await subnets()).toEqual(before.filter((value) => value !== subnet));
  },

  async 'late node'() {
    const { aws, elbv2, infrastructure, visit, wait } = await setUp();
    const { listenerArn: ListenerArn } = infrastructure;
    const url = aws.endpoints()[ListenerArn] ?? '';
    aws.faults.add({ kind: 'node-lag', node: 1, milliseconds: 10_000 });
    await elbv2.modifyListener({
      ListenerArn,
      DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } }],
    });
    const statuses = async () => {
      const answers = [await visit(url), await visit(url), await visit(url), await visit(url)];
      return [...new Set(answers.map((answer) => (answer === 'refused' ? 0 : answer.status)))].sort();
    };
    expect(await statuses()).toEqual([200, 503]);
    await wait(9_999);
    expect(await statuses()).toEqual([200, 503]);
    await wait(1);
    expect(await statuses()).toEqual([200]);
  },
});
