import { ActionFailure } from '../../../../lib/action/errors.ts';
import { readHistory } from '../../../../lib/aws/record/releases.ts';
import { countHealthyTargets } from '../observe/count-healthy-targets.ts';
import { observe } from '../observe/observe.ts';
import type { Plan } from '../plan/plan.ts';
import { planBootstrap } from '../plan/plan-bootstrap.ts';
import type { Ports } from '../ports.ts';
import { prepareNewVersion, type ReleaseRun } from './prepare-release.ts';
import type { PreparedSwitch } from './prepared-switch.ts';

/**
 * Looks at everything that a bootstrap depends on, and fixes what it does. Nothing is written.
 * @param before what an earlier look found
 * @throws ActionFailure for every state that it must not start from, a release that serves already among them
 */
export async function prepareBootstrap(
  run: ReleaseRun,
  ports: Ports,
  before?: PreparedSwitch,
): Promise<PreparedSwitch> {
  const { inputs, target, record } = run;
  const seen = await observe(target, ports);
  const plan = planBootstrap(inputs, seen, await countHealthyTargets(target, ports));
  const hasTwoSlots = plan.rules.every(({ lacks }) => lacks === undefined);
  if (!plan.isFirst && hasTwoSlots && record !== undefined) await refuseKnownRelease(plan, record, ports);
  return prepareNewVersion({ ...run, plan, standby: seen.services[plan.standby] }, ports, before);
}

/** A bootstrap that ended badly may be repeated: what it left may serve, and nothing has proven it. */
async function refuseKnownRelease({ live }: Plan, record: string, ports: Ports): Promise<void> {
  const { releases } = await readHistory({ ...ports, ssm: await ports.parameterStore() }, record);
  const [newest] = releases;
  if (newest?.mode === 'bootstrap' && newest.verdict !== 'released') return;
  const known = releases.find(({ verdict }) => verdict === 'released');
  if (!known) return;
  throw new ActionFailure({
    cause: `Slot ${live} serves, and the record ${record} knows of release ${known.number}${known.image === undefined ? '' : ` (${known.image})`}, so there is nothing to bootstrap.`,
    advice: 'Use mode: release.',
  });
}
