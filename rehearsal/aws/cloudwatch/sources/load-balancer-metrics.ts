import type { Clock } from '../../../../lib/action/clock.ts';
import type { Exchange } from '../../elbv2/data-plane/data-plane.ts';
import type { Elbv2 } from '../../elbv2/elbv2.ts';
import { drawDuration } from '../../elbv2/settings.ts';
import type { Random } from '../../kernel/random.ts';
import type { CloudWatch } from '../cloudwatch.ts';
import { addValue, type Distribution, emptyDistribution } from '../metrics/distribution.ts';
import { metricName } from '../metrics/metric-name.ts';
import { floorTo, type Put } from '../metrics/store.ts';
import type { CloudWatchSettings } from '../settings.ts';
import type { Place } from '../state.ts';
import { measureExchange } from './exchange-measures.ts';
import { createHostLevels, type HostCounts, type HostMinute } from './host-levels.ts';

const NAMESPACE = 'AWS/ApplicationELB';
const MINUTE = 60_000;

interface LoadBalancerMetricsPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Pick<CloudWatchSettings, 'loadBalancerDelay'>;
  readonly hostCounts: HostCounts;
  readonly publish: (place: Place, metric: ReturnType<typeof metricName>, put: Put) => void;
}

/** What load balancers publish: once a minute and late, and only what happened. */
interface LoadBalancerMetrics {
  /** A request has ended. */
  record(exchange: Exchange): void;
  /** The health or the registration of a target has changed. */
  noteHosts(): void;
  /** Publishes every minute that is over. */
  refresh(): void;
}

/** Lets the load balancers' metrics flow into CloudWatch. Requests are to be recorded as they end. */
export function publishLoadBalancerMetrics(
  cloudwatch: CloudWatch,
  { elbv2, ...ports }: { readonly clock: Clock; readonly random: Random; readonly elbv2: Elbv2 },
): Pick<LoadBalancerMetrics, 'record'> {
  const { settings, publish } = cloudwatch;
  const metrics = createLoadBalancerMetrics({ ...ports, settings, publish, hostCounts: elbv2.hostCounts });
  cloudwatch.addSource(metrics.refresh);
  elbv2.targetGroups.onHealthChange(metrics.noteHosts);
  return metrics;
}

/** Requests of one minute that share load balancer, group and zone. */
interface Tally {
  readonly loadBalancerArn: string;
  readonly targetGroupArn: string | undefined;
  readonly zone: string;
  readonly measures: Map<string, Distribution>;
}

function createLoadBalancerMetrics(ports: LoadBalancerMetricsPorts): LoadBalancerMetrics {
  const { clock } = ports;
  const hosts = createHostLevels(ports);
  let minute = floorTo(clock.now(), MINUTE);
  let tallies = new Map<string, Tally>();

  function closeMinute(): void {
    const now = floorTo(clock.now(), MINUTE);
    if (now <= minute) return;
    const closed = tallies;
    tallies = new Map();
    for (const tally of closed.values()) publishTally(ports, tally, minute);
    minute = now;
  }

  return {
    record(exchange) {
      closeMinute();
      const { loadBalancerArn, zone } = exchange;
      const targetGroupArn = exchange.forwarded?.targetGroupArn;
      const key = `${loadBalancerArn} ${targetGroupArn} ${zone}`;
      const tally = tallies.get(key) ?? { loadBalancerArn, targetGroupArn, zone, measures: new Map() };
      tallies.set(key, tally);
      const healthy = targetGroupArn === undefined ? 0 : hosts.healthyIn(targetGroupArn);
      for (const [name, value] of measureExchange(exchange, healthy)) {
        const distribution = tally.measures.get(name) ?? emptyDistribution();
        addValue(distribution, value);
        tally.measures.set(name, distribution);
      }
    },
    noteHosts,
    refresh() {
      closeMinute();
      noteHosts();
    },
  };

  /** Publishes the minutes of hosts that are over, so that nothing piles up while nobody reads. */
  function noteHosts(): void {
    hosts.note();
    for (const minuteOfHosts of hosts.takeClosed()) publishHosts(ports, minuteOfHosts);
  }
}

function publishHosts(ports: LoadBalancerMetricsPorts, hosts: HostMinute): void {
  const { loadBalancerArn, start, healthy, unhealthy } = hosts;
  const counts = { HealthyHostCount: healthy, UnHealthyHostCount: unhealthy };
  for (const [name, distribution] of Object.entries(counts)) {
    const put = describePut(ports, loadBalancerArn, start, distribution, 'Count');
    for (const combination of listCombinations(hosts, 'group')) {
      ports.publish(placeOf(loadBalancerArn), metricName(NAMESPACE, name, combination), put);
    }
  }
}

function publishTally(ports: LoadBalancerMetricsPorts, tally: Tally, start: number): void {
  for (const [name, distribution] of tally.measures) {
    const put = describePut(ports, tally.loadBalancerArn, start, distribution, unitOf(name));
    for (const combination of listCombinations(tally, SCOPES[name] ?? 'all')) {
      ports.publish(placeOf(tally.loadBalancerArn), metricName(NAMESPACE, name, combination), put);
    }
  }
}

/** A load balancer's datapoints of one minute come together. */
function describePut(
  { random, settings }: LoadBalancerMetricsPorts,
  loadBalancerArn: string,
  start: number,
  distribution: Distribution,
  unit: Put['unit'],
): Put {
  const delay = drawDuration(settings.loadBalancerDelay, random.fork(`${loadBalancerArn} ${start}`));
  return { at: start, unit, resolutionSeconds: 60, visibleAt: start + MINUTE + delay, distribution };
}

function unitOf(name: string): Put['unit'] {
  if (name === 'TargetResponseTime') return 'Seconds';
  return name === 'ProcessedBytes' ? 'Bytes' : 'Count';
}

/** With which dimensions a metric is published, where it is not with all. */
type Scope = 'all' | 'load-balancer' | 'group' | 'per-target';

const SCOPES: Readonly<Record<string, Scope>> = {
  ProcessedBytes: 'load-balancer',
  HTTP_Redirect_Count: 'load-balancer',
  HTTP_Fixed_Response_Count: 'load-balancer',
  HTTPCode_ELB_3XX_Count: 'load-balancer',
  HTTPCode_ELB_4XX_Count: 'load-balancer',
  HTTPCode_ELB_5XX_Count: 'load-balancer',
  HTTPCode_ELB_500_Count: 'load-balancer',
  HTTPCode_ELB_502_Count: 'load-balancer',
  HTTPCode_ELB_503_Count: 'load-balancer',
  HTTPCode_ELB_504_Count: 'load-balancer',
  RequestCountPerTarget: 'per-target',
};

function listCombinations(
  {
    loadBalancerArn,
    targetGroupArn,
    zone,
  }: { readonly loadBalancerArn: string; readonly targetGroupArn: string | undefined; readonly zone: string },
  scope: Scope,
): Record<string, string>[] {
  const LoadBalancer = loadBalancerArn.slice(
    loadBalancerArn.indexOf(':loadbalancer/') + ':loadbalancer/'.length,
  );
  const TargetGroup = targetGroupArn?.split(':').at(-1);
  const AvailabilityZone = zone;
  const ofLoadBalancer = [{ LoadBalancer }, { LoadBalancer, AvailabilityZone }];
  if (scope === 'load-balancer' || TargetGroup === undefined) return ofLoadBalancer;
  if (scope === 'per-target') return [{ TargetGroup }, { TargetGroup, LoadBalancer }];
  const ofGroup = [
    { LoadBalancer, TargetGroup },
    { LoadBalancer, TargetGroup, AvailabilityZone },
  ];
  return scope === 'group' ? ofGroup : [...ofLoadBalancer, ...ofGroup];
}

function placeOf(arn: string): Place {
  const [, , , region = '', account = ''] = arn.split(':');
  return { account, region };
}
