import {
  type Action,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  type CreateTargetGroupInput,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ModifyTargetGroupAttributesCommand,
  type RuleCondition,
  type TargetHealth,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { NetworkSettings } from '../../ec2/settings.ts';
import { SUBNETS, TWO_VPCS, VPC_ID } from '../../ec2/testing/networks.ts';
import { createVpcs } from '../../ec2/vpcs.ts';
import { createDispatch } from '../../kernel/dispatch.ts';
import { inProcessClient } from '../../kernel/in-process.ts';
import { createRandom, type Random } from '../../kernel/random.ts';
import { createVirtualClock } from '../../kernel/virtual-clock.ts';
import { createNetwork, type Network, type ScriptedAnswer } from '../../network.ts';
import type { DataPlane, Exchange } from '../data-plane/data-plane.ts';
import { createVirtualDataPlane } from '../data-plane/virtual.ts';
import { createElbv2 } from '../elbv2.ts';
import type { Elbv2Settings } from '../settings.ts';
import type { Target } from '../target-groups.ts';

/** Settings under which nothing lags: what a test is not about must not get in its way. */
const NO_LAG: Partial<Elbv2Settings> = {
  ruleLag: { min: 0, max: 0 },
  drainLag: { min: 0, max: 0 },
  registrationLag: { min: 0, max: 0 },
};

interface WorldPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network;
}

/** ELBv2 with a real SDK client, on whatever clock and data plane the test brings. */
function createWorld<Plane extends DataPlane>(
  { clock, random, network }: WorldPorts,
  dataPlane: Plane,
  settings: Partial<Elbv2Settings>,
  vpcs = TWO_VPCS,
) {
  const exchanges: Exchange[] = [];
  const elbv2 = createElbv2({
    ...{ clock, random, network, vpcs, dataPlane, settings: { ...NO_LAG, ...settings } },
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const dispatch = createDispatch([elbv2.service], { clock, random, onCall: () => {} });
  const client = new ElasticLoadBalancingV2Client(inProcessClient(dispatch));
  return { ...elbv2, ...createSteps(client), client, dispatch, dataPlane, network, exchanges };
}

/** The calls that most tests begin with. */
function createSteps(client: ElasticLoadBalancingV2Client) {
  return {
    async makeLoadBalancer(Name = 'web') {
      const made = await client.send(new CreateLoadBalancerCommand({ Name, Subnets: SUBNETS.slice(0, 2) }));
      return made.LoadBalancers?.[0]?.LoadBalancerArn ?? '';
    },
    async makeGroup(Name: string, input: Partial<CreateTargetGroupInput> = {}) {
      const wanted = { Name, Protocol: 'HTTP', Port: 8080, VpcId: VPC_ID, TargetType: 'ip' } as const;
      const made = await client.send(new CreateTargetGroupCommand({ ...wanted, ...input }));
      return made.TargetGroups?.[0]?.TargetGroupArn ?? '';
    },
    async makeListener(LoadBalancerArn: string, DefaultActions: Action[], Port = 80) {
      const made = await client.send(
        new CreateListenerCommand({ LoadBalancerArn, Protocol: 'HTTP', Port, DefaultActions }),
      );
      return made.Listeners?.[0]?.ListenerArn ?? '';
    },
    async makeRule(ListenerArn: string, Priority: number, Conditions: RuleCondition[], Actions: Action[]) {
      const made = await client.send(new CreateRuleCommand({ ListenerArn, Priority, Conditions, Actions }));
      return made.Rules?.[0]?.RuleArn ?? '';
    },
    async setDelay(TargetGroupArn: string, seconds: number) {
      const Attributes = [{ Key: 'deregistration_delay.timeout_seconds', Value: String(seconds) }];
      await client.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
    },
    /** Health by address and port, with state and reason alone. */
    async healthByTarget(TargetGroupArn: string): Promise<Record<string, string>> {
      const { TargetHealthDescriptions = [] } = await client.send(
        new DescribeTargetHealthCommand({ TargetGroupArn }),
      );
      return Object.fromEntries(
        TargetHealthDescriptions.map(({ Target: target, TargetHealth: health }) => [
          `${target?.Id}:${target?.Port}`,
          describeHealth(health),
        ]),
      );
    },
  };
}

export function describeHealth(health: TargetHealth | undefined): string {
  return [health?.State, health?.Reason].filter((part) => part !== undefined).join(' ');
}

/** A world on a virtual clock, its traffic in process. */
export function createVirtualWorld({
  settings = {},
  networks,
  seed = 1,
}: {
  settings?: Partial<Elbv2Settings>;
  /** Both of the tests' when not given. */
  networks?: readonly NetworkSettings[];
  seed?: number;
} = {}) {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const random = createRandom(seed);
  const network = createNetwork();
  const plane = createVirtualDataPlane({ clock, random: random.fork('traffic'), network });
  const vpcs = networks ? createVpcs({ networks }) : TWO_VPCS;
  const world = createWorld({ clock, random, network }, plane, settings, vpcs);
  return { ...world, clock, announceScript: scriptAnnouncer(network) };
}

/** A world with a data plane of the test's own. */
export function createSocketWorld(ports: WorldPorts, dataPlane: DataPlane, settings: Partial<Elbv2Settings>) {
  return createWorld(ports, dataPlane, settings);
}

/** A target that answers by a function of the test, which may change its mind. */
export interface ScriptedTarget {
  readonly target: Target;
  /** Requests that reached it, health checks apart. */
  requests: number;
  checks: number;
  answer: ScriptedAnswer;
  checkAnswer: ScriptedAnswer;
  withdraw(): void;
}

export function plainAnswer(status: number, body = '', milliseconds = 5): ScriptedAnswer {
  return { milliseconds, result: { status, headers: {}, body } };
}

function scriptAnnouncer(network: Network) {
  return (id: string, port = 8080): ScriptedTarget => {
    const scripted: ScriptedTarget = {
      target: { id, port },
      requests: 0,
      checks: 0,
      answer: plainAnswer(200, id),
      checkAnswer: plainAnswer(200),
      withdraw() {
        retract();
        for (const callback of [...gone]) callback();
      },
    };
    const gone = new Set<() => void>();
    const retract = network.announce(id, () => ({
      kind: 'script',
      onGone(callback) {
        gone.add(callback);
        return () => gone.delete(callback);
      },
      answer({ headers }) {
        const isCheck = headers['user-agent']?.startsWith('ELB-HealthChecker') ?? false;
        if (isCheck) scripted.checks += 1;
        else scripted.requests += 1;
        return isCheck ? scripted.checkAnswer : scripted.answer;
      },
    }));
    return scripted;
  };
}

/** A forward action with weights, by target group. */
export function forwardTo(...groups: [string, number][]): Action {
  return {
    Type: 'forward',
    ForwardConfig: { TargetGroups: groups.map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight })) },
  };
}
