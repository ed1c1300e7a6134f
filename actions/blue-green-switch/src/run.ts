import type { Outcome } from '../../../lib/action/outcome.ts';
import type { Target } from '../../../lib/aws/target.ts';
import type { Request } from './modes/request.ts';
import { runBootstrap } from './modes/run-bootstrap.ts';
import { runContinuation } from './modes/run-continuation.ts';
import { runRecover } from './modes/run-recover.ts';
import { runRelease } from './modes/run-release.ts';
import { runRollback } from './modes/run-rollback.ts';
import { runStatus } from './modes/run-status.ts';
import type { Ports } from './ports.ts';

/** Does what was asked for. */
export async function run(request: Request, target: Target, ports: Ports): Promise<Outcome> {
  switch (request.mode) {
    case 'status':
      return runStatus({ ...request, target }, ports);
    case 'recover':
      return runRecover({ ...request, target }, ports);
    case 'release':
    case 'prepare':
      return runRelease({ ...request, mode: request.mode, target }, ports);
    case 'shift':
    case 'finish':
      return runContinuation({ ...request, mode: request.mode, target }, ports);
    case 'bootstrap':
      return runBootstrap({ ...request, target }, ports);
    case 'rollback':
      return runRollback({ ...request, target }, ports);
  }
}
