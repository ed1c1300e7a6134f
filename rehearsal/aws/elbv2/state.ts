import type { Action, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Call, perRegion } from '../kernel/call.ts';
import { parseArn } from './control/arns.ts';
import type { ListenerProtocol } from './control/tls.ts';
import type { Whereabouts } from './control/zones.ts';
import type { ClaimedAddress, OpenListener } from './data-plane/data-plane.ts';
import type { GroupRouting } from './routing/group-routing.ts';
import type { Membership } from './traffic/membership.ts';
import type { Node } from './traffic/node.ts';

/** Everything that one account has in one region, by ARN and in the order it was made. */
export interface Region {
  readonly place: Pick<Call, 'account' | 'region'>;
  readonly loadBalancers: Map<string, LoadBalancerRecord>;
  readonly listeners: Map<string, ListenerRecord>;
  readonly rules: Map<string, RuleRecord>;
  readonly targetGroups: Map<string, TargetGroupRecord>;
  /** Tags of every kind of resource; a resource that exists has an entry. */
  readonly tags: Map<string, Map<string, string>>;
}

export interface LoadBalancerRecord extends Whereabouts {
  readonly arn: string;
  readonly name: string;
  readonly scheme: 'internet-facing' | 'internal';
  readonly subnets: readonly string[];
  securityGroups: readonly string[];
  readonly createdAt: Date;
  readonly attributes: Map<string, string>;
  readonly claimed: ClaimedAddress;
  readonly nodes: readonly Node[];
}

export interface ListenerRecord {
  readonly arn: string;
  readonly loadBalancerArn: string;
  port: number;
  protocol: ListenerProtocol;
  /** Undefined for HTTP. */
  tls: TlsRecord | undefined;
  /** Settles when the data plane takes requests, or cannot. */
  opening: Promise<OpenListener>;
  /** Where clients reach it, once it is open. */
  url: string | undefined;
}

/** What an HTTPS listener is encrypted with; certificates by their ARNs. */
export interface TlsRecord {
  /** Name of a security policy. */
  readonly policy: string;
  /** The default certificate, for clients that name no host or one that no other certificate is for. */
  readonly certificate: string;
  readonly others: readonly string[];
}

/** A rule; the default one holds the listener's default actions. */
export interface RuleRecord {
  readonly arn: string;
  readonly listenerArn: string;
  priority: number | 'default';
  conditions: readonly RuleCondition[];
  actions: readonly Action[];
}

export interface TargetGroupRecord {
  readonly arn: string;
  readonly name: string;
  readonly port: number;
  readonly vpcId: string;
  healthCheck: HealthCheckRecord;
  readonly attributes: Map<string, string>;
  /** What the attributes say of how requests are spread. */
  routing: GroupRouting;
  readonly membership: Membership;
}

/** Health check settings as the API takes and shows them; times in seconds. */
export interface HealthCheckRecord {
  readonly path: string;
  readonly port: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
  readonly matcher: string;
}

/** All accounts and regions: found by whoever calls, or by an ARN. */
export interface State {
  regionOf(place: Pick<Call, 'account' | 'region'>): Region;
  /** The target group behind an ARN, wherever it lies. */
  findTargetGroup(targetGroupArn: string): { region: Region; group: TargetGroupRecord } | undefined;
  /** Every region that was ever asked for. */
  regions(): readonly Region[];
}

export function createState(): State {
  const known: Region[] = [];
  const regionOf = perRegion((place): Region => {
    const region: Region = {
      place,
      loadBalancers: new Map(),
      listeners: new Map(),
      rules: new Map(),
      targetGroups: new Map(),
      tags: new Map(),
    };
    known.push(region);
    return region;
  });
  return {
    regionOf,
    findTargetGroup(targetGroupArn) {
      const place = parseArn(targetGroupArn);
      const region = place && regionOf(place);
      const group = region?.targetGroups.get(targetGroupArn);
      return region && group && { region, group };
    },
    regions: () => known,
  };
}
