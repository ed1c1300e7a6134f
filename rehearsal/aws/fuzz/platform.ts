import { ApplicationAutoScaling } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { ECR } from '@aws-sdk/client-ecr';
import { ECS } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SSM } from '@aws-sdk/client-ssm';
import { createInfrastructure, type Infrastructure } from '../../story/infrastructure.ts';
import { SECURITY_GROUPS, SUBNETS, VPC_ID } from '../ec2/testing/networks.ts';
import type { Dispatch } from '../kernel/dispatch.ts';
import { inProcessClient } from '../kernel/in-process.ts';
import type { VirtualClock } from '../kernel/virtual-clock.ts';
import type { Vocabulary } from './make-input.ts';

type Target = Infrastructure['target'];

/** The story's blue slot, as Application Auto Scaling calls it. */
const SCALED = 'service/rehearsal/web-blue';

/** Words that members of many kinds allow. */
const WORDS = [
  ...['FARGATE', 'EC2', 'REPLICA', 'awsvpc', 'ENABLED', 'DISABLED', 'ACTIVE', 'RUNNING', 'STOPPED', 'TAGS'],
  ...[
    'forward',
    'redirect',
    'fixed-response',
    'HTTP',
    'HTTPS',
    'ip',
    'application',
    'internet-facing',
    '200',
  ],
  ...[
    'path-pattern',
    'host-header',
    'http-header',
    '/api/*',
    '#{path}',
    '80',
    '443',
    '10.0.0.1',
    '256',
    '512',
  ],
  ...[
    'String',
    'SecureString',
    'Standard',
    'Name',
    'Equals',
    'Recursive',
    'MUTABLE',
    'IMMUTABLE',
    'v1',
    'a',
    'b',
  ],
  ...[
    'vpc-id',
    'state',
    'tag:Name',
    'vpc-0e1bedded0a55e550',
    ...SUBNETS.slice(0, 1),
    ...SECURITY_GROUPS,
    'eu-west-1a',
  ],
  ...[
    'application/vnd.oci.image.manifest.v1+json',
    `sha256:${'0'.repeat(64)}`,
    'true',
    'false',
    '123456789012',
  ],
];

/** The story's platform, with a repository, a parameter and log events beside it; gives the texts that mean something there. */
export async function createPlatform(dispatch: Dispatch, clock: VirtualClock): Promise<Vocabulary> {
  const settings = inProcessClient(dispatch);
  const [ecs, elbv2, logs] = [
    new ECS(settings),
    new ElasticLoadBalancingV2(settings),
    new CloudWatchLogs(settings),
  ];
  // The SDK reads the user's configuration files with the first call of a process.
  await ecs.listClusters({});
  const { target, listenerArn } = await clock.run(createInfrastructure({ ecs, elbv2, logs }, clock));
  await clock.run(new ECR(settings).createRepository({ repositoryName: 'team/web' }));
  await clock.run(new SSM(settings).putParameter({ Name: '/platform/a', Value: 'v', Type: 'String' }));
  const logGroupName = '/ecs/rehearsal-web';
  await clock.run(logs.createLogStream({ logGroupName, logStreamName: 'web/web/1' }));
  await watchAndScale(settings, clock);
  const { LoadBalancers = [] } = await elbv2.describeLoadBalancers({});
  const loadBalancer = LoadBalancers[0]?.LoadBalancerArn ?? '';
  const image = { repositoryname: ['team/web'], repositorynames: ['team/web'], imagetag: ['v1', 'latest'] };
  const named = {
    ...image,
    ...ecsNames(target),
    ...elbNames(target, loadBalancer, listenerArn),
    ...{ loggroupname: [logGroupName], loggroupidentifier: [logGroupName], logstreamname: ['web/web/1'] },
    ...{
      name: ['/platform/a', 'web'],
      names: ['/platform/a'],
      path: ['/platform', '/'],
      resourceid: ['/platform/a'],
    },
    ...{
      subnets: SUBNETS.slice(0, 2),
      securitygroups: SECURITY_GROUPS,
      vpcid: [VPC_ID],
    },
  };
  return { texts: [...WORDS, ...Object.values(named).flat()], named };
}

/** An alarm, and a service that may be scaled. */
async function watchAndScale(
  settings: ReturnType<typeof inProcessClient>,
  clock: VirtualClock,
): Promise<void> {
  const alarm = {
    AlarmName: 'high',
    Namespace: 'Site',
    MetricName: 'Load',
    Statistic: 'Average',
    Period: 60,
  } as const;
  const above = { ComparisonOperator: 'GreaterThanThreshold', Threshold: 1, EvaluationPeriods: 1 } as const;
  await clock.run(new CloudWatch(settings).putMetricAlarm({ ...alarm, ...above }));
  const dimension = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;
  const limits = { ResourceId: SCALED, MinCapacity: 0, MaxCapacity: 2 };
  await clock.run(new ApplicationAutoScaling(settings).registerScalableTarget({ ...dimension, ...limits }));
}

function ecsNames({ cluster, slots }: Target): Vocabulary['named'] {
  const services = [slots.blue.service, slots.green.service, 'web-2'];
  return {
    ...{ cluster: [cluster], clusters: [cluster], clustername: [cluster, 'other'] },
    ...{ service: services, services, servicename: services },
    ...{ taskdefinition: ['web', 'web:1'], family: ['web', 'other'], familyprefix: ['web'] },
  };
}

function elbNames(
  { slots, productionRules }: Target,
  loadBalancer: string,
  listener: string,
): Vocabulary['named'] {
  const groups = [slots.blue.targetGroup, slots.green.targetGroup];
  return {
    ...{ targetgrouparn: groups, targetgrouparns: groups, resourcearns: [...groups, loadBalancer] },
    ...{ loadbalancerarn: [loadBalancer], loadbalancerarns: [loadBalancer] },
    ...{ listenerarn: [listener], listenerarns: [listener] },
    ...{ rulearn: productionRules, rulearns: productionRules },
  };
}
