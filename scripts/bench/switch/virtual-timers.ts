import type { VirtualClock } from '../../../rehearsal/aws/kernel/virtual-clock.ts';

/**
 * Lets code that only knows the timers of the process wait in virtual time, as the SDK's waiters do. They are the
 * process's own again when `work` has ended.
 */
export async function onVirtualTimers<Result>(
  clock: VirtualClock,
  work: () => Promise<Result>,
): Promise<Result> {
  const { setTimeout: realTimeout, clearTimeout: realClear } = globalThis;
  const realNow = Date.now;
  const later = (callback: () => void, milliseconds = 0) => clock.after(milliseconds, callback);
  globalThis.setTimeout = later as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((cancel?: () => void) => {
    if (typeof cancel === 'function') cancel();
    else realClear(cancel);
  }) as typeof clearTimeout;
  Date.now = clock.now;
  try {
    return await work();
  } finally {
    globalThis.setTimeout = realTimeout;
    globalThis.clearTimeout = realClear;
    Date.now = realNow;
  }
}
