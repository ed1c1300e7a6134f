import { delimiter } from 'node:path';

/** The environment that a job's steps share, and add to. */
export interface JobEnvironment {
  /** All variables of one step; `own` are those that nobody else gets. */
  forStep(own: Readonly<Record<string, string>>): Record<string, string>;
  /** Takes over what a step left in GITHUB_ENV and GITHUB_PATH, for the steps after it. */
  absorb(writings: {
    readonly environment: Readonly<Record<string, string>>;
    readonly path: readonly string[];
  }): void;
}

/** @param given.runner the runner's own variables, which nothing overrides */
export function createJobEnvironment(given: {
  readonly initial: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly runner: Readonly<Record<string, string>>;
}): JobEnvironment {
  let shared = { ...given.initial };
  let path = [...given.path];
  return {
    forStep: (own) => ({ ...shared, ...own, PATH: path.join(delimiter), ...given.runner }),
    absorb(writings) {
      shared = { ...shared, ...writings.environment };
      for (const folder of writings.path) path = [folder, ...path.filter((known) => known !== folder)];
    },
  };
}
