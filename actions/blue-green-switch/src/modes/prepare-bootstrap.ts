import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import type { Inputs } from '../inputs.ts';
import { observeWhole } from '../missing/observe-whole.ts';
import { countHealthyTargets } from '../observe/count-healthy-targets.ts';
import type { Plan } from '../plan/plan.ts';
import { planBootstrap } from '../plan/plan-bootstrap.ts';
import type { Ports } from '../ports.ts';
import { readHistoryOf } from '../record/read-record.ts';
import { prepareNewVersion } from './prepare-release.ts';
import type { PreparedSwitch } from './prepared-switch.ts';

/** What a bootstrap was given. */
export interface BootstrapRun {
  readonly inputs: Inputs & { readonly image: string };
  readonly target: Target;
  /** Below which name it is recorded; undefined for `record: none`. */
  readonly record: string | undefined;
}

/**
 * Looks at everything that a bootstrap depends on, and fixes what it does. Nothing is written.
 * @param before what an earlier look found
 * @throws ActionFailure for every state that it must not start from: parts that do not exist, a release that serves
 */
export async function prepareBootstrap(
  run: BootstrapRun,
  ports: Ports,
  before?: PreparedSwitch,
): Promise<PreparedSwitch> {
  const { inputs, target, record } = run;
  const parameter = inputs.target.startsWith('/') ? inputs.target : undefined;
  const seen = await observeWhole(target, parameter, ports);
  const plan = planBootstrap(inputs, seen, await countHealthyTargets(target, ports));
  const hasTwoSlots = plan.rules.every(({ lacks }) => lacks === undefined);
  if (!plan.isFirst && hasTwoSlots && record !== undefined) await refuseKnownRelease(plan, record, ports);
  return prepareNewVersion({ ...run, planned: plan, seen }, ports, before);
}

/** A bootstrap that ended badly may be repeated: what it left may serve, and nothing has proven it. */
async function refuseKnownRelease({ live }: Plan, record: string, ports: Ports): Promise<void> {
  const { releases } = await readHistoryOf(record, ports);
  const [newest] = releases;
  if (newest?.mode === 'bootstrap' && newest.verdict !== 'released') return;
  const known = releases.find(({ verdict }) => verdict === 'released');
  if (!known) return;
  throw new ActionFailure({
    cause: `Slot ${live} serves, and the record ${record} knows of release ${known.number}${known.image === undefined ? '' : ` (${known.image})`}, so there is nothing to bootstrap.`,
    advice: 'Use mode: release.',
  });
}
