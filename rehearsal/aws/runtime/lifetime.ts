import { StartError } from './runtime.ts';

/** Something that runs; `ended` settles when all of its output was handed on and its end was told. */
export interface Running {
  readonly ended: Promise<void>;
}

/** What a runtime has begun and what of it runs, so that closing leaves nothing out. */
export interface Lifetime<Thing extends Running> {
  /** @throws StartError when the runtime is closing; otherwise whatever the work throws */
  begin<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Remembers what was started, until it has ended. */
  add<Started extends Thing>(started: Started): Started;
  /** Lets nothing begin any more, waits for what is under way, and gives what runs then. */
  end(): Promise<readonly Thing[]>;
}

export function createLifetime<Thing extends Running>(): Lifetime<Thing> {
  const beginning = new Set<Promise<unknown>>();
  const running = new Set<Thing>();
  let ending = false;

  async function begin<Result>(work: () => Promise<Result>): Promise<Result> {
    if (ending) throw new StartError('CannotStartContainerError: the embedded AWS is closing');
    const begun = work();
    beginning.add(begun);
    try {
      return await begun;
    } finally {
      beginning.delete(begun);
    }
  }

  function add<Started extends Thing>(started: Started): Started {
    running.add(started);
    void started.ended.finally(() => running.delete(started));
    return started;
  }

  async function end(): Promise<readonly Thing[]> {
    ending = true;
    await Promise.allSettled(beginning);
    return [...running];
  }

  return { begin, add, end };
}
