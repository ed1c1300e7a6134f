import type { Log } from '../../action/log.ts';

/** A log for tests, which hands over what is said, group titles included, line by line. */
export function logTo(keep: (line: string) => void): Log {
  return {
    debug: () => {},
    info: keep,
    warning: (message) => keep(`warning: ${message}`),
    group: (title, work) => {
      keep(title);
      return work();
    },
  };
}

/** The same, which keeps what was said. */
export function recordLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  return { lines, ...logTo((line) => void lines.push(line)) };
}
