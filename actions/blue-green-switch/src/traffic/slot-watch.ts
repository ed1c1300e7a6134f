import { sleep } from '../../../../lib/action/clock.ts';
import type { PerSlot, SlotName } from '../../../../lib/aws/target.ts';
import { countHealthyTargets } from '../observe/count-healthy-targets.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Look } from './look.ts';
import { tryPatiently } from './raise-weights.ts';

/** A slot that traffic is to go to as long as it is the better one. */
export interface Standing {
  readonly plan: Plan;
  readonly slot: SlotName;
  readonly choose: (healthy: PerSlot<number>) => SlotName | undefined;
}

/** The slot that was chosen is not the better one any more. */
export class ChoiceChanged extends Error {
  override readonly name = 'ChoiceChanged';
}

/** A reading younger than this serves the next rule too, in milliseconds. */
const REUSED_MILLISECONDS = 1_500;

/** Between two looks at the slots, in milliseconds. */
export const LOOK_AGAIN_AFTER = 2_000;

/**
 * Gives a function that tells when the slot was last seen to be the better one, seconds ago at most. Several rules at
 * once share a reading.
 * @param seen the reading by which it was chosen
 */
export function createChoiceGuard(
  { plan, slot, choose }: Standing,
  seen: Pick<Look, 'at' | 'healthy'>,
  ports: Ports,
): () => Promise<number> {
  let { at } = seen;
  let reading = Promise.resolve(seen.healthy);
  return async () => {
    if (ports.clock.now() - at > REUSED_MILLISECONDS) {
      at = ports.clock.now();
      reading = countHealthyTargets(plan.target, ports);
    }
    const readAt = at;
    if (choose(await reading) !== slot) throw new ChoiceChanged(`${slot} is not the better slot any more.`);
    return readAt;
  };
}

/**
 * Watches both slots until the other one is the better of them.
 * @param end milliseconds since the epoch
 * @returns false when it did not come to that
 */
export async function awaitBetterSlot(
  { plan, slot, choose }: Standing,
  end: number,
  ports: WritePorts,
): Promise<boolean> {
  const { clock, signal, journal } = ports;
  while (clock.now() < end) {
    await sleep(clock, LOOK_AGAIN_AFTER, signal);
    await journal.ensureHeld();
    const healthy = await tryPatiently(ports, 'Looking at the slots', end - clock.now(), () =>
      countHealthyTargets(plan.target, ports),
    );
    const better = choose(healthy);
    if (better !== undefined && better !== slot) return true;
  }
  return false;
}
