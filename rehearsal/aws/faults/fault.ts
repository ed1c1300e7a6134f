/**
 * Faults on demand: what can go wrong on AWS, when somebody asks for it. The same objects in process
 * (`aws.faults.add(…)`) and over the control API (`POST /_embedded/faults`).
 */
export type Fault = CallFault | Condition;

/** Meets calls of AWS's APIs. */
export type CallFault = CallSelection & { readonly kind: CallFaultKind } & {
  /** For `stale-read`: how old the answer is, in milliseconds; 5,000 when not given. */
  readonly milliseconds?: number;
};

/**
 * - `throttled`: refused as one call too many, in the service's own code; no effect.
 * - `server-error`: refused with the service's 500; no effect.
 * - `unavailable`: refused with a 503; no effect.
 * - `expired-credentials`: refused as a call whose session token has expired; no effect.
 * - `lost-request`: the connection breaks off before the call has any effect, and the journal does not have it.
 * - `lost-answer`: the call takes effect, and the connection breaks off without a reply.
 * - `stale-read`: a Describe, Get or List call is answered as of some time ago, as far back as the same question was asked
 *   while the fault stood; an answer older than its first asking is not known, and the oldest one is given.
 */
export const CALL_FAULT_KINDS = [
  'throttled',
  'server-error',
  'unavailable',
  'expired-credentials',
  'lost-request',
  'lost-answer',
  'stale-read',
] as const;

export type CallFaultKind = (typeof CALL_FAULT_KINDS)[number];

/** Which calls a fault meets; what is left open meets all. */
export interface CallSelection {
  /** As signatures name it: `ecs`, `elasticloadbalancing`. */
  readonly service?: string;
  readonly operation?: string;
  readonly accessKeyId?: string;
  /** So many of these calls pass first. */
  readonly after?: number;
  /** So many of them are met, then the fault is over; without it the fault stands until it is ended. */
  readonly count?: number;
  /** Share of the calls that are met, drawn from the embedded AWS's own seed; 1 when not given. */
  readonly probability?: number;
}

/** Stands until it is ended. */
export type Condition = CapacityShortage | NodeLag;

/** Fargate has no room: RunTask answers with failures, and services start no task. */
export interface CapacityShortage {
  readonly kind: 'capacity-shortage';
}

/** Nodes of load balancers hear of changed rules and deregistered targets so much later than they would have. */
export interface NodeLag {
  readonly kind: 'node-lag';
  readonly milliseconds: number;
  /** Index of the node in its load balancer; all of them when not given. */
  readonly node?: number;
}

/** Happens at once, and is over. */
export type Act = KillTask | KillMachine;

/** The machine below one task breaks down: nobody is asked to end, nothing is drained, no exit code is known. */
export interface KillTask {
  readonly kind: 'kill-task';
  /** ARN of the task. */
  readonly task: string;
}

/** The same for every task of a subnet, of an Availability Zone, or for each by chance. */
export interface KillMachine {
  readonly kind: 'kill-machine';
  readonly subnet?: string;
  readonly availabilityZone?: string;
  /** Each task of those dies with this probability; 1 when not given. */
  readonly share?: number;
}
