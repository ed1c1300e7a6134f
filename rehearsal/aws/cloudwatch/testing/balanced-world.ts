import { CloudWatchClient, GetMetricStatisticsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import {
  type Action,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { sleep } from '../../../../lib/action/clock.ts';
import { SUBNETS, TWO_VPCS, VPC_ID } from '../../ec2/testing/networks.ts';
import { createVirtualDataPlane } from '../../elbv2/data-plane/virtual.ts';
import { createElbv2 } from '../../elbv2/elbv2.ts';
import { createDispatch } from '../../kernel/dispatch.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createRandom } from '../../kernel/random.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { createNetwork } from '../../network.ts';
import { createCloudWatch } from '../cloudwatch.ts';
import type { CloudWatchSettings } from '../settings.ts';
import { publishLoadBalancerMetrics } from '../sources/load-balancer-metrics.ts';
import { START } from './world.ts';

const NO_TIME = { min: 0, max: 0 };

/** A load balancer with one group of two targets, `10.0.0.1` and `10.0.0.2`, and CloudWatch beside it. */
export function createBalancedWorld(settings: Partial<CloudWatchSettings> = {}) {
  const clock = createVirtualClock(START);
  const random = createRandom(1);
  const network = createNetwork();
  const plane = createVirtualDataPlane({ clock, random: random.fork('traffic'), network });
  const elbv2 = createElbv2({
    ...{ clock, random, network, vpcs: TWO_VPCS, dataPlane: plane },
    settings: { ruleLag: NO_TIME, drainLag: NO_TIME, registrationLag: NO_TIME },
    onExchange: (exchange) => metrics.record(exchange),
  });
  const cloudwatch = createCloudWatch({
    ...{ clock, random },
    settings: { loadBalancerDelay: NO_TIME, newMetricDelay: 0, ...settings },
  });
  const metrics = publishLoadBalancerMetrics(cloudwatch, { clock, random: random.fork('metrics'), elbv2 });
  const dispatch = createDispatch([cloudwatch.service, elbv2.service], { clock, random, onCall: () => {} });
  const client = new CloudWatchClient(inProcessClient(dispatch));
  const balancing = new ElasticLoadBalancingV2Client(inProcessClient(dispatch));
  const made = { loadBalancer: '', group: '', listener: '' };
  /** What every target answers; `checkStatus` for health checks. */
  const answers = { status: 200, milliseconds: 50, checkStatus: 200 };

  async function createGroup(Name: string): Promise<string> {
    const group = { Name, Protocol: 'HTTP', Port: 8080, VpcId: VPC_ID, TargetType: 'ip' } as const;
    const { TargetGroups } = await balancing.send(
      new CreateTargetGroupCommand({ ...group, HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 4 }),
    );
    return TargetGroups?.[0]?.TargetGroupArn ?? '';
  }

  async function build(): Promise<void> {
    for (const address of ['10.0.0.1', '10.0.0.2']) {
      network.announce(address, () => ({
        kind: 'script',
        answer({ headers }) {
          const isCheck = headers['user-agent']?.startsWith('ELB-HealthChecker');
          const status = isCheck ? answers.checkStatus : answers.status;
          return { milliseconds: answers.milliseconds, result: { status, headers: {}, body: '' } };
        },
      }));
    }
    const balancer = { Name: 'web', Subnets: SUBNETS.slice(0, 2) };
    const { LoadBalancers } = await balancing.send(new CreateLoadBalancerCommand(balancer));
    made.loadBalancer = LoadBalancers?.[0]?.LoadBalancerArn ?? '';
    made.group = await createGroup('blue');
    const { Listeners } = await balancing.send(
      new CreateListenerCommand({
        ...{ LoadBalancerArn: made.loadBalancer, Protocol: 'HTTP', Port: 80 },
        DefaultActions: [{ Type: 'forward', TargetGroupArn: made.group }],
      }),
    );
    made.listener = Listeners?.[0]?.ListenerArn ?? '';
  }

  const register = (TargetGroupArn = made.group) =>
    balancing.send(
      new RegisterTargetsCommand({
        TargetGroupArn,
        Targets: [{ Id: '10.0.0.1' }, { Id: '10.0.0.2' }],
      }),
    );
  const dimensions = (group = made.group) => ({
    LoadBalancer: made.loadBalancer.split(':loadbalancer/')[1] ?? '',
    TargetGroup: group.split(':').at(-1) ?? '',
  });

  const setAction = (action: Action) =>
    balancing.send(new ModifyListenerCommand({ ListenerArn: made.listener, DefaultActions: [action] }));

  return {
    clock,
    client,
    answers,
    register,
    dimensions: () => dimensions(),
    wait: (seconds: number) => sleep(clock, seconds * 1000),
    /** The listener answers by itself from now on. */
    fix: (StatusCode: string) => setAction({ Type: 'fixed-response', FixedResponseConfig: { StatusCode } }),
    /** The listener forwards to another group from now on, which has no targets yet; gives its dimensions and its ARN. */
    async moveOn() {
      const arn = await createGroup('green');
      await setAction({ Type: 'forward', TargetGroupArn: arn });
      return { arn, ...dimensions(arn) };
    },
    async visit(times: number): Promise<void> {
      for (let visit = 0; visit < times; visit += 1) {
        await plane.send(made.listener, { method: 'GET', url: '/', headers: { host: 'shop' } });
      }
    },
    /** Sums, or another statistic, by minute since the beginning. */
    async read(
      MetricName: string,
      names: Record<string, string>,
      Statistic: 'Sum' | 'Average' | 'Minimum' | 'Maximum' = 'Sum',
    ): Promise<Record<number, number | undefined>> {
      const { Datapoints = [] } = await client.send(
        new GetMetricStatisticsCommand({
          ...{ Namespace: 'AWS/ApplicationELB', MetricName, Period: 60, Statistics: [Statistic] },
          Dimensions: Object.entries(names).map(([Name, Value]) => ({ Name, Value })),
          ...{ StartTime: new Date(START), EndTime: new Date(START + 3_600_000) },
        }),
      );
      return Object.fromEntries(
        Datapoints.map((point) => [(Number(point.Timestamp) - START) / 60_000, point[Statistic]]),
      );
    },
    async list(MetricName: string) {
      const { Metrics = [] } = await client.send(new ListMetricsCommand({ MetricName }));
      return Metrics.map(({ Dimensions = [] }) => Dimensions.map(({ Name }) => Name).join(' ')).sort();
    },
    /** Runs a story in virtual time, with both targets healthy from half a minute on. */
    async run(story: () => Promise<void>): Promise<void> {
      await client.send(new ListMetricsCommand({}));
      await build();
      await clock.run(
        (async () => {
          await register();
          await sleep(clock, 30_000);
          await story();
          cloudwatch.close();
          await elbv2.close();
        })(),
      );
    },
  };
}
