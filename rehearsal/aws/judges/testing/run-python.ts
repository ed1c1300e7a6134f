import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { toolPath } from '../../../../scripts/requirements.ts';

const PROGRAMS = join(import.meta.dirname, '..', 'python');
const run = promisify(execFile);

/** Runs one of the judges' Python programs against an endpoint and gives what it has printed as JSON. */
export async function runPython<Result>(
  program: string,
  endpoint: string,
  args: readonly string[] = [],
): Promise<Result> {
  const env = {
    PATH: process.env.PATH,
    PYTHONDONTWRITEBYTECODE: '1',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'REHEARSAL',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
    AWS_DEFAULT_REGION: 'eu-west-1',
  };
  const words = [join(PROGRAMS, program), ...args];
  const { stdout } = await run(toolPath('python'), words, { env, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}
