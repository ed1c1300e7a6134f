import { parseDuration } from '../../../../lib/action/duration.ts';
import { mayHurtVisitors, versionOfImage } from '../play/versions.ts';
import type { Act, Scenario } from '../scenario.ts';
import type { Facts } from './facts.ts';
import type { Violation } from './violation.ts';

/** What takes tasks or moves traffic without the action: visitors may notice it. */
const HARMFUL: ReadonlySet<Act['kind']> = new Set(['reset-rules', 'set-weights', 'set-count', 'lose-tasks']);

/**
 * The reason of two slots: where the versions are good, and nobody else takes tasks or moves traffic, no visitor meets an
 * error, whatever is killed, raced, delayed or refused.
 */
export function judgeVisitors(facts: Facts, scenario: Scenario): Violation[] {
  if (!isInnocent(facts, scenario)) return [];
  const failed = facts.trace.events.flatMap((event) =>
    event.kind === 'visit' && event.status !== 200 ? [event] : [],
  );
  const [first] = failed;
  if (!first) return [];
  const what = `${failed.length} visitors met an error, the first got ${first.status} for ${first.path}`;
  return [{ promise: 'no visitor meets an error', at: first.at, what }];
}

function isInnocent({ acts, trace }: Facts, { versions, platform, events }: Scenario): boolean {
  if (platform.isEmpty || acts.some(({ act }) => HARMFUL.has(act.kind))) return false;
  const runs = trace.runs.map(({ inputs }) => inputs);
  const isBad = (image: string) => mayHurtVisitors(versions[(versionOfImage(image) ?? 0) - 1]);
  const lag =
    platform.ruleLag + Math.max(0, ...events.map(({ act }) => (act.kind === 'node-lag' ? act.lag : 0)));
  const holds = runs.map(({ hold = '20s' }) => parseDuration(hold));
  // A rollback names its version in `to`, when it does not go to the previous one.
  const images = runs.flatMap(({ image, to }) => [image, to].filter((name) => name?.includes('@sha256:')));
  return !images.some((image) => isBad(image ?? '')) && lag <= Math.min(...holds);
}
