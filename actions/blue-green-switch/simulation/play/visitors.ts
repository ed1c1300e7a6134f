import { sleep } from '../../../../lib/action/clock.ts';
import { SLOTS } from '../../../../lib/aws/target.ts';
import { shareOf } from '../judge/facts.ts';
import { type Platform, RULE_PATHS } from './platform.ts';
import type { Recorder } from './recorder.ts';
import { createLoadMeter } from './scaling.ts';
import { createClients } from './sticky.ts';

/** Everybody who visits the platform. */
export interface Visitors {
  /** From now on so many come each second. */
  setRate(perSecond: number): void;
  /** All who have cookies leave, and others come in their place. */
  replace(): void;
  stop(): Promise<void>;
}

/** Looks at the platform once a second, and visits it as often as visitors come. */
export function startVisitors(platform: Platform, recorder: Recorder, rate: number): Visitors {
  const { clock, url } = platform;
  let visit = createClients(platform);
  const { rules } = platform.shape;
  const meter = createLoadMeter(platform);
  let perSecond = rate;
  let isOver = false;

  async function comeOnce(second: number): Promise<void> {
    const at = clock.now();
    const truth = recorder.truth();
    recorder.add({ kind: 'tick', at, truth });
    const index = second % rules;
    const path = RULE_PATHS[index] ?? '/';
    for (let visitor = 0; visitor < perSecond; visitor++) {
      const answer = await visit(`${url}${path}`);
      recorder.add({ kind: 'visit', at, path, status: answer === 'refused' ? 0 : answer.status });
    }
    const weights = truth.rules[index];
    for (const slot of SLOTS) {
      meter.count(slot, weights ? perSecond * shareOf(weights, slot) : 0, truth.slots[slot].running);
    }
    await sleep(clock, at + 1_000 - clock.now());
  }

  async function come(): Promise<void> {
    for (let second = 0; !isOver; second++) await comeOnce(second);
  }

  const coming = come();
  return {
    setRate(visitors) {
      perSecond = visitors;
    },
    replace() {
      visit = createClients(platform);
    },
    async stop() {
      isOver = true;
      await coming;
      await meter.stop();
    },
  };
}
