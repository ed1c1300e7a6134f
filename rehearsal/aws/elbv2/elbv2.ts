import * as sdk from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Clock } from '../../../lib/action/clock.ts';
import type { Vpcs } from '../ec2/vpcs.ts';
import { createClosableClock } from '../kernel/closable-clock.ts';
import type { Random } from '../kernel/random.ts';
import { defineService, type Service } from '../kernel/service.ts';
import type { Network } from '../network.ts';
import { accountOperations } from './control/account.ts';
import { certificateOperations } from './control/certificates.ts';
import type { Control } from './control/control.ts';
import { compileHealthCheck } from './control/health-check.ts';
import { listenerOperations } from './control/listeners.ts';
import { loadBalancerOperations } from './control/load-balancers.ts';
import { ruleOperations } from './control/rules.ts';
import { tagOperations } from './control/tags.ts';
import { targetGroupOperations } from './control/target-groups.ts';
import { targetOperations } from './control/targets.ts';
import type { DataPlane, Exchange } from './data-plane/data-plane.ts';
import { createProbe, type Probe } from './health/probe.ts';
import { countHosts, type HostCount } from './host-counts.ts';
import { forwardGroups, stickySecondsOf } from './routing/table.ts';
import { createHealthNews, createTargetGroups, deregistrationDelayOf } from './service-targets.ts';
import { DEFAULT_SETTINGS, type Elbv2Settings } from './settings.ts';
import { createState, type State, type TargetGroupRecord } from './state.ts';
import type { TargetGroups } from './target-groups.ts';
import { createMembership, type Membership } from './traffic/membership.ts';
import { createNode } from './traffic/node.ts';

export interface Elbv2Ports {
  readonly clock: Clock;
  readonly random: Random;
  /** Where targets answer; health checks go there. */
  readonly network: Network;
  /** Carries the requests of clients. It is closed together with the service. */
  readonly dataPlane: DataPlane;
  readonly settings?: Partial<Elbv2Settings>;
  /** How much later than usual a node hears of changes just now, in milliseconds; by its index in its load balancer. */
  readonly nodeLag?: (node: number) => number;
  /** Where load balancers and target groups can be. */
  readonly vpcs: Vpcs;
  /** Called for every request that has ended, on any listener. */
  readonly onExchange?: (exchange: Exchange) => void;
}

export interface Elbv2 {
  readonly service: Service;
  /** What ECS does with target groups. */
  readonly targetGroups: TargetGroups;
  /** Healthy and unhealthy targets as each node sees them now: what CloudWatch shows as host counts. */
  hostCounts(): readonly HostCount[];
  /** Every rule and how the groups that it names stand, as it is and not as an answer may show it. */
  traffic(): readonly RuleTraffic[];
  /** Where each open listener is reached, by its ARN: `http://127.66.0.1:80`. */
  endpoints(): Readonly<Record<string, string>>;
  /** Closes every listener and stops every check; leaves no socket and no timer. */
  close(): Promise<void>;
}

/** Elastic Load Balancing, version 2: the API, the health checks and the traffic of application load balancers. */
export function createElbv2(ports: Elbv2Ports): Elbv2 {
  const settings = { ...DEFAULT_SETTINGS, ...ports.settings };
  const clock = createClosableClock(ports.clock);
  const random = ports.random.fork('elbv2');
  const state = createState();
  const news = createHealthNews();
  const probe = createProbe({ clock, network: ports.network });

  const control: Control = {
    ...{ state, clock, settings, dataPlane: ports.dataPlane, vpcs: ports.vpcs },
    random: random.fork('ids'),
    onExchange: ports.onExchange ?? (() => {}),
    createNodes: (loadBalancerArn) =>
      Array.from({ length: settings.nodes }, (_, index) =>
        createNode({
          ...{ clock, settings },
          random: random.fork(`${loadBalancerArn} node ${index}`),
          lateBy: () => ports.nodeLag?.(index) ?? 0,
        }),
      ),
    createMembership: (group) =>
      watchMembership(group, {
        ...{ clock, settings, probe, random, dataPlane: ports.dataPlane },
        onHealthChange: (target) => news.publish(group.arn, target),
      }),
  };

  return {
    service: defineService(sdk, new sdk.ElasticLoadBalancingV2Client({ region: 'us-east-1' }), {
      ...loadBalancerOperations(control),
      ...listenerOperations(control),
      ...ruleOperations(control),
      ...targetGroupOperations(control),
      ...targetOperations(control),
      ...tagOperations(control),
      ...certificateOperations(control),
      ...accountOperations(control),
    }),
    targetGroups: createTargetGroups(state, news),
    hostCounts: () => countHosts(state),
    traffic: () => listTraffic(state),
    endpoints: () => listEndpoints(state),
    async close() {
      for (const { targetGroups } of state.regions()) {
        for (const { membership } of targetGroups.values()) membership.close();
      }
      clock.close();
      await ports.dataPlane.close();
    },
  };
}

/** The targets of a group, by its settings as they stand whenever they are asked. */
function watchMembership(
  group: Omit<TargetGroupRecord, 'membership'>,
  {
    random,
    dataPlane,
    ...ports
  }: {
    clock: Clock;
    random: Random;
    settings: Elbv2Settings;
    probe: Probe;
    dataPlane: DataPlane;
    onHealthChange: Parameters<typeof createMembership>[1]['onHealthChange'];
  },
): Membership {
  return createMembership(group.arn, {
    ...ports,
    random: random.fork(group.arn),
    healthCheck: () => compileHealthCheck(group.healthCheck),
    routing: () => group.routing,
    deregistrationDelay: () => deregistrationDelayOf(group.attributes),
    onRemoved: (target) => dataPlane.cut(group.arn, target),
  });
}

/** What a rule does with requests, for judges. */
export interface RuleTraffic {
  readonly ruleArn: string;
  /** How long its group stickiness lasts, in seconds; undefined when it has none. */
  readonly stickySeconds: number | undefined;
  readonly groups: readonly {
    readonly targetGroupArn: string;
    readonly weight: number;
    /** Addresses of the healthy targets. */
    readonly healthy: readonly string[];
  }[];
}

function listTraffic(state: State): readonly RuleTraffic[] {
  return state.regions().flatMap(({ rules, targetGroups }) =>
    [...rules.values()].map(({ arn, actions }) => ({
      ruleArn: arn,
      stickySeconds: stickySecondsOf(actions),
      groups: forwardGroups(actions).map(({ targetGroupArn, weight }) => {
        const membership = targetGroups.get(targetGroupArn)?.membership;
        const healthy = (membership?.members() ?? [])
          .filter(({ target }) => membership?.healthOf(target)?.State === 'healthy')
          .map(({ target }) => target.id);
        return { targetGroupArn, weight, healthy };
      }),
    })),
  );
}

function listEndpoints(state: State): Readonly<Record<string, string>> {
  const listeners = state.regions().flatMap((region) => [...region.listeners.values()]);
  return Object.fromEntries(
    listeners.flatMap(({ arn, url }) => (url === undefined ? [] : [[arn, url] as const])),
  );
}
