import { isListener } from '../load-balancer/arns.ts';
import type { Target } from '../target.ts';
import type { Names } from './fill-policy.ts';

/**
 * What a target document says of the placeholders of a policy. A default rule counts as one only where the target names
 * it by its listener: the ARN of a rule does not show what it is.
 */
export function namesOfTarget(target: Target): Names {
  const { cluster, slots, productionRules, testRules = [], logGroups, repository } = target;
  const [, Partition = '', , Region = '', Account = ''] = slots.blue.targetGroup.split(':');
  const rules = [...productionRules, ...testRules];
  return {
    ...{ Partition, Region, Account },
    Cluster: cluster.split('/').at(-1) ?? cluster,
    BlueService: slots.blue.service,
    GreenService: slots.green.service,
    Listener: rules.filter(isListener),
    ListenerRule: productionRules.filter((arn) => !isListener(arn)),
    TestRule: testRules.filter((arn) => !isListener(arn)),
    ...(logGroups && { LogGroup: logGroups }),
    ...(repository !== undefined && { Repository: repository }),
  };
}
