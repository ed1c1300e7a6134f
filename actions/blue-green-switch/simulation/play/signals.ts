/** Things that happen once, and who waits for them. */
export interface Signals {
  /** It has happened. */
  give(name: string): void;
  /** Settles when it happens: true; false when it never will. */
  wait(name: string): Promise<boolean>;
  /** What has not happened by now never will. */
  close(): void;
}

export function createSignals(): Signals {
  const given = new Map<string, PromiseWithResolvers<boolean>>();
  let isClosed = false;

  function signal(name: string): PromiseWithResolvers<boolean> {
    const known = given.get(name) ?? Promise.withResolvers<boolean>();
    given.set(name, known);
    if (isClosed) known.resolve(false);
    return known;
  }

  return {
    give: (name) => signal(name).resolve(true),
    wait: (name) => signal(name).promise,
    close() {
      isClosed = true;
      for (const { resolve } of given.values()) resolve(false);
    },
  };
}
