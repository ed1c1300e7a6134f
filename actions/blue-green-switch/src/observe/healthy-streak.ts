import { countHealthy, type StandbyReading, type Wanted } from './readiness.ts';

/** Readings of a standby that follow each other. */
export interface HealthyStreak {
  /** The newest one. */
  readonly reading: StandbyReading;
  /** When the first of the readings was asked for since which none had too few healthy targets; undefined when it has. */
  readonly healthySince: number | undefined;
}

/** Adds a reading: one with fewer healthy targets than are required ends the streak. */
export function continueStreak(
  before: Pick<HealthyStreak, 'healthySince'>,
  reading: StandbyReading,
  { required }: Pick<Wanted, 'required'>,
): HealthyStreak {
  const isHealthy = countHealthy(reading) >= required;
  return { reading, healthySince: isHealthy ? (before.healthySince ?? reading.at) : undefined };
}

/** Whether the targets have been healthy for so many milliseconds, from the first reading to the newest. */
export function hasLasted({ reading, healthySince }: HealthyStreak, milliseconds: number): boolean {
  return healthySince !== undefined && reading.at - healthySince >= milliseconds;
}
