import type { Service } from '@aws-sdk/client-ecs';
import type { TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Place } from '../../../../lib/aws/load-balancer/arns.ts';
import type { Rule } from '../../../../lib/aws/load-balancer/rules.ts';
import type { PerSlot, Target } from '../../../../lib/aws/target.ts';

/** What of a target there is. */
export interface Parts {
  readonly target: Target;
  /** Name of the parameter that holds the target; undefined for a document that was given as an input. */
  readonly parameter: string | undefined;
  readonly region: string;
  readonly hasCluster: boolean;
  readonly services: PerSlot<FoundService>;
  readonly targetGroups: PerSlot<FoundGroup>;
  /** Of each production rule of the target, in its order. */
  readonly rules: readonly FoundRule[];
}

export interface FoundService {
  /** Undefined when there is none, or none any more. */
  readonly service: Service | undefined;
  /** A service of the cluster that was most likely meant by a name that no service has. */
  readonly meant?: string | undefined;
}

export interface FoundGroup {
  readonly group: TargetGroup | undefined;
  /** ARN of another group with the name that stands in the ARN of one that does not exist. */
  readonly namesake?: string | undefined;
}

/** A rule, or how much of what it belongs to there is. */
export type FoundRule =
  | { readonly arn: string; readonly rule: Rule; readonly place?: never }
  | { readonly arn: string; readonly rule?: never; readonly place: RulePlace };

/** Where a rule that does not exist would be. */
export interface RulePlace extends Pick<Place, 'listenerArn' | 'loadBalancerArn'> {
  readonly hasListener: boolean;
  readonly hasLoadBalancer: boolean;
  /** Behind all the rules that the listener has. */
  readonly nextPriority: number;
}
