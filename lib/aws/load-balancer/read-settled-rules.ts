import { type Clock, sleep } from '../../action/clock.ts';
import { type LoadBalancerPorts, type Rule, readRules } from './rules.ts';

/** A reading may be from before the last write, by less than this; in milliseconds. */
const SETTLES_WITHIN = 15_000;
const LOOK_AGAIN_AFTER = 1_000;

/**
 * Reads rules until they are as expected. What a write has just changed may not show for a moment.
 * @returns the last reading, as expected or not
 */
export async function readSettledRules(
  ports: LoadBalancerPorts & { readonly clock: Clock },
  arns: readonly string[],
  isExpected: (rule: Rule) => boolean,
): Promise<Rule[]> {
  const { clock, signal } = ports;
  const end = clock.now() + SETTLES_WITHIN;
  for (;;) {
    const rules = await readRules(ports, arns);
    if (rules.every(isExpected) || clock.now() >= end) return rules;
    await sleep(clock, LOOK_AGAIN_AFTER, signal);
  }
}
