import type { Facts } from './facts.ts';
import type { Violation } from './violation.ts';

/** Every run ends in the time that its inputs allow. */
export function judgeTimes({ trace }: Facts): Violation[] {
  return trace.runs.flatMap(({ name, ending, endedAt: at }) =>
    ending.kind === 'hung' ? [{ promise: 'every run ends', at, what: `${name} has not ended` }] : [],
  );
}
