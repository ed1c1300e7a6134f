import type { Service } from '@aws-sdk/client-ecs';
import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import { nearest } from '../../../../lib/action/nearest.ts';
import { unlessMissing } from '../../../../lib/aws/errors/kinds.ts';
import { placeOf, targetGroupNameIn } from '../../../../lib/aws/load-balancer/arns.ts';
import { readExistingRules } from '../../../../lib/aws/load-balancer/read-existing-rules.ts';
import { collect } from '../../../../lib/aws/pagination.ts';
import { otherSlot, type SlotName, type Target } from '../../../../lib/aws/target.ts';
import type { Ports } from '../ports.ts';
import type { FoundGroup, FoundRule, FoundService, Parts } from './parts.ts';

type ReadPorts = Pick<Ports, 'ecs' | 'elbv2' | 'signal'>;

/**
 * Reads every part of a target by itself, so that one that does not exist does not hide the others. Nothing is written.
 * @param parameter name of the parameter that holds the target
 */
export async function findParts(
  target: Target,
  parameter: string | undefined,
  ports: ReadPorts,
): Promise<Parts> {
  const services = await unlessMissing(() => readServices(target, ports));
  const names = services ? await listNames(target, ports) : [];
  const { blue, green } = target.slots;
  return {
    ...{ target, parameter, region: await ports.ecs.config.region(), hasCluster: services !== undefined },
    services: {
      blue: findService('blue', target, services ?? [], names),
      green: findService('green', target, services ?? [], names),
    },
    targetGroups: {
      blue: await findGroup(blue.targetGroup, ports),
      green: await findGroup(green.targetGroup, ports),
    },
    rules: await Promise.all(target.productionRules.map((arn) => findRule(arn, ports))),
  };
}

async function readServices(
  { cluster, slots }: Target,
  { ecs, signal }: ReadPorts,
): Promise<readonly Service[]> {
  const names = [slots.blue.service, slots.green.service];
  const { services = [] } = await ecs.describeServices(
    { cluster, services: names, include: ['TAGS'] },
    { abortSignal: signal },
  );
  return services.filter(({ status }) => status === 'ACTIVE');
}

async function listNames({ cluster }: Target, { ecs, signal }: ReadPorts): Promise<readonly string[]> {
  const arns = await collect(ecs.paginateListServices({ cluster }), (page) => page.serviceArns, { signal });
  return arns.map((arn) => arn.split('/').at(-1) ?? arn);
}

function findService(
  slot: SlotName,
  { slots }: Target,
  services: readonly Service[],
  names: readonly string[],
): FoundService {
  const name = slots[slot].service;
  const service = services.find(({ serviceName, serviceArn }) => [serviceName, serviceArn].includes(name));
  if (service) return { service };
  // The other slot's name is most like it, and not what was meant.
  return {
    service,
    meant: nearest(
      name,
      names.filter((each) => each !== slots[otherSlot(slot)].service),
    ),
  };
}

async function findGroup(arn: string, { elbv2, signal }: ReadPorts): Promise<FoundGroup> {
  const read = (query: { TargetGroupArns: string[] } | { Names: string[] }) =>
    unlessMissing(async (): Promise<TargetGroup | undefined> => {
      const { TargetGroups = [] } = await elbv2.describeTargetGroups(query, { abortSignal: signal });
      return TargetGroups[0];
    });
  const group = await read({ TargetGroupArns: [arn] });
  if (group) return { group };
  const namesake = await read({ Names: [targetGroupNameIn(arn)] });
  return { group, namesake: namesake?.TargetGroupArn };
}

async function findRule(arn: string, ports: ReadPorts): Promise<FoundRule> {
  const [rule] = await readExistingRules(ports, [arn]);
  if (rule) return { arn, rule };
  const { elbv2, signal } = ports;
  const { listenerArn, loadBalancerArn } = placeOf(arn);
  const priorities = await unlessMissing(async () => {
    const rules = await collect(
      elbv2.paginateDescribeRules({ ListenerArn: listenerArn }),
      (page) => page.Rules,
      { signal },
    );
    return rules.map(({ Priority }) => Number(Priority)).filter(Number.isInteger);
  });
  const listeners = await unlessMissing(() =>
    elbv2.describeListeners({ LoadBalancerArn: loadBalancerArn }, { abortSignal: signal }),
  );
  return {
    arn,
    place: {
      ...{ listenerArn, hasListener: priorities !== undefined },
      ...{ loadBalancerArn, hasLoadBalancer: listeners !== undefined },
      nextPriority: Math.max(0, ...(priorities ?? [])) + 1,
    },
  };
}
