import type { Call } from '../../kernel/call.ts';

/** The kinds of ELBv2 resource that exist here, as the first part of their ARN's resource names them. */
export type ResourceKind = 'loadbalancer' | 'listener' | 'listener-rule' | 'targetgroup';

type Place = Pick<Call, 'account' | 'region'>;

export function loadBalancerArn(place: Place, name: string, id: string): string {
  return `${prefix(place)}:loadbalancer/app/${name}/${id}`;
}

export function targetGroupArn(place: Place, name: string, id: string): string {
  return `${prefix(place)}:targetgroup/${name}/${id}`;
}

/** A listener's ARN carries its load balancer's name and id. */
export function listenerArn(ofLoadBalancer: string, id: string): string {
  return `${ofLoadBalancer.replace(':loadbalancer/', ':listener/')}/${id}`;
}

/** A rule's ARN carries its listener's; default rules have one as well. */
export function ruleArn(ofListener: string, id: string): string {
  return `${ofListener.replace(':listener/', ':listener-rule/')}/${id}`;
}

/** Which kind of resource an ARN names and where it lies, or undefined when it is no ARN of this service. */
export function parseArn(arn: string): (Place & { readonly kind: ResourceKind }) | undefined {
  const pattern =
    /^arn:aws[a-z-]*:elasticloadbalancing:([a-z0-9-]+):(\d{12}):(loadbalancer|listener|listener-rule|targetgroup)\/.+$/;
  const [, region, account, kind] = pattern.exec(arn) ?? [];
  if (!region || !account || !kind) return undefined;
  return { region, account, kind: kind as ResourceKind };
}

function prefix({ account, region }: Place): string {
  return `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${account}`;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}
