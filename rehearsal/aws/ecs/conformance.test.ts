import { conforms } from '../conformance/testing/conforms.ts';
import { ECS_BEHAVIOURS } from './behaviours.ts';
import { DEFINITION_PROOFS } from './testing/definition-proofs.ts';
import { DEPLOYMENT_PROOFS } from './testing/deployment-proofs.ts';
import { SERVICE_PROOFS } from './testing/service-proofs.ts';
import { TASK_PROOFS } from './testing/task-proofs.ts';

conforms(ECS_BEHAVIOURS, {
  ...DEFINITION_PROOFS,
  ...SERVICE_PROOFS,
  ...DEPLOYMENT_PROOFS,
  ...TASK_PROOFS,
});
