import type { Random } from '../kernel/random.ts';
import { DEFAULT_QUOTAS, type Quotas } from './control/quotas.ts';
import type { RoutingSettings } from './routing/route.ts';

/** From `min` up to `max`, in milliseconds. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A certificate and its private key. */
export interface PemCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** What AWS does not promise, or documents in two ways: every value here is a hypothesis that a simulation may vary. */
export interface Elbv2Settings extends RoutingSettings {
  /** How long a node goes on obeying the rules from before a change; drawn for each change and node. */
  readonly ruleLag: Range;
  /** How long a node goes on sending requests to a target that is deregistered; drawn for each target and node. */
  readonly drainLag: Range;
  /** How long a target stays `Elb.RegistrationInProgress`, before the nodes know it. */
  readonly registrationLag: Range;
  /** Whether DescribeTargetHealth calls a target healthy when every node does, or as soon as one does. */
  readonly healthyWhen: 'every-node' | 'any-node';
  /** Nodes of each load balancer. AWS has one or more in each enabled Availability Zone. */
  readonly nodes: number;
  /** HealthCheckTimeoutSeconds when a group is made without it. */
  readonly healthCheckTimeoutSeconds: number;
  /** How long a node tries to connect to a target before it answers 504, in milliseconds. */
  readonly connectTimeout: number;
  /** How many of each there may be. */
  readonly quotas: Quotas;
  /** What the refusal of an unknown subnet says beside its code: EC2's sentence, or as seen in 2019 EC2's code alone. */
  readonly unknownSubnetSays: 'sentence' | 'code';
  /** Whether Describe calls show the client secret of an OIDC action. */
  readonly showClientSecret: boolean;
  /** Certificates by ARN, as PEM; a listener makes one of its own for any other ARN. */
  readonly certificates: Readonly<Record<string, PemCertificate>>;
  /** What becomes of a WebSocket when its target's deregistration delay is over. */
  readonly webSocketsAfterDelay: 'cut' | 'kept';
  /** Where IP targets lie inside the VPC. The runtimes' networks can be anywhere in the private ranges of RFC 1918. */
  readonly vpcRanges: readonly string[];
  /** Entries of a page when the caller names no PageSize. */
  readonly pageSize: number;
}

export const DEFAULT_SETTINGS: Elbv2Settings = {
  // AWS gives no figure; deployers hold 15 to 30 s after the last weight write.
  ruleLag: { min: 500, max: 8_000 },
  // Up to 13 s were seen (aws-load-balancer-controller #2366).
  drainLag: { min: 500, max: 13_000 },
  registrationLag: { min: 500, max: 2_000 },
  healthyWhen: 'every-node',
  nodes: 2,
  // The user guide says 5 s for HTTP, the API reference 6 s.
  healthCheckTimeoutSeconds: 5,
  quotas: DEFAULT_QUOTAS,
  zeroWeights: 'unavailable',
  stickToZeroWeight: true,
  // The user guide says so of the cookies that lead to targets, and of the group's nothing.
  renewStickiness: true,
  stickinessLasts: 'as-the-cookie-says',
  unknownSubnetSays: 'sentence',
  showClientSecret: false,
  certificates: {},
  webSocketsAfterDelay: 'cut',
  connectTimeout: 10_000,
  vpcRanges: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
  pageSize: 100,
};

/** Draws a duration from the range, in whole milliseconds. */
export function drawDuration({ min, max }: Range, random: Random): number {
  return min + random.below(max - min + 1);
}
