import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { RuntimeName } from './runtimes.ts';

/** Starts `crash.ts` and waits until its task answers. */
export async function startCrash(
  name: RuntimeName,
  options: { readonly uid?: number; readonly gid?: number } = {},
) {
  const script = fileURLToPath(new URL('./crash.ts', import.meta.url));
  const child = spawn(process.execPath, ['--no-warnings', script, name], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const [owner = '', ...answer] = String(line).trim().split(' ');
  return { child, owner, answer: answer.join(' ') };
}
