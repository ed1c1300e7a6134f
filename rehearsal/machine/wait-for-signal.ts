/**
 * Settles when somebody asks this process to stop. Later signals count for nothing: Ctrl-C reaches every process of the
 * terminal, and the ones above pass it on again.
 */
export function waitForSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}
