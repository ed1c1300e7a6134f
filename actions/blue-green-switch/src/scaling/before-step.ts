import type { Gate } from '../gates/gates.ts';
import type { WritePorts } from '../record/journal.ts';
import { type Growth, growStandby } from '../standby/grow.ts';
import { setScaling } from './set-scaling.ts';

/** What a step of a release begins with. */
export interface StepStart extends Omit<Growth, 'watch'> {
  /** Gates that have to hold while the standby has traffic. */
  readonly gates: readonly Gate[];
  readonly watch: (
    gates: readonly Gate[],
    milliseconds: number,
    options: { readonly isEnough: () => boolean },
  ) => Promise<void>;
}

/**
 * Makes the standby ready for a larger share: large enough for it and, before the first one, free to grow further. In
 * a rollback nothing comes before the weights.
 * @param index of the step, from 0 on
 * @throws ActionFailure when it does not get as many healthy targets in time, or a gate fails meanwhile
 */
export async function beforeStep(start: StepStart, index: number, ports: WritePorts): Promise<void> {
  if (start.plan.mode === 'rollback') return;
  // What visitors get before the first weight is not the standby's doing.
  const others = index === 0 ? [] : start.gates;
  await growStandby(
    {
      ...start,
      watch: (gate, milliseconds, isEnough) => start.watch([...others, gate], milliseconds, { isEnough }),
    },
    ports,
  );
  if (index === 0) await setScaling(start, start.plan.standby, 'serving', ports);
}
