import { ALL_SUSPENDED, type ScalingSettings } from '../../../../lib/aws/scaling/settings.ts';
import type { PerSlot, SlotName } from '../../../../lib/aws/target.ts';

/** What the scalable target of a slot's service is set to, from one moment to the next. */
export interface SlotScaling {
  /** When the plan was made. */
  readonly found: ScalingSettings;
  /** From the bring-up on: nothing takes tasks away, and nothing adds any where there is no traffic. */
  readonly held: ScalingSettings;
  /** From the first weight to the end of the bake: scale-out is on. */
  readonly serving: ScalingSettings;
  /** At the end of a release that went well. */
  readonly after: ScalingSettings;
  /** When the release is undone. */
  readonly undone: ScalingSettings;
}

/** Of the slots whose services have a scalable target. */
export type PlannedScaling = Partial<PerSlot<SlotScaling>>;

export type SeenScaling = Partial<PerSlot<ScalingSettings>>;

/** Which slot is which, and the desired count of the live one. */
export interface ScaledSides {
  readonly live: SlotName;
  readonly standby: SlotName;
  readonly liveCount: number;
}

/**
 * Fixes what becomes of the scaling of both slots. The one that goes live gets the minimum and the suspensions of the
 * one that was; each keeps its own maximum.
 */
export function planScaling(seen: SeenScaling, { live, standby, liveCount }: ScaledSides): PlannedScaling {
  const ofLive = seen[live];
  const ofStandby = seen[standby];
  return {
    ...(ofLive && { [live]: planLive(ofLive, liveCount) }),
    ...(ofStandby && { [standby]: planStandby(ofStandby, ofLive) }),
  };
}

function planLive(found: ScalingSettings, count: number): SlotScaling {
  // With a write AWS would end what is above the maximum, and start tasks in a slot that is meant to be empty.
  const isLeftAlone = count > found.maximum || count === 0;
  const held = isLeftAlone ? found : hold(found);
  return { found, held, serving: held, after: parked(found), undone: found };
}

function planStandby(found: ScalingSettings, ofLive: ScalingSettings | undefined): SlotScaling {
  const { minimum, suspended } = ofLive ?? found;
  const after = { minimum: Math.min(minimum, found.maximum), maximum: found.maximum, suspended };
  return { found, held: { ...after, suspended: ALL_SUSPENDED }, serving: hold(after), after, undone: found };
}

/** Of a slot that serves nobody: nothing brings tasks back. */
export function parked(settings: ScalingSettings): ScalingSettings {
  return { ...settings, minimum: 0, suspended: ALL_SUSPENDED };
}

/** Nothing but policies that add tasks goes on. */
function hold(settings: ScalingSettings): ScalingSettings {
  const { scaleOut } = settings.suspended;
  return { ...settings, suspended: { scaleIn: true, scaleOut, scheduled: true } };
}
