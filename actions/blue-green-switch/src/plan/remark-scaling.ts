import { describeScaling, isSameScaling } from '../../../../lib/aws/scaling/settings.ts';
import type { Plan } from './plan.ts';

/** What somebody who looks after the slots' scaling may not expect of a plan, as sentences. */
export function remarkScaling({
  scaling,
  live,
  standby,
  target: { slots },
}: Pick<Plan, 'scaling' | 'live' | 'standby' | 'target'>): string[] {
  const [ofLive, ofStandby] = [scaling[live]?.found, scaling[standby]?.found];
  const [old, next] = [slots[live].service, slots[standby].service];
  const remarks: string[] = [];
  if (ofLive && !ofStandby) {
    remarks.push(`${next} has no scalable target, so it will not scale as ${old} does.`);
  }
  if (ofStandby && !ofLive) {
    const own = describeScaling(ofStandby);
    remarks.push(
      `${old} has no scalable target that ${next} could take over from: it keeps its own, ${own}.`,
    );
  }
  if (ofLive && ofStandby && ofLive.maximum !== ofStandby.maximum) {
    remarks.push(
      `${next} keeps its own maximum of ${ofStandby.maximum} tasks, and ${old} has ${ofLive.maximum}.`,
    );
  }
  if (ofLive && ofStandby && Object.values(ofLive.suspended).includes(true)) {
    remarks.push(`Of ${old} scaling is suspended (${describeScaling(ofLive)}), and ${next} takes that over.`);
  }
  if (ofLive && isLeftAlone(scaling[live])) {
    remarks.push(
      `Scaling of ${old} is not suspended: its tasks are outside of its bounds, and AWS would bring them inside.`,
    );
  }
  return remarks;
}

function isLeftAlone(planned: Plan['scaling']['blue']): boolean {
  if (!planned) return false;
  const { scaleIn, scheduled } = planned.held.suspended;
  return isSameScaling(planned.held, planned.found) && !(scaleIn && scheduled);
}
