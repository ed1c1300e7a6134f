import type { Outcome } from '../../../../lib/action/outcome.ts';
import type { Ports } from '../ports.ts';
import { findOwnRelease, reportOwnRelease } from './find-own-release.ts';
import { prepareRollback, type RollbackRun } from './prepare-rollback.ts';
import { runSwitch } from './run-switch.ts';

/** Brings an earlier version back. It takes over from a release that is under way, which is then taken back. */
export async function runRollback(run: RollbackRun, ports: Ports): Promise<Outcome> {
  const isToPrevious = run.inputs.to.kind === 'previous';
  // A job that is run again must not go back twice: by now `previous` means an even older version.
  const own = isToPrevious ? await findOwnRelease({ ...run, mode: 'rollback' }, ports) : undefined;
  if (own) return reportOwnRelease(own, 'rolled-back', 'rolled back to');
  return runSwitch(
    {
      ...run,
      mayPreempt: true,
      prepare: (free) => prepareRollback(run, free),
      resumes: () => false,
      isDoneBy: ({ verdict }) => verdict === 'rolled-back' && isToPrevious,
    },
    ports,
  );
}
