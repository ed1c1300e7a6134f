import type { PlantedMutant } from './planted.ts';
import { RECORD_MUTANTS } from './record.ts';
import { STANDBY } from './standby.ts';
import { TRAFFIC } from './traffic.ts';

/** Every fault that `npm run mutants` puts into the action, by name. */
export const PLANTED: Readonly<Record<string, PlantedMutant>> = { ...TRAFFIC, ...STANDBY, ...RECORD_MUTANTS };
