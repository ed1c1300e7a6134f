import type { Clock } from '../../../../lib/action/clock.ts';
import type { Vpcs } from '../../ec2/vpcs.ts';
import type { Random } from '../../kernel/random.ts';
import type { DataPlane, Exchange } from '../data-plane/data-plane.ts';
import type { Elbv2Settings } from '../settings.ts';
import type { State, TargetGroupRecord } from '../state.ts';
import type { Membership } from '../traffic/membership.ts';
import type { Node } from '../traffic/node.ts';

/** What the operations work with. */
export interface Control {
  readonly state: State;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Elbv2Settings;
  readonly dataPlane: DataPlane;
  readonly vpcs: Vpcs;
  readonly onExchange: (exchange: Exchange) => void;
  /** The nodes of a new load balancer. */
  createNodes(loadBalancerArn: string): readonly Node[];
  /** The targets of a new group, none yet; they follow the group's settings as these change. */
  createMembership(group: Omit<TargetGroupRecord, 'membership'>): Membership;
}
