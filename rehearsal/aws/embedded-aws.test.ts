import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ECR } from '@aws-sdk/client-ecr';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SSM } from '@aws-sdk/client-ssm';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { sleep } from '../../lib/action/clock.ts';
import { createVirtualAws } from '../testing/virtual-aws.ts';
import { DEFAULT_NETWORK } from './ec2/settings.ts';
import { SUBNETS, VPC_ID } from './ec2/testing/networks.ts';
import type { Dispatch } from './kernel/dispatch.ts';
import { inProcessClient } from './kernel/in-process.ts';

interface Place {
  readonly account: string;
  readonly region: string;
}

/** The same calls of the same names, made by whoever lives at a place. */
function inhabit(dispatch: Dispatch, { account, region }: Place) {
  const config = inProcessClient(dispatch, { accessKeyId: account, region });
  const ecs = new ECS(config);
  const elbv2 = new ElasticLoadBalancingV2(config);
  const logs = new CloudWatchLogs(config);
  const ecr = new ECR(config);
  const ssm = new SSM(config);
  return {
    elbv2,
    ecs,
    async create(): Promise<void> {
      await ecs.createCluster({ clusterName: 'web' });
      await ecs.registerTaskDefinition({
        family: 'web',
        containerDefinitions: [{ name: 'web', image: 'web', memory: 64 }],
      });
      await elbv2.createLoadBalancer({ Name: 'web', Subnets: SUBNETS.slice(0, 2) });
      await elbv2.createTargetGroup({
        Name: 'web',
        Protocol: 'HTTP',
        Port: 80,
        VpcId: VPC_ID,
        TargetType: 'ip',
      });
      await logs.createLogGroup({ logGroupName: 'web' });
      await ecr.createRepository({ repositoryName: 'web' });
      await ssm.putParameter({ Name: 'web', Value: account, Type: 'String' });
    },
    /** The ARNs of everything that is seen from here. */
    async list(): Promise<(string | undefined)[]> {
      const { clusterArns = [] } = await ecs.listClusters({});
      const { taskDefinitionArns = [] } = await ecs.listTaskDefinitions({});
      const { LoadBalancers = [] } = await elbv2.describeLoadBalancers({});
      const { TargetGroups = [] } = await elbv2.describeTargetGroups({});
      const { logGroups = [] } = await logs.describeLogGroups({});
      const { repositories = [] } = await ecr.describeRepositories({});
      const { Parameters = [] } = await ssm.getParameters({ Names: ['web'] });
      return [
        ...[...clusterArns, ...taskDefinitionArns],
        ...LoadBalancers.map(({ LoadBalancerArn }) => LoadBalancerArn),
        ...TargetGroups.map(({ TargetGroupArn }) => TargetGroupArn),
        ...logGroups.map(({ logGroupArn }) => logGroupArn),
        ...repositories.map(({ repositoryArn }) => repositoryArn),
        ...Parameters.map(({ ARN }) => ARN),
      ];
    },
  };
}

describe('accounts and regions', () => {
  const HERE = { account: '111111111111', region: 'eu-west-1' };
  const OTHERS = [
    { account: '222222222222', region: 'eu-west-1' },
    { account: '111111111111', region: 'us-west-2' },
  ];
  let dispatch: Dispatch;
  beforeAll(async () => {
    const { aws } = await createVirtualAws({ settings: { ssm: { writeTime: 0 } } });
    ({ dispatch } = aws);
  });

  test('have names of their own and see nothing of each other', async () => {
    const here = inhabit(dispatch, HERE);
    await here.create();
    const mine = await here.list();
    expect(mine).toHaveLength(7);
    for (const place of OTHERS) {
      const there = inhabit(dispatch, place);
      expect(await there.list()).toEqual([]);
      await there.create();
      const theirs = await there.list();
      expect(theirs.map(placeOf)).toEqual(Array(7).fill(place));
    }
    expect(mine.map(placeOf)).toEqual(Array(7).fill(HERE));
    expect(await here.list()).toEqual(mine);
  });

  test('do not reach each other by ARN', async () => {
    const here = inhabit(dispatch, HERE);
    const [LoadBalancerArn = ''] = (await here.list()).filter((arn) => arn?.includes('loadbalancer'));
    for (const place of OTHERS) {
      const { elbv2 } = inhabit(dispatch, place);
      await expect(
        elbv2.describeLoadBalancers({ LoadBalancerArns: [LoadBalancerArn] }),
      ).rejects.toMatchObject({
        name: 'LoadBalancerNotFoundException',
      });
      // What is not there counts as deleted.
      await elbv2.deleteLoadBalancer({ LoadBalancerArn });
    }
    expect(await here.list()).toContain(LoadBalancerArn);
  });
});

function placeOf(arn: string | undefined): Place {
  const [, , , region = '', account = ''] = arn?.split(':') ?? [];
  return { account, region };
}

test('a load balancer is in the VPC and the zones that EC2 tells of its subnets', async () => {
  const { aws } = await createVirtualAws();
  const elbv2 = new ElasticLoadBalancingV2(inProcessClient(aws.dispatch, { region: 'eu-west-1' }));
  const { vpcId, subnets } = DEFAULT_NETWORK;
  const [, second, third] = subnets.map(({ subnetId }) => subnetId);
  const { LoadBalancers } = await elbv2.createLoadBalancer({
    Name: 'placed',
    Subnets: [third ?? '', second ?? ''],
  });
  expect(LoadBalancers).toMatchObject([
    { VpcId: vpcId, AvailabilityZones: [{ ZoneName: 'eu-west-1c' }, { ZoneName: 'eu-west-1b' }] },
  ]);
});

describe('close', () => {
  test('ends every timer, whatever was under way', async () => {
    const { aws, clock, ports, infrastructure } = await createVirtualAws({
      behaviours: { 'rehearsal/web:none-yet': {} },
    });
    const { cluster, slots } = infrastructure.target;
    await ports.ecs.updateService({ cluster, service: slots.blue.service, desiredCount: 3 });
    await clock.run(sleep(clock, 120_000));
    const { services } = await ports.ecs.describeServices({ cluster, services: [slots.blue.service] });
    expect(services?.[0]?.runningCount).toBe(3);
    // Tasks that run, that start and that stop; targets that are checked and that drain.
    await ports.ecs.updateService({ cluster, service: slots.blue.service, desiredCount: 1 });
    await ports.ecs.updateService({ cluster, service: slots.green.service, desiredCount: 2 });
    await clock.run(sleep(clock, 15_000));
    await clock.run(aws.close());
    const closedAt = clock.now();
    await expect(clock.run(new Promise(() => {}))).rejects.toThrow('Virtual time stands still');
    expect(clock.now()).toBe(closedAt);
  });
});
