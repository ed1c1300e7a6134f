import { asSdkError } from '../../../../lib/aws/errors/sdk-error.ts';
import { readScaling, writeScaling } from '../../../../lib/aws/scaling/scalable-targets.ts';
import { describeScaling, isSameScaling } from '../../../../lib/aws/scaling/settings.ts';
import type { SlotName } from '../../../../lib/aws/target.ts';
import type { Plan } from '../plan/plan.ts';
import type { SlotScaling } from '../plan/scaling.ts';
import type { WritePorts } from '../record/journal.ts';
import type { Timeline } from '../report/timeline.ts';

/** What writing the scaling of a slot needs to know. */
export interface Scaled {
  readonly plan: Pick<Plan, 'target' | 'scaling'>;
  readonly timeline: Timeline;
}

type Moment = Exclude<keyof SlotScaling, 'found'>;

/** What a slot may have been set to until then. */
const EARLIER: Readonly<Record<Moment, readonly (keyof SlotScaling)[]>> = {
  held: ['found', 'undone'],
  serving: ['found', 'undone', 'held'],
  after: ['found', 'undone', 'held', 'serving'],
  undone: ['found', 'held', 'serving', 'after'],
};

/**
 * Sets the scaling of a slot to what the plan has for a moment. Nothing is written for a service without a scalable
 * target, also when it has lost it since, nor where the plan changes nothing. What was written last is not read first:
 * it may not show yet.
 */
export async function setScaling(
  { plan, timeline }: Scaled,
  slot: SlotName,
  moment: Moment,
  ports: WritePorts,
): Promise<void> {
  const planned = plan.scaling[slot];
  if (!planned || EARLIER[moment].every((earlier) => isSameScaling(planned[earlier], planned[moment])))
    return;
  const { service } = plan.target.slots[slot];
  const name = { cluster: plan.target.cluster, service };
  await ports.journal.ensureHeld();
  try {
    await writeScaling(ports, name, planned[moment]);
  } catch (error) {
    // AWS refuses a write that would make one.
    if (asSdkError(error).name !== 'ValidationException') throw error;
    const [found] = await readScaling(ports, [name]);
    if (found) throw error;
    timeline.note(`${service} (${slot}) has no scalable target any more, so its scaling is not set`);
    return;
  }
  timeline.note(`Scaling of ${service} (${slot}) is set to ${describeScaling(planned[moment])}`);
}
