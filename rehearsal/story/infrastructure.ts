import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { ECS } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Clock, sleep } from '../../lib/action/clock.ts';
import type { Target } from '../../lib/aws/target.ts';
import { DEFAULT_NETWORK } from '../aws/ec2/settings.ts';
import { PLACE } from './settings.ts';

/** Clients of whoever sets the platform up; a real one has infrastructure code for this. */
export interface InfrastructureClients {
  readonly ecs: ECS;
  readonly elbv2: ElasticLoadBalancingV2;
  readonly logs: CloudWatchLogs;
}

/** What the first release of the story finds. */
export interface Infrastructure {
  /** The target document, as `blue-green-switch` takes it. */
  readonly target: Target;
  readonly listenerArn: string;
}

const CLUSTER = 'rehearsal';
const LOG_GROUP = '/ecs/rehearsal-web';
const CONTAINER = { name: 'web', port: 8080 };
/** The default VPC, and its subnets in two zones. */
const VPC_ID = DEFAULT_NETWORK.vpcId;
const SUBNETS = DEFAULT_NETWORK.subnets.slice(0, 2).map(({ subnetId }) => subnetId);
const SECURITY_GROUPS = DEFAULT_NETWORK.securityGroups.map(({ groupId }) => groupId);

/** Seconds; as quick as AWS allows, so that a rehearsal takes minutes. */
const HEALTH_CHECK = { HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 2 };
const DEREGISTRATION_DELAY_SECONDS = 5;

/**
 * Creates a platform with two slots and nothing in them: two services at desired count 0, and a listener whose default
 * rule forwards 100 to blue and 0 to green.
 */
export async function createInfrastructure(
  clients: InfrastructureClients,
  clock: Clock,
): Promise<Infrastructure> {
  const { ecs, elbv2, logs } = clients;
  await ecs.createCluster({ clusterName: CLUSTER });
  await logs.createLogGroup({ logGroupName: LOG_GROUP });
  const blue = { service: 'web-blue', targetGroup: await createTargetGroup(elbv2, 'web-blue') };
  const green = { service: 'web-green', targetGroup: await createTargetGroup(elbv2, 'web-green') };
  const listener = await createListener(elbv2, blue.targetGroup, green.targetGroup);
  const taskDefinition = await registerTaskDefinition(ecs);
  for (const slot of [blue, green]) await createService(ecs, slot, taskDefinition);
  await awaitStable(ecs, [blue.service, green.service], clock);
  return {
    listenerArn: listener.listenerArn,
    target: {
      cluster: CLUSTER,
      slots: { blue, green },
      productionRules: [listener.ruleArn],
      container: CONTAINER,
    },
  };
}

async function createTargetGroup(elbv2: ElasticLoadBalancingV2, Name: string): Promise<string> {
  const { TargetGroups = [] } = await elbv2.createTargetGroup({
    Name,
    Protocol: 'HTTP',
    Port: CONTAINER.port,
    VpcId: VPC_ID,
    TargetType: 'ip',
    HealthCheckPath: '/readyz',
    UnhealthyThresholdCount: 2,
    HealthyThresholdCount: 2,
    ...HEALTH_CHECK,
  });
  const arn = must(TargetGroups[0]?.TargetGroupArn, 'target group');
  await elbv2.modifyTargetGroupAttributes({
    TargetGroupArn: arn,
    Attributes: [
      { Key: 'deregistration_delay.timeout_seconds', Value: String(DEREGISTRATION_DELAY_SECONDS) },
    ],
  });
  return arn;
}

async function createListener(elbv2: ElasticLoadBalancingV2, blue: string, green: string) {
  const { LoadBalancers = [] } = await elbv2.createLoadBalancer({
    Name: 'rehearsal',
    Subnets: SUBNETS,
    SecurityGroups: SECURITY_GROUPS,
  });
  const { Listeners = [] } = await elbv2.createListener({
    LoadBalancerArn: must(LoadBalancers[0]?.LoadBalancerArn, 'load balancer'),
    Protocol: 'HTTP',
    Port: 80,
    DefaultActions: [
      {
        Type: 'forward',
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: blue, Weight: 100 },
            { TargetGroupArn: green, Weight: 0 },
          ],
        },
      },
    ],
  });
  const listenerArn = must(Listeners[0]?.ListenerArn, 'listener');
  const { Rules = [] } = await elbv2.describeRules({ ListenerArn: listenerArn });
  return { listenerArn, ruleArn: must(Rules.find(({ IsDefault }) => IsDefault)?.RuleArn, 'default rule') };
}

/** The revision that both services start from; its image is never run, since nothing runs at count 0. */
async function registerTaskDefinition(ecs: ECS): Promise<string> {
  const { taskDefinition } = await ecs.registerTaskDefinition({
    family: 'web',
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    executionRoleArn: 'arn:aws:iam::123456789012:role/rehearsal-execution',
    taskRoleArn: 'arn:aws:iam::123456789012:role/rehearsal-task',
    tags: [{ key: 'project', value: 'rehearsal' }],
    containerDefinitions: [
      {
        name: CONTAINER.name,
        image: 'rehearsal/web:none-yet',
        essential: true,
        portMappings: [{ containerPort: CONTAINER.port }],
        stopTimeout: 10,
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': LOG_GROUP,
            'awslogs-region': PLACE.region,
            'awslogs-stream-prefix': 'web',
          },
        },
      },
    ],
  });
  return must(taskDefinition?.taskDefinitionArn, 'task definition');
}

async function createService(
  ecs: ECS,
  slot: { readonly service: string; readonly targetGroup: string },
  taskDefinition: string,
): Promise<void> {
  await ecs.createService({
    cluster: CLUSTER,
    serviceName: slot.service,
    taskDefinition,
    desiredCount: 0,
    launchType: 'FARGATE',
    networkConfiguration: {
      awsvpcConfiguration: { subnets: SUBNETS, securityGroups: SECURITY_GROUPS, assignPublicIp: 'DISABLED' },
    },
    loadBalancers: [
      { targetGroupArn: slot.targetGroup, containerName: CONTAINER.name, containerPort: CONTAINER.port },
    ],
    deploymentConfiguration: {
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: false },
    },
    healthCheckGracePeriodSeconds: 10,
  });
}

/** As infrastructure code does: a service is there when its first deployment has completed. */
async function awaitStable(ecs: ECS, names: string[], clock: Clock): Promise<void> {
  for (;;) {
    const { services = [] } = await ecs.describeServices({ cluster: CLUSTER, services: names });
    const deployments = services.flatMap((service) => service.deployments ?? []);
    if (deployments.every(({ rolloutState }) => rolloutState === 'COMPLETED')) return;
    await sleep(clock, 500);
  }
}

/** @throws Error when AWS's answer lacks what it has just created */
function must(arn: string | undefined, what: string): string {
  if (arn === undefined) throw new Error(`The answer to the creation of a ${what} has no ARN.`);
  return arn;
}
