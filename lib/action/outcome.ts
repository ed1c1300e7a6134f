/** What a run has to tell when it ends, green or red: data, written out by runAction alone. */
export interface Outcome {
  /** Every output by its name in action.yml; undefined ones are left out. */
  readonly outputs: Readonly<Record<string, string | undefined>>;
  /** Markdown for the job summary, cause first. */
  readonly summary: string;
  /** Present when the run is red. */
  readonly failure?: Failure;
}

/** Why a run is red. The first line of log and summary is the cause. */
export interface Failure {
  /** One line: what happened, to which resource, why. */
  readonly cause: string;
  /** What to do next: a command or a setting. */
  readonly advice?: string;
  /** Evidence, many lines allowed: stopped tasks, target reasons, the container's last log lines. */
  readonly detail?: string;
}
