import { readFileSync, readlinkSync } from 'node:fs';

/**
 * Names of things that outlive a killed process: who made them, so that a later process can tell what was left behind.
 * A process number alone would not do: numbers are used again, and each PID namespace has its own.
 */
export interface Owner {
  /** Inode of the PID namespace in which `pid` counts; 0 where the platform has none. */
  readonly namespace: string;
  readonly pid: number;
  /** When the process started, in clock ticks since boot; 0 where the platform does not say. */
  readonly started: string;
}

/** This process. */
export function readOwner(): Owner {
  return { namespace: readNamespace(), pid: process.pid, started: readStart(process.pid) ?? '0' };
}

/** The owner as it stands in labels and names: digits and hyphens. */
export function formatOwner({ namespace, pid, started }: Owner): string {
  return `${namespace}-${pid}-${started}`;
}

let instances = 0;

/** A name that nothing else on this machine has, and that begins with its owner. */
export function claimInstanceName(): string {
  instances += 1;
  return `${formatOwner(readOwner())}-${instances}`;
}

/** Reads what `formatOwner` wrote at the beginning of a text; undefined when there is none. */
export function parseOwner(text: string): Owner | undefined {
  const [, namespace, pid, started] = /^(\d+)-(\d+)-(\d+)/.exec(text) ?? [];
  if (namespace === undefined || pid === undefined || started === undefined) return undefined;
  return { namespace, pid: Number(pid), started };
}

/** True when the owner has ended. Processes of another PID namespace are not ours to judge: they count as alive. */
export function isGone(owner: Owner): boolean {
  if (owner.namespace !== readNamespace()) return false;
  if (owner.started !== '0') return readStart(owner.pid) !== owner.started;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function readNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

/** False when there is no such process, or it has ended and only waits to be collected. Linux alone can tell. */
export function isRunning(pid: number): boolean {
  return readStart(pid) !== undefined;
}

function readStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything, so fields are counted behind it: state is the first, start the 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
