import type { TargetHealth } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { Random } from '../../kernel/random.ts';
import { type HealthCheck, startChecks } from '../health/checks.ts';
import type { Probe } from '../health/probe.ts';
import { combine, INITIAL, judge } from '../health/verdict.ts';
import type { GroupRouting } from '../routing/group-routing.ts';
import { drawDuration, type Elbv2Settings } from '../settings.ts';
import { type Target, targetKey } from '../target-groups.ts';
import type { Node } from './node.ts';

/** The targets of one group, from registration to the end of their draining. */
export interface Membership {
  /** Registering a registered target changes nothing; one that drains starts anew. */
  register(target: Target, availabilityZone: string | undefined): void;
  /** A target that is not registered is no error. */
  deregister(target: Target): void;
  /** Gives the group to a load balancer, whose nodes begin to check, or takes it out of every rule. */
  assign(user: GroupUser | undefined): void;
  /** Begins again with changed health check settings; what the nodes hold of the targets stays. */
  restartChecks(): void;
  members(): readonly Member[];
  /** Undefined when the target is not registered, or no longer. */
  healthOf(target: Target): TargetHealth | undefined;
  /** Stops all checks and forgets the targets. */
  close(): void;
}

/** The load balancer that uses a group. */
export interface GroupUser {
  readonly nodes: readonly Node[];
  /** Availability Zones that it is enabled for. */
  readonly zones: readonly string[];
}

export interface Member {
  readonly target: Target;
  readonly availabilityZone: string | undefined;
}

export interface MembershipPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly probe: Probe;
  readonly settings: Elbv2Settings;
  /** The group's settings as they stand now. */
  readonly healthCheck: () => HealthCheck;
  readonly routing: () => GroupRouting;
  /** Milliseconds. */
  readonly deregistrationDelay: () => number;
  /** The target's state or reason has changed. */
  readonly onHealthChange: (target: Target) => void;
  /** The deregistration delay is over: what is still in flight to the target ends now. */
  readonly onRemoved: (target: Target) => void;
}

interface Entry extends Member {
  phase: 'unused' | 'registering' | 'checking' | 'draining';
  /** Ends what the phase has running. */
  stop: () => void;
  /** State and reason as last told. */
  told: string;
}

/** States and reasons that depend on the phase alone, in AWS's words. */
const PHASE_HEALTH: Record<Exclude<Entry['phase'], 'checking'>, TargetHealth> = {
  unused: {
    State: 'unused',
    Reason: 'Target.NotInUse',
    Description: 'Target group is not configured to receive traffic from the load balancer',
  },
  registering: {
    State: 'initial',
    Reason: 'Elb.RegistrationInProgress',
    Description: 'Target registration is in progress',
  },
  draining: {
    State: 'draining',
    Reason: 'Target.DeregistrationInProgress',
    Description: 'Target deregistration is in progress',
  },
};

const ZONE_NOT_ENABLED: TargetHealth = {
  State: 'unused',
  Reason: 'Target.NotInUse',
  Description: 'Target is in an Availability Zone that is not enabled for the load balancer',
};

const nothing = () => {};

export function createMembership(targetGroupArn: string, ports: MembershipPorts): Membership {
  const { clock, random, settings } = ports;
  const entries = new Map<string, Entry>();
  /** Nodes of the load balancer that uses the group, and of those that did: they may still hold its targets. */
  let nodes: readonly Node[] | undefined;
  let zones: readonly string[] = [];
  const everNodes = new Set<Node>();

  function health(entry: Entry): TargetHealth {
    if (entry.phase === 'unused' && nodes) return ZONE_NOT_ENABLED;
    if (entry.phase !== 'checking') return PHASE_HEALTH[entry.phase];
    const verdicts = (nodes ?? []).map((node) => node.verdictOf(targetGroupArn, entry.target) ?? INITIAL);
    return combine(verdicts, settings.healthyWhen);
  }

  function enter(entry: Entry, phase: Entry['phase'], stop: () => void): void {
    entry.stop();
    Object.assign(entry, { phase, stop });
    tell(entry);
  }

  function tell(entry: Entry): void {
    const { State, Reason } = health(entry);
    const news = `${State} ${Reason}`;
    if (news === entry.told) return;
    entry.told = news;
    ports.onHealthChange(entry.target);
  }

  /** A target that names no zone lies where the load balancer is. */
  function isInZone({ availabilityZone }: Entry): boolean {
    return availabilityZone === undefined || availabilityZone === 'all' || zones.includes(availabilityZone);
  }

  /** Registers with the nodes that use the group now, if any. */
  function begin(entry: Entry): void {
    if (!nodes || !isInZone(entry)) {
      enter(entry, 'unused', nothing);
      return;
    }
    for (const node of nodes) node.doubt(targetGroupArn, entry.target);
    const lag = drawDuration(settings.registrationLag, random);
    enter(
      entry,
      'registering',
      clock.after(lag, () => admit(entry)),
    );
  }

  function admit(entry: Entry): void {
    for (const node of nodes ?? []) node.admit(targetGroupArn, entry.target, ports.routing);
    check(entry);
  }

  /** Each node checks at a phase of its own, so that the first check comes within one interval. */
  function check(entry: Entry): void {
    const settled = ports.healthCheck();
    const stops = (nodes ?? []).map((node) => {
      const firstAfter = random.below(settled.interval);
      return startChecks(ports, { target: entry.target, check: settled, firstAfter }, (failure) => {
        const verdict = node.verdictOf(targetGroupArn, entry.target) ?? INITIAL;
        node.setVerdict(targetGroupArn, entry.target, judge(verdict, failure, settled.thresholds));
        tell(entry);
      });
    });
    enter(entry, 'checking', () => {
      for (const stop of stops) stop();
    });
  }

  function register(target: Target, availabilityZone: string | undefined): void {
    const known = entries.get(targetKey(target));
    if (known && known.phase !== 'draining') return;
    known?.stop();
    const entry: Entry = { target, availabilityZone, phase: 'unused', stop: nothing, told: '' };
    entries.set(targetKey(target), entry);
    begin(entry);
  }

  function deregister(target: Target): void {
    const entry = entries.get(targetKey(target));
    if (!entry || entry.phase === 'draining') return;
    for (const node of everNodes) node.drain(targetGroupArn, target);
    // A target that was never in use has nothing in flight to wait for.
    if (entry.phase === 'unused') {
      remove(entry);
      return;
    }
    const cancel = clock.after(ports.deregistrationDelay(), () => remove(entry));
    enter(entry, 'draining', cancel);
  }

  function remove(entry: Entry): void {
    entry.stop();
    entries.delete(targetKey(entry.target));
    ports.onRemoved(entry.target);
    ports.onHealthChange(entry.target);
  }

  function assign(user: GroupUser | undefined): void {
    if (user?.nodes === nodes) return;
    nodes = user?.nodes;
    zones = user?.zones ?? [];
    for (const node of nodes ?? []) everNodes.add(node);
    for (const entry of entries.values()) {
      // What drains goes on draining: the delay was promised to its requests.
      if (entry.phase !== 'draining') begin(entry);
    }
  }

  return {
    register,
    deregister,
    assign,
    restartChecks() {
      for (const entry of entries.values()) if (entry.phase === 'checking') check(entry);
    },
    members: () => [...entries.values()],
    healthOf(target) {
      const entry = entries.get(targetKey(target));
      return entry && health(entry);
    },
    close() {
      for (const entry of entries.values()) entry.stop();
      entries.clear();
    },
  };
}
