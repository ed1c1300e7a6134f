/** How a part of `npm test` went. A part without tests of its own (lint, types) is one check. */
export interface Tally {
  readonly passed: number;
  /** What failed, one line each. */
  readonly failed: readonly string[];
  /** What was skipped, one line each, with the reason. */
  readonly skipped: readonly string[];
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.flatMap(({ failed }) => failed),
    skipped: tallies.flatMap(({ skipped }) => skipped),
  };
}

/** Where everything is required, what was skipped has failed. */
export function failSkipped({ passed, failed, skipped }: Tally): Tally {
  return { passed, failed: [...failed, ...skipped], skipped: [] };
}

/** What stands at the end of `npm test`: what to look at, then the one line of counts. */
export function renderTally({ passed, failed, skipped }: Tally): string {
  return [
    ...renderList('Skipped', skipped),
    ...renderList('Failed', failed),
    `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`,
  ].join('\n');
}

function renderList(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`), ''];
}
