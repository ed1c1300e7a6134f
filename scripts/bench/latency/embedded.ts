import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repositoryRoot } from '../../repository.ts';

/** As `npm run embedded-aws` does, behind the wrapper that brings Node 24. */
export function startEmbedded(): ChildProcess {
  const [wrapper, program] = ['scripts/node24.js', 'rehearsal/aws/cli.ts'].map((path) =>
    join(repositoryRoot, path),
  );
  return spawn(process.execPath, [`${wrapper}`, `${program}`, '--port', '0', '--runtime', 'processes'], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Waits for its `ready`. @throws Error when it ends before */
export async function readyUrl({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('Its output is not piped.');
  for await (const line of createInterface(stdout)) {
    if (line.startsWith('ready ')) return line.slice('ready '.length);
  }
  throw new Error('The embedded AWS ended before it was ready.');
}

export async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
