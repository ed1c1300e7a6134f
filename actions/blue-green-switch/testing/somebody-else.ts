import { sleep } from '../../../lib/action/clock.ts';
import { readRules } from '../../../lib/aws/load-balancer/rules.ts';
import type { SlotName } from '../../../lib/aws/target.ts';
import type { createWorld } from './world.ts';

type World = Awaited<ReturnType<typeof createWorld>>;

/** An hour of virtual time, in milliseconds: no run of a test lasts so long. */
const LONGEST_WAIT = 3_600_000;

/** Waits, beside a run, until a line stands in the log, among those after the first so many. */
export async function until({ clock, log }: World, line: string, after = 0): Promise<void> {
  const end = clock.now() + LONGEST_WAIT;
  while (!log.lines.slice(after).some((logged) => logged.startsWith(line))) {
    if (clock.now() > end) throw new Error(`"${line}" was never logged.`);
    await sleep(clock, 200);
  }
}

/** Sets the task counts of the slots' services, as somebody else than the action would. */
export async function scale(
  { infrastructure, ports }: World,
  counts: Readonly<Partial<Record<SlotName, number>>>,
): Promise<void> {
  const { cluster, slots } = infrastructure.target;
  for (const slot of ['blue', 'green'] as const) {
    const desiredCount = counts[slot];
    if (desiredCount === undefined) continue;
    await ports.ecs.updateService({ cluster, service: slots[slot].service, desiredCount });
  }
}

/** Weights of blue, green and of a third group, where there is one. */
export type Weights = readonly [number, number, number?];

/** Gives a rule that is no default rule these weights, as somebody else than the action would. */
export async function giveWeights(world: World, RuleArn: string, weights: Weights): Promise<void> {
  const { elbv2 } = world.ports;
  const { blue, green } = world.infrastructure.target.slots;
  const arns = [
    blue.targetGroup,
    green.targetGroup,
    ...(weights.length > 2 ? [await thirdGroup(world)] : []),
  ];
  const TargetGroups = arns.map((TargetGroupArn, index) => ({ TargetGroupArn, Weight: weights[index] ?? 0 }));
  await elbv2.modifyRule({ RuleArn, Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups } }] });
}

async function thirdGroup({ ports }: World): Promise<string> {
  const { TargetGroups: [like] = [] } = await ports.elbv2.describeTargetGroups({ Names: ['web-blue'] });
  const { TargetGroups: [made] = [] } = await ports.elbv2.createTargetGroup({
    ...{ Name: 'third', Protocol: 'HTTP', Port: 8080, TargetType: 'ip' },
    VpcId: like?.VpcId,
  });
  return made?.TargetGroupArn ?? '';
}

/** Weights that a rule shows, of blue first; undefined when it is gone. */
export async function weightsOf({ clock, ports }: World, ruleArn: string): Promise<number[] | undefined> {
  const rules = await clock.run(readRules(ports, [ruleArn]).catch(() => []));
  return rules[0]?.actions.at(-1)?.ForwardConfig?.TargetGroups?.map(({ Weight }) => Weight ?? 1);
}
