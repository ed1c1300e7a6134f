import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { CONDITIONS, type Condition } from './condition.ts';

/** What the runner needs of an action.yml. */
export interface ActionFile {
  readonly name: string;
  /** By name, as spelled in the file. */
  readonly inputs: Readonly<Record<string, ActionInput>>;
  /** Absolute path of the script that the step runs. */
  readonly main: string;
  /** The script that runs at the end of the job. */
  readonly post?: { readonly script: string; readonly condition: Condition };
}

export interface ActionInput {
  /** Empty when the file gives none: the runner sets the variable all the same. */
  readonly default: string;
  readonly deprecationMessage?: string;
}

const scalar = v.pipe(
  v.nullish(v.union([v.string(), v.number(), v.boolean()])),
  v.transform((value) => (value === null || value === undefined ? '' : String(value))),
);

const actionSchema = v.object({
  name: v.string(),
  inputs: v.optional(
    v.record(
      v.string(),
      v.nullable(v.object({ default: scalar, deprecationMessage: v.optional(v.string()) })),
    ),
    {},
  ),
  runs: v.strictObject({
    using: v.literal('node24'),
    main: v.string(),
    post: v.optional(v.string()),
    'post-if': v.optional(v.picklist(CONDITIONS), 'always()'),
  }),
});

/**
 * Reads the action in a folder.
 * @throws an error that names the file and the place in it, when there is none or this runner cannot run it
 */
export async function readActionFile(folder: string): Promise<ActionFile> {
  const path = join(folder, 'action.yml');
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new Error(`Can't find 'action.yml' under '${folder}'.`, { cause });
  });
  const read = v.safeParse(actionSchema, parse(text));
  if (!read.success) throw new Error(describeIssues(path, read.issues));
  const { name, inputs, runs } = read.output;
  return {
    name,
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([input, given]) => [input, toInput(input, path, given)]),
    ),
    main: join(folder, runs.main),
    ...(runs.post && { post: { script: join(folder, runs.post), condition: runs['post-if'] } }),
  };
}

function toInput(
  name: string,
  path: string,
  given: { default?: string; deprecationMessage?: string | undefined } | null,
): ActionInput {
  const value = given?.default ?? '';
  if (value.includes('${{')) {
    throw new Error(
      `${path}: the default of input ${name} is an expression, which this runner does not evaluate.`,
    );
  }
  const message = given?.deprecationMessage;
  return message === undefined ? { default: value } : { default: value, deprecationMessage: message };
}

function describeIssues(path: string, issues: readonly v.BaseIssue<unknown>[]): string {
  const lines = issues.map((issue) => `  ${v.getDotPath(issue) ?? '(file)'}: ${issue.message}`);
  return [
    `${path} is not an action that this runner runs (node24, with main and optionally post):`,
    ...lines,
  ].join('\n');
}
