import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseKeyValueFile } from './key-value-file.ts';
import type { Masks } from './masks.ts';
import type { StepLog } from './step-log.ts';

/** The files through which one step talks to its runner. */
export interface FileCommands {
  /** GITHUB_OUTPUT and its like. */
  readonly variables: Readonly<Record<string, string>>;
  /** Reads what the step wrote; what cannot be read is shown as the runner shows it. */
  read(log: StepLog, masks: Masks): Promise<StepWritings>;
}

export interface StepWritings {
  readonly outputs: Readonly<Record<string, string>>;
  /** For later steps. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folders for the PATH of later steps, the last one first in it. */
  readonly path: readonly string[];
  /** For the action's own `post`. */
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
  /** A file that could not be read turns the step red. */
  readonly hasFailed: boolean;
}

const SUMMARY_LIMIT = 1024 * 1024;

/**
 * Makes the files, empty; at once, so that nothing can happen between the decision to run a script and its start.
 * @param key tells the files of one script from those of another
 */
export function createFileCommands(temp: string, key: string): FileCommands {
  const folder = join(temp, '_runner_file_commands');
  mkdirSync(folder, { recursive: true });
  const files = {
    output: join(folder, `set_output_${key}`),
    env: join(folder, `set_env_${key}`),
    path: join(folder, `add_path_${key}`),
    state: join(folder, `save_state_${key}`),
    step_summary: join(folder, `step_summary_${key}`),
  };
  for (const file of Object.values(files)) writeFileSync(file, '');

  async function read(log: StepLog, masks: Masks): Promise<StepWritings> {
    let hasFailed = false;
    const readText = (file: string) => readFile(file, 'utf8').catch(treatAbsentAsEmpty);
    const readPairs = async (name: 'output' | 'env' | 'state') => {
      try {
        return parseKeyValueFile(await readText(files[name]));
      } catch (error) {
        hasFailed = true;
        log.annotate({ level: 'error', message: `Unable to process file command '${name}' successfully.` });
        log.annotate({ level: 'error', message: (error as Error).message });
        return {};
      }
    };
    const environment = dropBlocked(await readPairs('env'), log);
    const path = (await readText(files.path)).split(/\r?\n/).filter((line) => line !== '');
    const [outputs, state] = [await readPairs('output'), await readPairs('state')];
    const summary = checkSummary(await readText(files.step_summary), log, masks);
    return { outputs, environment, path, state, summary, hasFailed };
  }

  const variables = Object.fromEntries(
    Object.entries(files).map(([name, file]) => [`GITHUB_${name.toUpperCase()}`, file]),
  );
  return { variables, read };
}

function treatAbsentAsEmpty(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}

/** A step may not decide how the Node of later steps behaves. */
function dropBlocked(environment: Readonly<Record<string, string>>, log: StepLog): Record<string, string> {
  const { NODE_OPTIONS: blocked, ...rest } = environment;
  if (blocked !== undefined) {
    const message = "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.";
    log.annotate({ level: 'error', message });
  }
  return rest;
}

/** GitHub drops a summary that is too long as a whole, and the step stays as green as it was. */
function checkSummary(text: string, log: StepLog, masks: Masks): string {
  const size = Buffer.byteLength(text);
  if (size <= SUMMARY_LIMIT) return masks.apply(text);
  const kilobytes = Math.floor(size / 1024);
  const message = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${kilobytes}k.`;
  log.annotate({ level: 'error', message });
  return '';
}
