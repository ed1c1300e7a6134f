/**
 * The legs of a release, in order: bring the standby up and prove it, shift the traffic and bake, park the old slot. A
 * pipeline that puts its own steps between them runs each by itself, in a mode of the same name.
 */
export const LEGS = ['prepare', 'shift', 'finish'] as const;

export type Leg = (typeof LEGS)[number];
