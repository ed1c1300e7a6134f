import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../../../../machine/programs.ts';
import type { Network } from '../../../network.ts';
import type { Isolation, PreparedProcess, Program } from '../isolation.ts';
import { locate } from '../locate.ts';
import { createTaskBridge, type TaskBridge } from './bridge.ts';
import { mountRoot } from './container-root.ts';

/**
 * Keeps processes apart as an engine does: each task has a network namespace on a bridge of this machine, each container
 * a root of its own and namespaces in which it is process 1. For truth, not for security: there are no limits on memory,
 * and root inside is root.
 * @param folder for the roots of containers
 * @throws Error when this process may not do that
 */
export async function createNamespaceIsolation(
  network: Network,
  instance: string,
  folder: string,
): Promise<Isolation> {
  if (process.getuid?.() !== 0) throw new Error('only root can give tasks networks of their own');
  const programs = findPrograms();
  const bridge = await createTaskBridge(network, instance);
  let ordinal = 0;
  return {
    description: 'each task in a network namespace of its own, without memory limits',
    attach: bridge.attach,
    prepare(program) {
      ordinal += 1;
      return prepare(program, bridge, programs, join(folder, String(ordinal)));
    },
    close: bridge.remove,
  };
}

interface Programs {
  readonly nsenter: string;
  readonly unshare: string;
}

function findPrograms(): Programs {
  const [ip, nsenter, unshare] = ['ip', 'nsenter', 'unshare'].map(findProgram);
  if (!ip || !nsenter || !unshare)
    throw new Error('the machine lacks ip (iproute2), nsenter or unshare (util-linux)');
  return { nsenter, unshare };
}

async function prepare(
  { root, command, executable, user, network }: Program,
  bridge: TaskBridge,
  { nsenter, unshare }: Programs,
  folder: string,
): Promise<PreparedProcess> {
  // As engines do: a working directory that the image lacks is made.
  await mkdir(await locate(root, command.workingDirectory), { recursive: true });
  const container = await mountRoot(root, folder);
  return {
    file: nsenter,
    args: [
      `--net=/run/netns/${bridge.namespaceOf(network)}`,
      unshare,
      ...['--mount', '--pid', '--ipc', '--fork', '--kill-child'],
      `--root=${container.path}`,
      `--wd=${command.workingDirectory}`,
      '--mount-proc=/proc',
      `--setgid=${user.gid}`,
      `--setuid=${user.uid}`,
      '--',
      executable,
      ...command.words.slice(1),
    ],
    // Nothing between here and the program reads it: no shell that would drop names with dots, no argument list.
    environment: { HOME: user.home, ...command.environment },
    // Of unshare, so that it is found by the instance's folder when this process was killed.
    workingDirectory: folder,
    findTargets,
    async enter(spawned, further) {
      const target = findChild(spawned);
      if (target === undefined) return undefined;
      const joined = [`--target=${target}`, '--mount', '--pid', '--ipc', '--net', '--root', '--wd'];
      const ids = [`--setgid=${user.gid}`, `--setuid=${user.uid}`];
      return {
        file: nsenter,
        args: [...joined, ...ids, '--', further.executable, ...further.words.slice(1)],
      };
    },
    release: container.release,
  };
}

/** unshare stays as the parent of the program, which is process 1 of its namespace; before it forks, there is only it. */
function findTargets(unshare: number, signal: 'SIGTERM' | 'SIGKILL'): readonly number[] {
  const program = findChild(unshare);
  if (program === undefined) return [unshare];
  // It ignores SIGTERM. And before util-linux 2.39 it makes exit code 1 of a program killed by SIGKILL, unless it is
  // killed first.
  return signal === 'SIGKILL' ? [unshare, program] : [program];
}

function findChild(parent: number): number | undefined {
  try {
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8');
    return children === '' ? undefined : Number.parseInt(children, 10);
  } catch {
    // It has just ended.
    return undefined;
  }
}
