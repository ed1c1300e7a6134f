import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';

const InputMetadata = v.strictObject({
  description: v.string(),
  required: v.optional(v.boolean(), false),
  default: v.optional(v.string()),
  deprecationMessage: v.optional(v.string()),
});

const ActionMetadata = v.strictObject({
  name: v.string(),
  description: v.string(),
  author: v.optional(v.string()),
  branding: v.optional(v.strictObject({ icon: v.string(), color: v.string() })),
  inputs: v.optional(v.record(v.string(), InputMetadata), {}),
  outputs: v.optional(v.record(v.string(), v.strictObject({ description: v.string() })), {}),
  runs: v.strictObject({
    using: v.literal('node24'),
    main: v.literal('dist/index.js'),
    post: v.optional(v.literal('dist/post.js')),
    'post-if': v.optional(v.string()),
  }),
});

/** action.yml as this repository writes it: less than GitHub allows, so that every action is built in one way. */
export type ActionMetadata = v.InferOutput<typeof ActionMetadata>;

export interface Action {
  /** The folder's name under `actions/`, and the last part of `uses:`. */
  readonly name: string;
  readonly metadata: ActionMetadata;
  /** The text of action.yml. */
  readonly source: string;
}

/** Every folder under `actions/` that has an action.yml, by name. */
export function findActions(repository: string): Action[] {
  const folder = join(repository, 'actions');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'action.yml')))
    .sort()
    .map((name) => {
      const source = readFileSync(join(folder, name, 'action.yml'), 'utf8');
      return { name, source, metadata: parseActionMetadata(source, `actions/${name}/action.yml`) };
    });
}

/** @throws Error that names the file, the key and what is allowed there */
export function parseActionMetadata(source: string, path: string): ActionMetadata {
  const result = v.safeParse(ActionMetadata, parse(source));
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => `  ${v.getDotPath(issue) ?? '(document)'}: ${issue.message}`);
  throw new Error(`${path} cannot be used:\n${problems.join('\n')}`);
}
