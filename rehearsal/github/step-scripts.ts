import type { ActionFile } from './action-file.ts';
import type { Condition } from './condition.ts';
import { mergeInputs } from './inputs.ts';
import type { ScriptRun } from './script.ts';
import type { Step } from './step.ts';

/** A `post` script that waits for the end of its job. */
export interface PostRun {
  readonly script: ScriptRun;
  /** The action's `post-if`. */
  readonly condition: Condition;
}

/** @param key tells the script's files from those of the job's other scripts */
export function describeMain(step: Step, name: string, action: ActionFile, key: string): ScriptRun {
  const inputs = mergeInputs(action, step.with ?? {});
  return {
    name,
    key,
    script: action.main,
    opening: [
      `##[group]Run ${step.uses}`,
      ...describeBlock('with', inputs.shown),
      ...describeBlock('env', step.env ?? {}),
      '##[endgroup]',
    ],
    warnings: inputs.warnings,
    variables: { ...step.env, ...inputs.variables, GITHUB_ACTION: step.id ?? '__self' },
  };
}

/** The same inputs and environment again, and what `main` saved. */
export function describePost(
  main: ScriptRun,
  post: NonNullable<ActionFile['post']>,
  state: Readonly<Record<string, string>>,
): PostRun {
  const saved = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]);
  return {
    script: {
      name: `Post ${main.name}`,
      key: `${main.key}_post`,
      script: post.script,
      opening: ['Post job cleanup.'],
      warnings: [],
      variables: { ...main.variables, ...Object.fromEntries(saved) },
    },
    condition: post.condition,
  };
}

function describeBlock(title: string, values: Readonly<Record<string, string>>): string[] {
  const lines = Object.entries(values).map(([name, value]) => `  ${name}: ${value}`);
  return lines.length > 0 ? [`${title}:`, ...lines] : [];
}
