import { defineBehaviours } from '../conformance/behaviour.ts';
import { NETWORK_BEHAVIOURS } from './network-behaviours.ts';
import { SERVICE_BEHAVIOURS } from './services/behaviours.ts';
import { DEPLOYMENT_BEHAVIOURS } from './services/deployment-behaviours.ts';
import { DEFINITION_BEHAVIOURS } from './task-definitions/behaviours.ts';
import { TASK_BEHAVIOURS } from './tasks/behaviours.ts';

/** How Amazon ECS behaves, proven one by one in `conformance.test.ts`. */
export const ECS_BEHAVIOURS = defineBehaviours({
  ...DEFINITION_BEHAVIOURS,
  ...SERVICE_BEHAVIOURS,
  ...DEPLOYMENT_BEHAVIOURS,
  ...TASK_BEHAVIOURS,
  ...NETWORK_BEHAVIOURS,
});
