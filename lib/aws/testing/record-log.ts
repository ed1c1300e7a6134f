import type { Log } from '../../action/log.ts';

/** A log for tests: keeps what was said, group titles included. */
export function recordLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (message: string) => {
    lines.push(message);
  };
  return {
    lines,
    debug: () => {},
    info: keep,
    warning: (message) => keep(`warning: ${message}`),
    group: (title, work) => {
      keep(title);
      return work();
    },
  };
}
