import type { Failure } from '../../../lib/action/outcome.ts';
import type { ScalingSettings } from '../../../lib/aws/scaling/settings.ts';
import type { PerSlot } from '../../../lib/aws/target.ts';
import type { CallFaultKind } from '../../../rehearsal/aws/faults/fault.ts';
import type { Act, RunEnd } from './scenario.ts';

/** What happened in a played scenario, in order: all that judges go by. Times in milliseconds since the epoch. */
export interface Trace {
  readonly events: readonly TraceEvent[];
  readonly runs: readonly PlayedRun[];
}

/** The platform as it is at one moment, from the embedded AWS itself and not from its answers. */
export interface Truth {
  readonly at: number;
  /** Weights of each production rule, in the target's order. */
  readonly rules: readonly PerSlot<number>[];
  readonly slots: PerSlot<SlotTruth>;
  /** Weights of each test rule; absent when the target has none. */
  readonly tests?: readonly PerSlot<number>[];
  /** How long the group stickiness of each production rule lasts, in seconds; absent when none has any. */
  readonly sticky?: readonly (number | undefined)[];
  /** Whether the alarm is in ALARM; absent when there is none. */
  readonly isAlarm?: boolean;
}

export interface SlotTruth {
  readonly desiredCount: number;
  /** Tasks that are RUNNING. */
  readonly running: number;
  /** Healthy targets by what they run. */
  readonly healthy: readonly HealthyTargets[];
  /** Of its scalable target; absent when it has none. */
  readonly scaling?: ScalingSettings;
}

export interface HealthyTargets {
  /** ARN of the task definition. */
  readonly taskDefinition: string;
  readonly image: string;
  readonly count: number;
}

export type TraceEvent = { readonly at: number } & (
  | { readonly kind: 'tick'; readonly truth: Truth }
  /** A call that changes something, when it has been carried out or refused. */
  | ({ readonly kind: 'write' } & Write)
  /** A target's health was read by a run. */
  | { readonly kind: 'reading'; readonly by: string; readonly truth: Truth }
  | { readonly kind: 'visit'; readonly path: string; readonly status: number }
  | { readonly kind: 'began'; readonly run: string }
  /** A run was killed or cancelled from outside. */
  | { readonly kind: 'struck'; readonly run: string; readonly how: RunEnd['kind'] }
  /** A fault has met calls of a run. */
  | { readonly kind: 'met'; readonly run: string; readonly fault: CallFaultKind; readonly calls: number }
  | { readonly kind: 'ended'; readonly run: string; readonly truth: Truth }
  | { readonly kind: 'act'; readonly act: Act }
  /** The runs of the scenario are over, and everything is calm. */
  | { readonly kind: 'calm'; readonly truth: Truth }
);

export interface Write {
  /** Name of the run, which is its access key too; other names are those of strangers. */
  readonly by: string;
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  /** Code of the error; undefined when it took effect. */
  readonly error: string | undefined;
  readonly before: Truth;
  readonly after: Truth;
}

/** A run as it was and as it ended. */
export interface PlayedRun {
  readonly name: string;
  readonly runId: string;
  /** As its action got them. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Whether it belongs to the scenario, or came after it to put things right. */
  readonly phase: 'scenario' | 'repair' | 'last';
  readonly beganAt: number;
  readonly endedAt: number;
  readonly ending: Ending;
  /** Calls that it sent and that change something. */
  readonly writes: number;
  readonly log: readonly { readonly at: number; readonly line: string }[];
}

/** How a run ended. */
export type Ending =
  /** By itself: green without a failure, red with one. */
  | {
      readonly kind: 'ended';
      readonly outputs: Readonly<Record<string, string | undefined>>;
      readonly failure?: Failure;
    }
  /** It was killed. */
  | { readonly kind: 'lost' }
  /** It did not end in the time that its inputs allow. */
  | { readonly kind: 'hung' };
