import type { Service } from '@aws-sdk/client-ecs';
import { ActionFailure } from '../../../lib/action/errors.ts';
import { readRules } from '../../../lib/aws/load-balancer/rules.ts';
import { forwardingOf } from '../../../lib/aws/load-balancer/weights.ts';
import { type SlotName, type Target, targetGroupsOf } from '../../../lib/aws/target.ts';
import type { Observation } from './plan.ts';
import type { Ports } from './ports.ts';

/**
 * Reads what a plan is made from: the production rules and both services. Nothing is written.
 * @throws ActionFailure when a part of the target does not exist
 */
export async function observe(target: Target, ports: Ports): Promise<Observation> {
  const services = await readServices(target, ports);
  const rules = await readRules(ports, target.productionRules);
  const pair = targetGroupsOf(target);
  return {
    target,
    services,
    rules: rules.map(({ arn, actions }) => ({ ruleArn: arn, forwarding: forwardingOf(actions, pair) })),
  };
}

async function readServices(target: Target, { ecs, signal }: Ports): Promise<Observation['services']> {
  const { blue, green } = target.slots;
  const { services = [] } = await ecs.describeServices(
    { cluster: target.cluster, services: [blue.service, green.service] },
    { abortSignal: signal },
  );
  const find = (slot: SlotName): Service => {
    const { service: name } = target.slots[slot];
    const found = services.find(({ serviceName, serviceArn }) => name === serviceName || name === serviceArn);
    if (found && found.status === 'ACTIVE') return found;
    throw new ActionFailure({
      cause: `Service ${name} (slot ${slot}) ${found ? `is ${found.status}` : 'does not exist'} in cluster ${target.cluster}.`,
      advice: `Correct the target, or create it; the services there are: aws ecs list-services --cluster ${target.cluster}`,
    });
  };
  return { blue: find('blue'), green: find('green') };
}
