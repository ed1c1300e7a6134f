import type { Clock } from '../../../lib/action/clock.ts';

/** A clock that jumps from one scheduled moment to the next as soon as nothing is left to do at the current one. */
export interface VirtualClock extends Clock {
  /**
   * Lets time pass until `work` has settled, and gives its result.
   * @throws whatever `work` throws, or an error when `work` waits for something that no timer will bring
   */
  run<T>(work: Promise<T>): Promise<T>;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
  cancelled: boolean;
}

/** @param start milliseconds since the epoch at which virtual time begins */
export function createVirtualClock(start: number): VirtualClock {
  const timers: Timer[] = [];
  let now = start;
  let order = 0;

  function after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: now + Math.max(0, milliseconds), order: order++, callback, cancelled: false };
    push(timers, timer);
    return () => {
      timer.cancelled = true;
    };
  }

  async function run<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const finish = () => {
      settled = true;
    };
    work.then(finish, finish);
    for (;;) {
      await drainPromises();
      if (settled) return work;
      const timer = pop(timers);
      if (!timer) throw new Error('Virtual time stands still: the work waits, and no timer is left.');
      now = timer.at;
      timer.callback();
    }
  }

  return { now: () => now, after, run };
}

/**
 * One turn of the event loop runs every promise callback that is due, also those that they lead to. SDK clients read the
 * machine's AWS profile when they are first used: time waits for files too.
 */
async function drainPromises(): Promise<void> {
  do {
    await new Promise((resolve) => setImmediate(resolve));
  } while (process.getActiveResourcesInfo().some((resource) => FILE_REQUESTS.test(resource)));
}

/** As Node names them; a file that was read is closed by a request of its own. */
const FILE_REQUESTS = /^(FSReq|CloseReq)/;

function isBefore(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Adds to the binary heap, earliest timer first. */
function push(heap: Timer[], timer: Timer): void {
  let index = heap.push(timer) - 1;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!swapIfBefore(heap, index, parent)) return;
    index = parent;
  }
}

/** Takes the earliest timer that was not called off. */
function pop(heap: Timer[]): Timer | undefined {
  for (;;) {
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last) return undefined;
    if (heap.length > 0) {
      heap[0] = last;
      sink(heap);
    }
    if (!first.cancelled) return first;
  }
}

function sink(heap: Timer[]): void {
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const right = left + 1;
    let next = left;
    const [leftTimer, rightTimer] = [heap[left], heap[right]];
    if (!leftTimer) return;
    if (rightTimer && isBefore(rightTimer, leftTimer)) next = right;
    if (!swapIfBefore(heap, next, index)) return;
    index = next;
  }
}

/** Swaps when the child is due before its parent; tells whether it did. */
function swapIfBefore(heap: Timer[], child: number, parent: number): boolean {
  const [a, b] = [heap[child], heap[parent]];
  if (!a || !b || !isBefore(a, b)) return false;
  heap[child] = b;
  heap[parent] = a;
  return true;
}
