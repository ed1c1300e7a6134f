import { readdirSync, readlinkSync } from 'node:fs';

/** What a process holds at a moment. */
export interface Measures {
  /** Bytes that the machine has given it. */
  readonly rss: number;
  /** Bytes of live objects, behind a collection. */
  readonly heap: number;
  /** What keeps its event loop going, by Node's name: `Timeout`, `TCPSocketWrap`. */
  readonly resources: Readonly<Record<string, number>>;
  /** Open descriptors: sockets, files, pipes and others. */
  readonly descriptors: Readonly<Record<string, number>>;
}

/** Measures this process; it must have been started with --expose-gc. */
export function measure(): Measures {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return {
    rss,
    heap: heapUsed,
    resources: countBy(process.getActiveResourcesInfo(), (name) => name),
    descriptors: countBy(readdirSync('/proc/self/fd').flatMap(readDescriptor), kindOf),
  };
}

/** What a descriptor stands for; nothing for one that was closed meanwhile. */
function readDescriptor(descriptor: string): string[] {
  try {
    return [readlinkSync(`/proc/self/fd/${descriptor}`)];
  } catch {
    return [];
  }
}

function kindOf(target: string): string {
  if (target.startsWith('socket:')) return 'sockets';
  if (target.startsWith('pipe:')) return 'pipes';
  return target.startsWith('/') ? 'files' : 'others';
}

function countBy(names: readonly string[], kind: (name: string) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[kind(name)] = (counts[kind(name)] ?? 0) + 1;
  return counts;
}
