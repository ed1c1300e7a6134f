import type { RunContext } from '../../../lib/action/context.ts';
import type { Environment } from '../../../lib/action/inputs.ts';
import type { Processes } from '../../../lib/action/processes.ts';
import type { AuthorizePorts } from './ecr/authorize.ts';

/** Everything outside the process that this action touches, but for the files that docker reads. */
export interface Ports extends RunContext, AuthorizePorts {
  readonly processes: Processes;
  readonly environment: Environment;
}
