import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { asSdkError, describeError } from '../../../../lib/aws/errors/sdk-error.ts';
import { forwardingOf } from '../../../../lib/aws/load-balancer/weights.ts';
import type { ObservedCall } from '../../../../lib/aws/observe-calls.ts';
import { isWrite } from '../../../../lib/aws/operations.ts';
import type { PerSlot } from '../../../../lib/aws/target.ts';

/** One sending of a call that changes something. */
export interface Write {
  /** As the SDK names its client: `ECS`, `ElasticLoadBalancingV2`. */
  readonly service: string;
  /** `ModifyRule` */
  readonly operation: string;
  /** ARN or name of what it changes. */
  readonly resource: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  /** When its answer was there, or was given up. */
  readonly endedAt: number;
  /** `unanswered`: it was sent, and AWS may have done it or not. */
  readonly outcome: 'done' | 'failed' | 'unanswered';
  /** AWS's error, or what happened to the connection. */
  readonly error?: string;
  readonly change: Change;
}

/** What it sets, as far as that is told; anything else of it is not. */
export interface Change {
  /** Of a rule. */
  readonly weights?: PerSlot<number>;
  /** Of a service. */
  readonly desiredCount?: number;
  readonly taskDefinition?: string;
  /** Of a scalable target. */
  readonly minCapacity?: number;
  readonly maxCapacity?: number;
  /** What of its scaling is suspended, as AWS spells it: `DynamicScalingIn`; empty when nothing is any more. */
  readonly suspended?: readonly string[];
}

/** What of a call's input is read here. */
interface WriteInput {
  readonly Actions?: readonly Action[];
  readonly DefaultActions?: readonly Action[];
  readonly desiredCount?: number;
  readonly taskDefinition?: string;
  readonly MinCapacity?: number;
  readonly MaxCapacity?: number;
  readonly SuspendedState?: Readonly<Record<string, boolean>>;
}

/** The record of a call; undefined for one that only reads. */
export function describeWrite(call: ObservedCall, pair: PerSlot<string>): Write | undefined {
  const { service, operation, input, sentAt, endedAt, result } = call;
  if (!isWrite(operation)) return undefined;
  const about = { service, operation, resource: resourceOf(input), sentAt, endedAt };
  const change = changeOf(input, pair);
  if (!('error' in result)) return { ...about, outcome: 'done', change };
  const isAnswered = asSdkError(result.error).$metadata?.httpStatusCode !== undefined;
  const outcome = isAnswered ? 'failed' : 'unanswered';
  return { ...about, outcome, error: describeError(result.error), change };
}

function changeOf(input: WriteInput, pair: PerSlot<string>): Change {
  const { Actions = [], DefaultActions = [], desiredCount, taskDefinition } = input;
  const { MinCapacity, MaxCapacity, SuspendedState } = input;
  const weights = forwardingOf([...Actions, ...DefaultActions], pair)?.weights;
  return {
    ...(weights && { weights }),
    ...(desiredCount === undefined ? {} : { desiredCount }),
    ...(taskDefinition === undefined ? {} : { taskDefinition }),
    ...(MinCapacity === undefined ? {} : { minCapacity: MinCapacity }),
    ...(MaxCapacity === undefined ? {} : { maxCapacity: MaxCapacity }),
    ...(SuspendedState && { suspended: suspendedIn(SuspendedState) }),
  };
}

function suspendedIn(state: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(state).flatMap(([part, isSuspended]) =>
    isSuspended ? [part.replace(/Suspended$/, '')] : [],
  );
}

/** Inputs that name what a call changes. */
const NAMES = [
  ...['RuleArn', 'ListenerArn', 'TargetGroupArn', 'ResourceId'],
  ...['service', 'family', 'Name', 'Names'],
] as const;

function resourceOf(input: object): string {
  const given: Readonly<Record<string, unknown>> = { ...input };
  const named = NAMES.map((name) => given[name]).find((value) => value !== undefined);
  return [named ?? '']
    .flat()
    .map((value) => String(value))
    .join(', ');
}
