import type { Target } from '../../../../lib/aws/target.ts';
import { fetchTaskDefinition } from '../../../../lib/aws/task-definitions/fetch.ts';
import { withImage } from '../../../../lib/aws/task-definitions/with-image.ts';
import { observe } from '../observe/observe.ts';
import { type AlarmInputs, observeAlarms } from '../observe/observe-alarms.ts';
import { planRelease, type ReleaseInputs } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { PreparedSwitch } from './prepared-switch.ts';
import { refuseForeignDeployment } from './refuse-foreign-deployment.ts';

/** What a release was given. */
export interface ReleaseRun {
  readonly inputs: ReleaseInputs & AlarmInputs;
  readonly target: Target;
  /** Below which name it is recorded; undefined for `record: none`. */
  readonly record: string | undefined;
}

/**
 * Looks at everything that a release depends on, and fixes what it does. Nothing is written.
 * @param before what an earlier look found: alarms are not looked for by their tags again, which takes a call for each
 *   one that the region has
 * @throws ActionFailure for every state that a release must not start from
 */
export async function prepareRelease(
  { inputs, target, record }: ReleaseRun,
  ports: Ports,
  before?: PreparedSwitch,
): Promise<PreparedSwitch> {
  const seen = await observe(target, ports);
  const plan = planRelease(inputs, seen);
  await refuseForeignDeployment(target.cluster, seen.services[plan.standby], record, ports);
  const base = await fetchTaskDefinition(ports, plan.baseTaskDefinition);
  const definition = withImage(base.definition, target.container.name, inputs.image);
  const found = before && { names: before.alarms.map(({ name }) => name), tags: [] };
  const alarms = await observeAlarms({ ...inputs, alarms: found ?? inputs.alarms }, ports);
  ports.log.info(
    `${plan.live} is live, ${plan.image} goes to ${plan.standby} with ${plan.desiredCount} tasks`,
  );
  return { plan, revision: { definition }, alarms };
}
