import type { Outcome } from '../../../../lib/action/outcome.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import type { Ports } from '../ports.ts';
import { LEGS } from './legs.ts';
import { prepareRelease } from './prepare-release.ts';
import { runSwitch } from './run-switch.ts';

/** What a run of mode `release` or `prepare` was given. */
export interface ReleaseRequest {
  readonly mode: 'release' | 'prepare';
  readonly inputs: Inputs & { readonly image: string };
  readonly target: Target;
  readonly record: string | undefined;
}

/** Puts a new version into service, or brings it up only: then the next modes of this run go on. */
export function runRelease({ mode, inputs, target, record }: ReleaseRequest, ports: Ports): Promise<Outcome> {
  const isWhole = mode === 'release';
  // How to shift is told by mode `shift`.
  const given = isWhole ? inputs : { ...inputs, steps: [] };
  return runSwitch(
    {
      ...{ inputs: given, target, record, mayPreempt: false, legs: isWhole ? LEGS : ['prepare'] },
      prepare: (own, before) => prepareRelease({ inputs: given, target, record }, own, before),
      resumes: ({ image }) => isWhole && inputs.onInterrupted === 'resume' && image === inputs.image,
      // Most likely an earlier attempt of this run had begun it, and now it is through.
      isDoneBy: ({ verdict, failure, plan }) =>
        isWhole && verdict === 'released' && !failure && plan.image === inputs.image,
    },
    ports,
  );
}
