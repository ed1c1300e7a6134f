import type { Outcome } from '../../../lib/action/outcome.ts';
import type { Target } from '../../../lib/aws/target.ts';
import { prepareRelease } from './modes/prepare-release.ts';
import type { PreparedSwitch } from './modes/prepared-switch.ts';
import type { Request } from './modes/request.ts';
import { runRecover } from './modes/run-recover.ts';
import { runRollback } from './modes/run-rollback.ts';
import { runStatus } from './modes/run-status.ts';
import { runSwitch } from './modes/run-switch.ts';
import type { Ports } from './ports.ts';

/** Does what was asked for. */
export async function run(request: Request, target: Target, ports: Ports): Promise<Outcome> {
  switch (request.mode) {
    case 'status':
      return runStatus({ ...request, target }, ports);
    case 'recover':
      return runRecover({ ...request, target }, ports);
    case 'release': {
      const prepare = (own: Ports, before?: PreparedSwitch) =>
        prepareRelease({ ...request, target }, own, before);
      const use = { mayPreempt: false, prepare, isDoneBy: () => false };
      return runSwitch({ ...request, target, ...use }, ports);
    }
    case 'rollback':
      return runRollback({ ...request, target }, ports);
  }
}
