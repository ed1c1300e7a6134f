import type { Outcome } from '../../../../lib/action/outcome.ts';
import type { Ports } from '../ports.ts';
import { findOwnRelease, reportOwnRelease } from './find-own-release.ts';
import { type BootstrapRun, prepareBootstrap } from './prepare-bootstrap.ts';
import { runSwitch } from './run-switch.ts';

/** Puts the first version into service, or the first one after nothing served any more. */
export async function runBootstrap(run: BootstrapRun, ports: Ports): Promise<Outcome> {
  const { inputs } = run;
  const { image } = inputs;
  // A job that is run again finds a platform that serves, which is no reason to refuse.
  const own = await findOwnRelease({ ...run, mode: 'bootstrap' }, ports);
  if (own?.release.image === image) return reportOwnRelease(own, 'released', 'bootstrapped');
  return runSwitch(
    {
      ...run,
      mayPreempt: false,
      prepare: (free, before) => prepareBootstrap(run, free, before),
      resumes: (plan) => inputs.onInterrupted === 'resume' && plan.image === image,
      isDoneBy: ({ verdict, failure, plan }) =>
        plan.mode === 'bootstrap' && plan.image === image && verdict === 'released' && !failure,
    },
    ports,
  );
}
