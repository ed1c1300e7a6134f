import { readRules } from '../../../../lib/aws/load-balancer/rules.ts';
import { readTargetGroups } from '../../../../lib/aws/load-balancer/target-groups.ts';
import { readScaling } from '../../../../lib/aws/scaling/scalable-targets.ts';
import { readService } from '../../../../lib/aws/services.ts';
import { type Target, targetGroupsOf } from '../../../../lib/aws/target.ts';
import type { Observation } from '../plan/plan.ts';
import type { SeenScaling } from '../plan/scaling.ts';
import type { Ports } from '../ports.ts';
import { observeTestRules } from '../test-rules/observe-test-rules.ts';
import { shareOf } from './rule-share.ts';

/**
 * Reads what a plan is made from: the production rules, and both slots' services, scaling and target groups. Nothing is
 * written.
 * @throws ActionFailure when a part of the target does not exist
 */
export async function observe(target: Target, ports: Ports): Promise<Observation> {
  const { cluster, slots } = target;
  const [blue, green, scaling] = await Promise.all([
    readService(ports, { cluster, ...slots.blue }),
    readService(ports, { cluster, ...slots.green }),
    observeScaling(target, ports),
  ]);
  const pair = targetGroupsOf(target);
  const targetGroups = await readTargetGroups(ports, pair);
  const rules = await readRules(ports, target.productionRules);
  const testRules = await observeTestRules(target, rules, ports);
  return {
    target,
    services: { blue, green },
    scaling,
    targetGroups,
    testRules,
    rules: rules.map((rule) => shareOf(rule, pair)),
  };
}

/** A slot whose service has no scalable target is left out. */
async function observeScaling({ cluster, slots }: Target, ports: Ports): Promise<SeenScaling> {
  const [blue, green] = await readScaling(ports, [
    { cluster, ...slots.blue },
    { cluster, ...slots.green },
  ]);
  return { ...(blue && { blue }), ...(green && { green }) };
}
