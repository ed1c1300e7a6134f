import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Writes `evidence.json` where the runner keeps files until its job ends, into a folder that no other step has.
 * @returns its path
 */
export async function keepEvidence(text: string, { RUNNER_TEMP }: NodeJS.ProcessEnv): Promise<string> {
  const folder = await mkdtemp(join(RUNNER_TEMP || tmpdir(), 'blue-green-switch-'));
  const path = join(folder, 'evidence.json');
  await writeFile(path, text);
  return path;
}
