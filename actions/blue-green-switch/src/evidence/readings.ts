import type {
  Action,
  Listener,
  Rule,
  TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { forwardingOf } from '../../../../lib/aws/load-balancer/weights.ts';
import type { ObservedCall } from '../../../../lib/aws/observe-calls.ts';
import { type PerSlot, SLOTS, type SlotName } from '../../../../lib/aws/target.ts';

/** What was read of something, until it changed. Times, in milliseconds since the epoch, of when it was asked for. */
export interface Reading {
  readonly at: number;
  /** When the same was read for the last time. */
  until: number;
}

/** How many targets of a slot's group were in which state. */
export interface TargetReading extends Reading {
  readonly slot: SlotName;
  /** Targets by state, as the load balancer spells it. */
  readonly states: ReadonlyMap<string, number>;
}

/** Weights that a rule showed. */
export interface RuleReading extends Reading {
  readonly rule: string;
  readonly weights: PerSlot<number>;
}

/** The parts of answers that are read here. */
interface Answer {
  readonly TargetHealthDescriptions?: readonly TargetHealthDescription[];
  readonly Rules?: readonly Rule[];
  readonly Listeners?: readonly Listener[];
}

/** What an answer tells of the targets of a slot; undefined for any other call. */
export function readTargets(call: ObservedCall, pair: PerSlot<string>): TargetReading | undefined {
  const { TargetGroupArn } = call.input as { readonly TargetGroupArn?: string };
  const slot = SLOTS.find((name) => pair[name] === TargetGroupArn);
  if (call.operation !== 'DescribeTargetHealth' || slot === undefined) return undefined;
  const targets = answerOf(call)?.TargetHealthDescriptions;
  if (!targets) return undefined;
  const groups = Map.groupBy(targets, ({ TargetHealth }) => TargetHealth?.State ?? 'unknown');
  return {
    ...askedAt(call),
    slot,
    states: new Map([...groups].map(([state, { length }]) => [state, length])),
  };
}

/**
 * What an answer tells of the weights of these rules.
 * @param rules a default rule may go by the ARN of its listener
 */
export function readWeights(
  call: ObservedCall,
  rules: readonly string[],
  pair: PerSlot<string>,
): RuleReading[] {
  const { Rules = [], Listeners = [] } = answerOf(call) ?? {};
  const shown: readonly (readonly [arn: string | undefined, actions: readonly Action[] | undefined])[] = [
    ...Rules.map(({ RuleArn, Actions }) => [RuleArn, Actions] as const),
    ...Listeners.map(({ ListenerArn, DefaultActions }) => [ListenerArn, DefaultActions] as const),
  ];
  return shown.flatMap(([rule, actions = []]) => {
    const weights = forwardingOf(actions, pair)?.weights;
    if (rule === undefined || !weights || !rules.includes(rule)) return [];
    return [{ ...askedAt(call), rule, weights }];
  });
}

function askedAt({ sentAt }: ObservedCall): Reading {
  return { at: sentAt, until: sentAt };
}

function answerOf({ result }: ObservedCall): Answer | undefined {
  return 'error' in result ? undefined : result.output;
}
