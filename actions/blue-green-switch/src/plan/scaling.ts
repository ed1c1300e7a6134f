import { ALL_SUSPENDED, type ScalingSettings } from '../../../../lib/aws/scaling/settings.ts';
import type { PerSlot, SlotName } from '../../../../lib/aws/target.ts';

/** What the scalable target of a slot's service is set to, from one moment to the next. */
export interface SlotScaling {
  /** When the plan was made: it goes back to that when the release is undone. */
  readonly before: ScalingSettings;
  /** From the bring-up on: nothing takes tasks away, and nothing adds any where there is no traffic. */
  readonly held: ScalingSettings;
  /** From the first weight to the end of the bake: scale-out is on. */
  readonly serving: ScalingSettings;
  /** At the end of a release that went well. */
  readonly after: ScalingSettings;
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

function planLive(before: ScalingSettings, count: number): SlotScaling {
  // With a write AWS would end what is above the maximum, and start tasks in a slot that is meant to be empty.
  const isLeftAlone = count > before.maximum || count === 0;
  const held = isLeftAlone ? before : hold(before);
  return { before, held, serving: held, after: { ...before, minimum: 0, suspended: ALL_SUSPENDED } };
}

function planStandby(before: ScalingSettings, ofLive: ScalingSettings | undefined): SlotScaling {
  const { minimum, suspended } = ofLive ?? before;
  const after = { minimum: Math.min(minimum, before.maximum), maximum: before.maximum, suspended };
  return { before, held: { ...after, suspended: ALL_SUSPENDED }, serving: hold(after), after };
}

/** Nothing but policies that add tasks goes on. */
function hold(settings: ScalingSettings): ScalingSettings {
  const { scaleOut } = settings.suspended;
  return { ...settings, suspended: { scaleIn: true, scaleOut, scheduled: true } };
}
