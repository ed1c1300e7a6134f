/** What decides whether a script runs: the job's state so far. */
export interface JobStatus {
  readonly hasFailed: boolean;
  readonly isCancelled: boolean;
}

const deciders = {
  'always()': () => true,
  'success()': ({ hasFailed, isCancelled }) => !hasFailed && !isCancelled,
  'failure()': ({ hasFailed, isCancelled }) => hasFailed && !isCancelled,
  'failure() || cancelled()': ({ hasFailed, isCancelled }) => hasFailed || isCancelled,
  'cancelled()': ({ isCancelled }) => isCancelled,
  '!cancelled()': ({ isCancelled }) => !isCancelled,
} satisfies Record<string, (status: JobStatus) => boolean>;

/** The `if` of a step and the `post-if` of an action, as far as this runner evaluates expressions. */
export type Condition = keyof typeof deciders;

export const CONDITIONS = Object.keys(deciders) as Condition[];

export function meetsCondition(condition: Condition, status: JobStatus): boolean {
  return deciders[condition](status);
}
