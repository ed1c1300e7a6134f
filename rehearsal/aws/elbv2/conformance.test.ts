import { afterEach } from '@jest/globals';
import { conforms } from '../conformance/testing/conforms.ts';
import { ELBV2_BEHAVIOURS } from './behaviours.ts';
import { DRAINING_PROOFS } from './conformance/draining.ts';
import { HEALTH_PROOFS } from './conformance/health.ts';
import { LIMITS_PROOFS } from './conformance/limits.ts';
import { PLACES_PROOFS } from './conformance/places.ts';
import { ROUTING_PROOFS } from './conformance/routing.ts';
import { SECURITY_PROOFS } from './conformance/security.ts';
import { SPREADING_PROOFS } from './conformance/spreading.ts';
import { STICKINESS_PROOFS } from './conformance/stickiness.ts';
import { closeAll } from './testing/socket-world.ts';

afterEach(closeAll);

conforms(ELBV2_BEHAVIOURS, {
  ...ROUTING_PROOFS,
  ...SPREADING_PROOFS,
  ...STICKINESS_PROOFS,
  ...HEALTH_PROOFS,
  ...DRAINING_PROOFS,
  ...LIMITS_PROOFS,
  ...PLACES_PROOFS,
  ...SECURITY_PROOFS,
});
