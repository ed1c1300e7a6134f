import type { Outcome } from '../../../lib/action/outcome.ts';
import type { Target } from '../../../lib/aws/target.ts';
import { withEvidence } from './evidence/with-evidence.ts';
import type { Inputs } from './inputs.ts';
import type { Request } from './modes/request.ts';
import { runBootstrap } from './modes/run-bootstrap.ts';
import { runContinuation } from './modes/run-continuation.ts';
import { runRecover } from './modes/run-recover.ts';
import { runRelease } from './modes/run-release.ts';
import { runRollback } from './modes/run-rollback.ts';
import { runStatus } from './modes/run-status.ts';
import { revealTestHeaders } from './observe/reveal-test-headers.ts';
import type { Ports, Surroundings } from './ports.ts';
import { startTimeline } from './report/timeline.ts';

/** Does what was asked for, and leaves evidence where that is more than looking. */
export async function run(request: Request, target: Target, given: Surroundings): Promise<Outcome> {
  if (request.mode === 'status' || request.inputs.dryRun) {
    return perform(request, target, { ...given, timeline: startTimeline(given) });
  }
  return withEvidence({ request, target, work: (ports) => perform(request, target, ports) }, given);
}

async function perform(request: Request, target: Target, ports: Ports): Promise<Outcome> {
  const reveal = <Given extends Inputs>(inputs: Given) => revealTestHeaders(inputs, ports);
  switch (request.mode) {
    case 'status':
      return runStatus({ ...request, target }, ports);
    case 'recover':
      return runRecover({ ...request, inputs: await reveal(request.inputs), target }, ports);
    case 'release':
    case 'prepare':
      return runRelease(
        { ...request, mode: request.mode, inputs: await reveal(request.inputs), target },
        ports,
      );
    case 'shift':
    case 'finish':
      return runContinuation(
        { ...request, mode: request.mode, inputs: await reveal(request.inputs), target },
        ports,
      );
    case 'bootstrap':
      return runBootstrap({ ...request, inputs: await reveal(request.inputs), target }, ports);
    case 'rollback':
      return runRollback({ ...request, target }, ports);
  }
}
