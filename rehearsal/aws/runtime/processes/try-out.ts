import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../../lib/action/clock.ts';
import { packLayer } from '../../../image/layer.ts';
import { collectProgram } from '../../../image/program-files.ts';
import { findProgram } from '../../../machine/programs.ts';
import type { ContainerExit } from '../runtime.ts';
import { applyLayer } from './apply-layer.ts';
import type { Isolation } from './isolation.ts';
import { spawnProcess } from './spawn-process.ts';

/**
 * Runs this machine's `true` the way containers will be: what a kernel and its guards allow is known by doing it.
 * @param folder for the files of the trial, which are gone afterwards
 * @throws Error with what stood in the way
 */
export async function tryOut(isolation: Isolation, clock: Clock, folder: string): Promise<void> {
  const program = findProgram('true');
  if (!program) throw new Error('the machine lacks true (coreutils)');
  const root = join(folder, 'trial');
  const files = collectProgram(program, '/bin/true');
  await applyLayer(root, packLayer({ files, sharedFolders: ['/dev', '/proc'] }));
  const network = await isolation.attach();
  try {
    const lines: string[] = [];
    const { promise, resolve } = Promise.withResolvers<ContainerExit>();
    const prepared = await isolation.prepare({
      network,
      root,
      command: { words: ['true'], environment: {}, workingDirectory: '/', user: '' },
      executable: '/bin/true',
      user: { uid: 0, gid: 0, home: '/' },
      ports: [],
    });
    await spawnProcess(
      prepared,
      { onLog: (line) => lines.push(line), onExit: resolve },
      () => Promise.reject(new Error('a trial runs nothing else')),
      { clock, runtimeId: '' },
    );
    const { exitCode } = await promise;
    if (exitCode !== 0) throw new Error(lines.at(-1) ?? `a trial ended with code ${exitCode}`);
  } finally {
    await network.release();
    await rm(root, { recursive: true });
  }
}
