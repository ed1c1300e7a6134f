import fc from 'fast-check';
import { SUBNETS } from '../../ec2/testing/networks.ts';
import { familyOf, forward, IMAGES, SLOTS, type World } from './world.ts';

type Slot = (typeof SLOTS)[number];

/** What somebody does to the platform. Whatever AWS refuses of it is refused and changes nothing. */
export type Step =
  | { readonly do: 'create'; readonly slot: Slot; readonly count: number; readonly image: string }
  | { readonly do: 'scale'; readonly slot: Slot; readonly count: number }
  | { readonly do: 'release'; readonly slot: Slot; readonly image: string }
  | { readonly do: 'delete'; readonly slot: Slot }
  /** The weights of the slots in the listener's default action; a slot without one is in no rule. */
  | { readonly do: 'shift'; readonly weights: Readonly<Record<Slot, number | undefined>> }
  | { readonly do: 'add rule'; readonly slot: Slot }
  | { readonly do: 'remove rule' }
  | { readonly do: 'stop task'; readonly slot: Slot }
  | { readonly do: 'lose tasks' }
  | { readonly do: 'register stray' | 'deregister stray'; readonly slot: Slot }
  | { readonly do: 'visit'; readonly times: number }
  | { readonly do: 'wait'; readonly seconds: number };

const slot = fc.constantFrom(...SLOTS);
const count = fc.integer({ min: 0, max: 3 });
const image = fc.constantFrom('good:1', 'good:2', 'good:1', 'good:2', ...IMAGES);
const weight = fc.option(fc.constantFrom(0, 1, 3, 100), { nil: undefined, freq: 5 });

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('create' as const), slot, count, image }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('scale' as const), slot, count }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('release' as const), slot, image }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), slot }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('shift' as const),
        weights: fc.record({ blue: weight, green: weight }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('add rule' as const), slot }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('remove rule' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('stop task' as const), slot }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('lose tasks' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constantFrom('register stray' as const, 'deregister stray' as const),
        slot,
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({ do: fc.constant('visit' as const), times: fc.integer({ min: 1, max: 20 }) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
    },
  ),
  { minLength: 6, maxLength: 20 },
);

/** A target that is no task's; nobody answers there. */
export const STRAY = { Id: '10.99.99.99', Port: 8080 };

const NETWORK = { awsvpcConfiguration: { subnets: SUBNETS.slice(0, 2) } };

/** Makes the call of a step. `wait` and `visit` are the caller's. */
export async function carryOut(world: World, step: Step): Promise<unknown> {
  const { ecs, elbv2, groups, listener } = world;
  const cluster = 'web';
  switch (step.do) {
    case 'create':
      return ecs.createService({
        ...{
          cluster,
          serviceName: step.slot,
          taskDefinition: familyOf(step.image),
          desiredCount: step.count,
        },
        ...{ launchType: 'FARGATE', networkConfiguration: NETWORK },
        loadBalancers: [{ targetGroupArn: groups[step.slot], containerName: 'app', containerPort: 8080 }],
        deploymentConfiguration: {
          ...{ minimumHealthyPercent: 100, maximumPercent: 200 },
          deploymentCircuitBreaker: { enable: true, rollback: true },
        },
        healthCheckGracePeriodSeconds: 20,
      });
    case 'scale':
      return ecs.updateService({ cluster, service: step.slot, desiredCount: step.count });
    case 'release':
      return ecs.updateService({ cluster, service: step.slot, taskDefinition: familyOf(step.image) });
    case 'delete':
      return ecs.deleteService({ cluster, service: step.slot, force: true });
    case 'shift':
      return elbv2.modifyListener({
        ListenerArn: listener,
        DefaultActions: [forward(weightsOf(world, step.weights))],
      });
    case 'add rule':
      return elbv2.createRule({
        ...{ ListenerArn: listener, Priority: 1 },
        Conditions: [{ Field: 'path-pattern', Values: ['/extra'] }],
        Actions: [forward({ [groups[step.slot]]: 1 })],
      });
    case 'remove rule':
      return removeRule(world);
    case 'stop task':
      return stopTask(world, step.slot);
    case 'lose tasks':
      return world.aws.faults.act({ kind: 'kill-machine', subnet: `${SUBNETS[0]}` });
    case 'register stray':
      return elbv2.registerTargets({ TargetGroupArn: groups[step.slot], Targets: [STRAY] });
    case 'deregister stray':
      return elbv2.deregisterTargets({ TargetGroupArn: groups[step.slot], Targets: [STRAY] });
    default:
      return undefined;
  }
}

/** The weights of a shift by target group. */
export function weightsOf(
  { groups }: World,
  weights: Readonly<Record<Slot, number | undefined>>,
): Record<string, number> {
  const given = SLOTS.flatMap((name) => {
    const value = weights[name];
    return value === undefined ? [] : [[groups[name], value] as const];
  });
  return Object.fromEntries(given);
}

async function removeRule({ elbv2, listener }: World): Promise<void> {
  const { Rules = [] } = await elbv2.describeRules({ ListenerArn: listener });
  const rule = Rules.find(({ IsDefault }) => !IsDefault);
  if (rule) await elbv2.deleteRule({ RuleArn: rule.RuleArn });
}

async function stopTask({ ecs }: World, serviceName: string): Promise<void> {
  const { taskArns = [] } = await ecs.listTasks({ cluster: 'web', serviceName });
  if (taskArns[0]) await ecs.stopTask({ cluster: 'web', task: taskArns[0] });
}
