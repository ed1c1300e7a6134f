import { conforms } from '../conformance/testing/conforms.ts';
import { ECS_BEHAVIOURS } from './behaviours.ts';
import { DEFINITION_PROOFS } from './conformance/definitions.ts';
import { DEPLOYMENT_PROOFS } from './conformance/deployments.ts';
import { NETWORK_PROOFS } from './conformance/network.ts';
import { SERVICE_PROOFS } from './conformance/services.ts';
import { TASK_PROOFS } from './conformance/tasks.ts';

conforms(ECS_BEHAVIOURS, {
  ...DEFINITION_PROOFS,
  ...SERVICE_PROOFS,
  ...DEPLOYMENT_PROOFS,
  ...TASK_PROOFS,
  ...NETWORK_PROOFS,
});
