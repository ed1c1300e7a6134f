import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toInputVariables } from '../../lib/action/testing/to-input-variables.ts';
import type { Action } from '../build/actions.ts';
import type { Moment } from './budgets.ts';
import type { Run } from './measure-run.ts';

/** A compiled action, started in one way. */
export interface Case {
  readonly action: string;
  readonly step: 'main' | 'post';
  readonly moment: Moment;
  readonly run: Run;
}

/**
 * Every way in which an action is measured. A run that reads only is described by the action itself, in
 * `actions/<name>/read-only-run.json`: inputs by name.
 * @param folder where the runs find the files that a runner gives
 */
export function listCases(repository: string, actions: readonly Action[], folder: string): Case[] {
  const surroundings = prepareSurroundings(folder);
  return actions.flatMap(({ name, metadata }) => {
    const own = join(repository, 'actions', name);
    const main = join(own, 'dist', 'index.js');
    const wrongInput: Case = {
      action: name,
      step: 'main',
      moment: 'first input error',
      run: { script: main, env: { ...surroundings, 'INPUT_NO-SUCH-INPUT': 'x' }, until: 'exit' },
    };
    const readOnly: Case = {
      action: name,
      step: 'main',
      moment: 'first AWS call',
      run: {
        script: main,
        env: { ...surroundings, ...toInputVariables(readInputs(own, metadata.inputs)) },
        until: 'first AWS call',
      },
    };
    const post: Case = {
      action: name,
      step: 'post',
      moment: 'nothing to do',
      run: { script: join(own, 'dist', 'post.js'), env: surroundings, until: 'exit' },
    };
    return [wrongInput, readOnly, ...(metadata.runs.post === undefined ? [] : [post])];
  });
}

/** The inputs of the read-only run over the defaults that the runner applies. */
function readInputs(own: string, inputs: Action['metadata']['inputs']): Record<string, string> {
  const file = join(own, 'read-only-run.json');
  if (!existsSync(file)) throw new Error(`${file} is missing: the inputs of a valid run that reads only.`);
  const given: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
  const defaults = Object.entries(inputs).map(([name, input]) => [name, input.default ?? '']);
  return { ...Object.fromEntries(defaults), ...given };
}

/** What a runner and its job's credentials give; nothing of the machine that the bench runs on. */
function prepareSurroundings(folder: string): Record<string, string> {
  const files = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV', 'GITHUB_PATH'];
  const paths = files.map((name) => [name, join(folder, name)] as const);
  for (const [, path] of paths) writeFileSync(path, '');
  return {
    ...Object.fromEntries(paths),
    PATH: process.env.PATH ?? '',
    HOME: folder,
    RUNNER_TEMP: folder,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder,
    GITHUB_REPOSITORY: 'org/shop',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SHA: '0'.repeat(40),
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
