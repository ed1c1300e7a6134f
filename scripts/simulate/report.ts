import { CELLS, type Coverage, TOPICS } from '../../actions/blue-green-switch/simulation/coverage/cells.ts';
import type { Finding } from './worlds.ts';

/** How often everything was seen, topic by topic. What was seen without being asked for is shown too. */
export function renderCoverage(coverage: Coverage): string {
  return TOPICS.map((topic) => {
    const seen = coverage[topic] ?? {};
    const wanted: readonly string[] = CELLS[topic];
    const more = Object.keys(seen).filter((cell) => !wanted.includes(cell));
    const lines = [...wanted, ...more.sort()].map(
      (cell) => `${String(seen[cell] ?? 0).padStart(8)}  ${cell}`,
    );
    return [topic, ...lines].join('\n');
  }).join('\n\n');
}

/** A violation is shown so far. */
const SHOWN_CHARACTERS = 600;

/** What went wrong, each world with the command that plays it again. */
export function renderFindings(findings: readonly Finding[]): string {
  return findings
    .flatMap(({ seed, violations }) => [
      `\nnpm run simulate -- --seed ${seed}`,
      ...violations.map(({ promise, what }) => `  ${promise}: ${what.slice(0, SHOWN_CHARACTERS)}`),
    ])
    .join('\n');
}
