import { ECR } from '@aws-sdk/client-ecr';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SSM } from '@aws-sdk/client-ssm';
import { expect } from '@jest/globals';
import { sleep } from '../../../lib/action/clock.ts';
import { createVirtualAws } from '../../testing/virtual-aws.ts';
import { conforms } from '../conformance/testing/conforms.ts';
import { inProcessClient } from '../kernel/in-process.ts';
import { LIMITS_BEHAVIOURS } from './behaviours.ts';
import type { LimitSettings } from './settings.ts';

/** An embedded AWS, and clients of an account that has made no call yet. */
async function setUp(limits: Partial<LimitSettings> = {}) {
  const world = await createVirtualAws({ settings: { limits } });
  const clientsOf = (accessKeyId: string, region = 'eu-west-1') => {
    const config = inProcessClient(world.aws.dispatch, { accessKeyId, region });
    return {
      ecs: new ECS(config),
      elbv2: new ElasticLoadBalancingV2(config),
      ecr: new ECR(config),
      ssm: new SSM(config),
    };
  };
  const wait = (milliseconds: number) => world.clock.run(sleep(world.clock, milliseconds));
  return { ...world, ...clientsOf('111111111111'), clientsOf, wait };
}

/** The codes of so many calls made at once; `undefined` stands for a success. */
function codesOf(count: number, call: () => Promise<unknown>): Promise<(string | undefined)[]> {
  const calls = Array.from({ length: count }, () =>
    call().then(
      () => undefined,
      (error: Error) => error.name,
    ),
  );
  return Promise.all(calls);
}

const isThrottled = (code: string | undefined) => code?.startsWith('Throttling') === true;

/** How many of the calls were let through, whatever they then met with. */
async function countPassed(count: number, call: () => Promise<unknown>): Promise<number> {
  return (await codesOf(count, call)).filter((code) => !isThrottled(code)).length;
}

conforms(LIMITS_BEHAVIOURS, {
  async 'burst and rate'() {
    const { ecs, wait } = await setUp();
    const call = () => ecs.describeClusters({});
    expect(await countPassed(60, call)).toBe(50);
    await wait(1_000);
    expect(await countPassed(60, call)).toBe(20);
    await expect(call()).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 400 },
    });
  },

  async families() {
    const { ecs } = await setUp();
    await countPassed(60, () => ecs.listClusters({}));
    await expect(ecs.describeClusters({})).rejects.toThrow('Rate exceeded');
    expect(await codesOf(1, () => ecs.listServices({ cluster: 'none' }))).toEqual([
      'ClusterNotFoundException',
    ]);
  },

  async place() {
    const { ecs, clientsOf } = await setUp();
    await countPassed(60, () => ecs.listClusters({}));
    await expect(ecs.listClusters({})).rejects.toThrow('Rate exceeded');
    await clientsOf('222222222222').ecs.listClusters({});
    await clientsOf('111111111111', 'us-west-2').ecs.listClusters({});
  },

  async 'without effect'() {
    const { ecs, wait } = await setUp({ buckets: { 'ecs cluster modify': { burst: 1, perSecond: 1 } } });
    const names = ['one', 'two'];
    const codes = await Promise.all(
      names.map((clusterName) => codesOf(1, () => ecs.createCluster({ clusterName }))),
    );
    expect(codes.flat()).toEqual([undefined, 'ThrottlingException']);
    await wait(1_000);
    const { clusterArns } = await ecs.listClusters({});
    expect(clusterArns).toEqual([expect.stringMatching('cluster/one$')]);
  },

  async 'load balancing reads'() {
    const { elbv2, wait } = await setUp();
    expect(await countPassed(60, () => elbv2.describeLoadBalancers({}))).toBe(40);
    await wait(1_000);
    expect(await countPassed(60, () => elbv2.describeTargetGroups({}))).toBe(10);
  },

  async 'load balancing writes'() {
    const call = (elbv2: ElasticLoadBalancingV2) => elbv2.deleteTargetGroup({ TargetGroupArn: 'arn:none' });
    const usual = await setUp();
    expect(await countPassed(60, () => call(usual.elbv2))).toBe(20);
    await usual.elbv2.describeLoadBalancers({});
    const scarce = await setUp({ buckets: { 'elasticloadbalancing modify': { burst: 2, perSecond: 1 } } });
    expect(await countPassed(60, () => call(scarce.elbv2))).toBe(2);
    await scarce.wait(1_000);
    expect(await countPassed(60, () => call(scarce.elbv2))).toBe(1);
  },

  async 'load balancing code'() {
    for (const loadBalancingCode of ['Throttling', 'ThrottlingException'] as const) {
      const { elbv2 } = await setUp({ loadBalancingCode });
      const codes = await codesOf(41, () => elbv2.describeLoadBalancers({}));
      expect(codes.at(-1)).toBe(loadBalancingCode);
    }
  },

  async 'parameter values'() {
    const { ssm, wait } = await setUp();
    expect(await countPassed(60, () => ssm.getParameter({ Name: 'none' }))).toBe(40);
    await expect(ssm.getParameters({ Names: ['none'] })).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    await expect(ssm.putParameter({ Name: 'a', Value: 'b', Type: 'String' })).rejects.toMatchObject({
      name: 'ThrottlingException',
    });
    await wait(1_000);
    expect(await countPassed(60, () => ssm.getParameters({ Names: ['none'] }))).toBe(40);
  },

  async 'put parameter'() {
    const settings = [{}, { buckets: { 'ssm put': { burst: 10, perSecond: 10 } } }];
    const passed = [];
    for (const limits of settings) {
      const { ssm, clock } = await setUp(limits);
      const put = () => ssm.putParameter({ Name: 'a', Value: 'b', Type: 'String', Overwrite: true });
      passed.push(await clock.run(countPassed(10, put)));
      await clock.run(ssm.getParameters({ Names: ['a'] }));
    }
    expect(passed).toEqual([3, 10]);
  },

  async 'secrets of tasks'() {
    const { limits } = (await setUp()).aws;
    const place = { account: '123456789012', region: 'eu-west-1' };
    for (let read = 0; read < 40; read++) limits.draw(place, 'ssm', 'GetParameters');
    expect(() => limits.draw(place, 'ssm', 'GetParameters')).toThrow(
      expect.objectContaining({ code: 'ThrottlingException', message: 'Rate exceeded' }),
    );
    limits.draw({ ...place, region: 'us-west-2' }, 'ssm', 'GetParameters');
  },

  async 'own buckets of ECS'() {
    const { ports, clock, infrastructure, clientsOf } = await setUp({
      buckets: { 'elasticloadbalancing modify': { burst: 20, perSecond: 0 } },
    });
    const { cluster, slots } = infrastructure.target;
    const { elbv2 } = clientsOf('123456789012');
    await countPassed(20, () => elbv2.deleteTargetGroup({ TargetGroupArn: 'arn:none' }));
    await expect(elbv2.deleteTargetGroup({ TargetGroupArn: 'arn:none' })).rejects.toThrow('Rate exceeded');
    await ports.ecs.updateService({ cluster, service: slots.blue.service, desiredCount: 2 });
    await clock.run(sleep(clock, 60_000));
    const { TargetHealthDescriptions = [] } = await elbv2.describeTargetHealth({
      TargetGroupArn: slots.blue.targetGroup,
    });
    expect(TargetHealthDescriptions).toHaveLength(2);
  },

  async 'push rate'() {
    const { ecr } = await setUp();
    const push = () => ecr.putImage({ repositoryName: 'none', imageManifest: '{}' });
    const codes = await codesOf(11, push);
    expect(codes).toEqual([...Array(10).fill('RepositoryNotFoundException'), 'ThrottlingException']);
    await ecr.getAuthorizationToken({});
  },
});
