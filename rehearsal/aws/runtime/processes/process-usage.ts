import { readdir, readFile } from 'node:fs/promises';
import type { Clock } from '../../../../lib/action/clock.ts';
import type { ContainerUsage } from '../runtime.ts';

/** Linux counts CPU time in hundredths of a second for programs, and memory in pages. */
const TICK_MILLISECONDS = 10;
const PAGE_BYTES = 4096;

/** One process as the kernel tells of it in /proc/<pid>/stat. */
export interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** Its own and that of its children which have ended. */
  readonly cpuMilliseconds: number;
  readonly memoryBytes: number;
}

/** @returns undefined for a text of another kind */
export function parseStat(text: string): ProcessStat | undefined {
  // The name, in parentheses, may hold anything.
  const end = text.lastIndexOf(')');
  const pid = Number.parseInt(text, 10);
  const fields = text.slice(end + 2).split(' ');
  const number = (index: number) => Number(fields[index]);
  const cpuTicks = number(11) + number(12) + number(13) + number(14);
  if (end < 0 || !Number.isFinite(pid + number(1) + cpuTicks + number(21))) return undefined;
  return {
    pid,
    parent: number(1),
    cpuMilliseconds: cpuTicks * TICK_MILLISECONDS,
    memoryBytes: number(21) * PAGE_BYTES,
  };
}

/** What a process and all that it has started have used; undefined when it has ended. */
export async function readProcessUsage(clock: Clock, pid: number): Promise<ContainerUsage | undefined> {
  const stats = await readStats();
  const family = familyOf(stats, pid);
  if (family.length === 0) return undefined;
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    at: clock.now(),
    cpuMilliseconds: sum(family.map(({ cpuMilliseconds }) => cpuMilliseconds)),
    memoryBytes: sum(family.map(({ memoryBytes }) => memoryBytes)),
  };
}

async function readStats(): Promise<ProcessStat[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const texts = await Promise.all(
    // One that has just ended has no file any more.
    pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')),
  );
  return texts.flatMap((text) => parseStat(text) ?? []);
}

/** The process and its descendants. */
export function familyOf(stats: readonly ProcessStat[], pid: number): ProcessStat[] {
  const family = stats.filter((stat) => stat.pid === pid);
  for (const member of family) family.push(...stats.filter(({ parent }) => parent === member.pid));
  return family;
}
