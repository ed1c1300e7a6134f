import type { Condition } from './condition.ts';
import type { Annotation } from './step-log.ts';

/** A step of a job, as a workflow writes it. */
export interface Step {
  /** The action's folder; a relative one counts from the workspace. */
  readonly uses: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly name?: string;
  readonly id?: string;
  /** By default `success()`: after a failure or a cancellation a step is skipped. */
  readonly if?: Condition;
}

/** `lost`: the machine was gone before the step could tell how it ended. */
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped' | 'lost';

export interface StepResult {
  readonly name: string;
  readonly conclusion: Conclusion;
  readonly outputs: Readonly<Record<string, string>>;
  /** As people see it: commands carried out, secrets hidden. */
  readonly log: string;
  /** Markdown; empty when the step wrote none, or too much. */
  readonly summary: string;
  /** Those that GitHub shows beside the run. */
  readonly annotations: readonly Annotation[];
}

/** A step whose script has not run. */
export function describeSkipped(name: string): StepResult {
  return { name, conclusion: 'skipped', outputs: {}, log: '', summary: '', annotations: [] };
}

/** A step whose machine is gone: GitHub has the log that arrived before, and nothing else. */
export function describeLost(name: string, lines: readonly string[] = []): StepResult {
  return { name, conclusion: 'lost', outputs: {}, log: lines.join('\n'), summary: '', annotations: [] };
}
