import { expect } from '@jest/globals';
import { conforms } from '../conformance/testing/conforms.ts';
import { ELBV2_BEHAVIOURS } from './behaviours.ts';
import { eligibleTargets } from './routing/pick-target.ts';

conforms(ELBV2_BEHAVIOURS, {
  'fail-open'() {
    const sick = { target: { id: 'sick', port: 80 }, healthy: false, slowSince: undefined, outstanding: 0 };
    expect(eligibleTargets([sick], { count: 1, percentage: 0 })).toEqual([sick]);
  },
});
