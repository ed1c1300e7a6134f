import { ELBV2_BEHAVIOURS } from '../elbv2/behaviours.ts';
import { SSM_BEHAVIOURS } from '../ssm/behaviours.ts';
import type { Behaviours } from './behaviour.ts';

/** Every part's behaviours, by its folder below `rehearsal/aws`; `conformance.test.ts` in that folder proves them. */
export const CATALOGUES: Readonly<Record<string, Behaviours>> = {
  elbv2: ELBV2_BEHAVIOURS,
  ssm: SSM_BEHAVIOURS,
};
