import type { CallFaultKind } from '../../../rehearsal/aws/faults/fault.ts';
import type { Point } from '../testing/machine.ts';

/** A world and what happens in it, as data: the same scenario always gives the same run. Times in milliseconds. */
export interface Scenario {
  readonly seed: number;
  readonly platform: PlatformShape;
  /** What each version is like; the first is good, and serves when the scenario begins, unless the platform is empty. */
  readonly versions: readonly VersionKind[];
  /** Runs of the action, in the order in which they are named by others. */
  readonly runs: readonly RunShape[];
  readonly events: readonly WorldEvent[];
  /** Whether runs keep a slot for clients whose cookies lead there; these leave when all is put right. */
  readonly keepsClients?: true;
  /** Which mode comes after everything, to put right what is left. */
  readonly repair: 'recover' | 'release' | 'rollback';
  /** What has to work at the end, when all is calm. */
  readonly last: 'release' | 'rollback';
}

/** What the platform is like, and how AWS behaves in this world. */
export interface PlatformShape {
  /** Nothing has ever been released. */
  readonly isEmpty: boolean;
  /** Production rules, 1 to 3. */
  readonly rules: number;
  /** Tasks of the version that serves at the beginning. */
  readonly tasks: number;
  /** How long a node of the load balancer may go on obeying an old rule, or sending to a target that is deregistered. */
  readonly ruleLag: number;
  readonly drainLag: number;
  readonly nodes: number;
  readonly healthyWhen: 'every-node' | 'any-node';
  /** Share of Parameter Store's reads that are from before the last change, by `staleFor` at most. */
  readonly staleParameters: number;
  readonly staleFor: number;
  /** For so long DescribeServices may answer as before an update. */
  readonly staleServices: number;
  /** Share by which tasks may be slower than usual. */
  readonly jitter: number;
  /** Whether the account's buckets for load balancing and Parameter Store are nearly empty all the time. */
  readonly isBusy: boolean;
  /** Absent when neither slot has a scalable target. */
  readonly scaling?: ScalingShape;
  /** Whether testers reach the standby by a rule of their own. */
  readonly isTested?: true;
  /** Whether an alarm watches the shop's orders. */
  readonly isAlarmed?: true;
  /** Absent when production rules keep no client with the group it got first. */
  readonly sticky?: StickyShape;
}

/** Group stickiness of every production rule, and what AWS does not tell of it. */
export interface StickyShape {
  readonly seconds: number;
  readonly stickToZeroWeight: boolean;
  readonly renewStickiness: boolean;
  readonly stickinessLasts: 'as-the-cookie-says' | 'as-the-rule-says';
}

/** Scalable targets of both slots, whose policies go by the visitors that each task has. In tasks. */
export interface ScalingShape {
  readonly minimum: number;
  /** Of the slot that serves at the beginning. */
  readonly maximum: number;
  /** Of the other one; at least the minimum. */
  readonly standbyMaximum: number;
}

export const VERSION_KINDS = [
  'good',
  /** Good, and takes long to start. */
  'slow',
  'never-ready',
  /** Exits at once. */
  'crash-loop',
  /** Exits after a while. */
  'crashes-late',
  /** Answers visitors with errors after a while, and health checks well. */
  'errors-late',
  /** Turns unhealthy, and answers visitors with errors, after a while. */
  'sickens',
  /** Healthy and not in turns. */
  'flapping',
  /** Its image cannot be pulled. */
  'no-image',
] as const;

export type VersionKind = (typeof VERSION_KINDS)[number];

/** One process that runs the action. */
export interface RunShape {
  /** A rerun has the id of the run that it repeats. */
  readonly runId: string;
  readonly start: RunStart;
  /** As the workflow gives them, but for what the world adds: the target, the record and the address of the probe. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly machine: MachineShape;
  readonly end?: RunEnd;
  readonly faults: readonly RunFault[];
  /** Whether its job outlives it, and runs the step after the job when it has failed or was cancelled. */
  readonly post?: true;
}

/** What is peculiar to the machine that it runs on. */
export interface MachineShape {
  /** How far its date is ahead of AWS's. */
  readonly offset: number;
  /** Milliseconds that pass there in a true one. */
  readonly rate: number;
  /** How long a call takes there, and its answer back, at most. */
  readonly latency: number;
  /** One of a hundred such journeys takes so long at most: longer than clients wait, or not. */
  readonly jam: number;
}

/** Nothing is the matter with it. */
export const PERFECT_MACHINE: MachineShape = { offset: 0, rate: 1, latency: 0, jam: 0 };

export type RunStart =
  /** So long after that run has ended; after the first moment when there is none. */
  | { readonly kind: 'after'; readonly run: number | undefined; readonly milliseconds: number }
  /** So long after it has begun. */
  | { readonly kind: 'beside'; readonly run: number; readonly milliseconds: number }
  /** When it is about to send its so manieth call that changes something; at its end when it makes fewer. */
  | { readonly kind: 'at-call'; readonly run: number; readonly call: number };

/** A kill is the end of the machine. A cancel is the runner's: SIGINT, and ten seconds later a kill. */
export interface RunEnd {
  readonly kind: 'kill' | 'cancel';
  readonly moment: RunMoment;
}

export type RunMoment =
  | { readonly call: number; readonly when: Point }
  /** At its so manieth call of one of these operations. */
  | { readonly operations: readonly string[]; readonly number: number; readonly when: Point }
  | { readonly milliseconds: number };

/** Meets calls of one run alone. */
export interface RunFault {
  readonly kind: CallFaultKind;
  readonly operation?: string;
  readonly after: number;
  readonly count: number;
  readonly probability: number;
}

export interface WorldEvent {
  readonly at: EventMoment;
  readonly act: Act;
}

export type EventMoment =
  /** So long after a run has begun. */
  | { readonly run: number; readonly milliseconds: number }
  /** Right after the so manieth weight that the run has written. */
  | { readonly run: number; readonly weight: number };

export type Act =
  /** Infrastructure code puts a rule (or all) back to what it was at the beginning. */
  | { readonly kind: 'reset-rules'; readonly rule: number | 'all' }
  /** Somebody writes weights by hand. */
  | {
      readonly kind: 'set-weights';
      readonly rule: number | 'all';
      readonly blue: number;
      readonly green: number;
    }
  /** Each running task dies with this probability. */
  | { readonly kind: 'lose-tasks'; readonly share: number }
  | { readonly kind: 'capacity-shortage'; readonly milliseconds: number }
  | { readonly kind: 'node-lag'; readonly lag: number; readonly milliseconds: number }
  /** Infrastructure code resets the desired count of the slot that is not live. */
  | { readonly kind: 'set-count'; readonly count: number }
  /** Nobody on this platform can reach AWS's API, or is throttled, for a while. */
  | { readonly kind: 'outage'; readonly fault: 'throttled' | 'unavailable'; readonly milliseconds: number }
  /** Autoscaling gives the live slot one task more, or one less, but never none. */
  | { readonly kind: 'scale'; readonly by: 1 | -1 }
  /** From now on so many visitors come each second. */
  | { readonly kind: 'load'; readonly visitors: number }
  /** For so long orders fail, which the alarm watches. */
  | { readonly kind: 'failing-orders'; readonly milliseconds: number }
  /** Somebody writes weights of the test rule. */
  | { readonly kind: 'set-test-weights'; readonly blue: number; readonly green: number };
