import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../../lib/action/clock.ts';
import { killProcesses } from '../../../machine/kill.ts';
import { isGone, parseOwner } from '../../../machine/owner.ts';
import { removeBridge } from './namespaces/bridge.ts';
import { unmountBelow } from './namespaces/container-root.ts';

const PREFIX = 'platform-actions-';

/** Makes the folder for all files of an instance; its name tells later processes whose it was. */
export async function createInstanceFolder(instance: string): Promise<string> {
  const folder = join(tmpdir(), `${PREFIX}${instance}`);
  // Others may pass through, since containers run as other users, but not look.
  await mkdir(folder, { mode: 0o711 });
  return folder;
}

/** Ends and removes what instances left behind whose process was killed: processes, networks, mounts, files. */
export async function removeLeftovers(clock: Clock): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const instance = name.slice(PREFIX.length);
    const folder = join(tmpdir(), name);
    const owner = parseOwner(instance);
    if (owner && isGone(owner) && isOurs(folder)) await removeInstance(instance, folder, clock);
  }
}

async function removeInstance(instance: string, folder: string, clock: Clock): Promise<void> {
  await killProcesses(findProcesses(folder), clock);
  await removeBridge(instance);
  if (process.platform === 'linux') await unmountBelow(folder);
  await rm(folder, { recursive: true, force: true });
}

/** False also for a folder that somebody else has just removed, who starts at the same moment. */
function isOurs(folder: string): boolean {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  return status?.isDirectory() === true && status.uid === process.getuid?.();
}

/** Processes that were started from a folder: their working directory, or their program or its loader, is there. */
function findProcesses(folder: string): readonly number[] {
  const pids = process.platform === 'linux' ? readdirSync('/proc').map(Number).filter(Boolean) : [];
  return pids.filter((pid) =>
    ['cwd', 'exe'].some((name) => readLink(`/proc/${pid}/${name}`).startsWith(`${folder}/`)),
  );
}

/** Empty for what has ended or is another user's. */
function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
