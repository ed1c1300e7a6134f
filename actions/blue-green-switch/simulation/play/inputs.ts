import { parseDuration } from '../../../../lib/action/duration.ts';
import { BLOCKED_PATIENCE } from '../../src/gates/probe-gate.ts';
import { parseSteps } from '../../src/plan/steps.ts';
import { type Platform, TEST_HEADER } from './platform.ts';
import { imageOfVersion } from './versions.ts';

type Inputs = Readonly<Record<string, string>>;

/** The inputs of a scenario as the action gets them: versions by their images, probes by the listener's address. */
export function completeInputs(inputs: Inputs, { url }: Pick<Platform, 'url'>): Inputs {
  const resolve = (name: string, value: string) => {
    const [, version] = /^version (\d)$/.exec(value) ?? [];
    if (version !== undefined) return imageOfVersion(Number(version));
    if (name === 'test-headers') return `${TEST_HEADER.name}=${TEST_HEADER.value}`;
    return name === 'probe-url' || name === 'test-url' ? `${url}${value}` : value;
  };
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, resolve(name, value)]));
}

/** What a run may need beside its own waits: a lease that has to expire, settling, retries, AWS out of reach. */
const MARGIN = 7 * 60_000;

/** The longest that a run may take by its inputs, in milliseconds. */
export function longestRun(inputs: Inputs): number {
  const time = (name: string, usual: string) => parseDuration(inputs[name] ?? usual);
  const steps = parseSteps(inputs.steps ?? '100%').reduce((sum, step) => sum + step.holdMilliseconds, 0);
  const blocked = 'probe-url' in inputs || 'test-url' in inputs ? BLOCKED_PATIENCE : 0;
  const waits =
    time('healthy-timeout', '10m') + steps + 2 * time('hold', '20s') + time('bake', '5m') + blocked;
  // It may first have to recover what another has left.
  return 2 * (waits + time('sticky-timeout', '10m')) + MARGIN;
}
