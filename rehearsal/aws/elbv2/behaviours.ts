import { DRAINING } from './behaviours/draining.ts';
import { HEALTH } from './behaviours/health.ts';
import { LIMITS } from './behaviours/limits.ts';
import { PLACES } from './behaviours/places.ts';
import { ROUTING } from './behaviours/routing.ts';
import { SECURITY } from './behaviours/security.ts';
import { SPREADING } from './behaviours/spreading.ts';
import { STICKINESS } from './behaviours/stickiness.ts';

/** How Elastic Load Balancing behaves, proven one by one in `conformance.test.ts`. */
export const ELBV2_BEHAVIOURS = {
  ...ROUTING,
  ...SPREADING,
  ...STICKINESS,
  ...HEALTH,
  ...DRAINING,
  ...LIMITS,
  ...PLACES,
  ...SECURITY,
};
