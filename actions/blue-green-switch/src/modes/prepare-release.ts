import type { Service } from '@aws-sdk/client-ecs';
import type { Target } from '../../../../lib/aws/target.ts';
import { fetchTaskDefinition } from '../../../../lib/aws/task-definitions/fetch.ts';
import { withImage } from '../../../../lib/aws/task-definitions/with-image.ts';
import { observe } from '../observe/observe.ts';
import { type AlarmInputs, observeAlarms } from '../observe/observe-alarms.ts';
import { type Plan, planRelease, type ReleaseInputs } from '../plan/plan.ts';
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
 * @param before what an earlier look found
 * @throws ActionFailure for every state that a release must not start from
 */
export async function prepareRelease(
  run: ReleaseRun,
  ports: Ports,
  before?: PreparedSwitch,
): Promise<PreparedSwitch> {
  const seen = await observe(run.target, ports);
  const plan = planRelease(run.inputs, seen);
  return prepareNewVersion({ ...run, plan, standby: seen.services[plan.standby] }, ports, before);
}

/** A new version, and where it goes. */
export interface PlannedVersion extends ReleaseRun {
  readonly plan: Plan;
  /** The standby's service as it was seen. */
  readonly standby: Service;
}

/**
 * Looks at what depends on the version.
 * @param before what an earlier look found: alarms are not looked for by their tags again, which takes a call for each
 *   one that the region has
 */
export async function prepareNewVersion(
  { inputs, target, record, plan, standby }: PlannedVersion,
  ports: Ports,
  before: PreparedSwitch | undefined,
): Promise<PreparedSwitch> {
  await refuseForeignDeployment(target.cluster, standby, record, ports);
  const base = await fetchTaskDefinition(ports, plan.baseTaskDefinition);
  const definition = withImage(base.definition, target.container.name, inputs.image);
  const found = before && { names: before.alarms.map(({ name }) => name), tags: [] };
  const alarms = await observeAlarms({ ...inputs, alarms: found ?? inputs.alarms }, ports);
  ports.log.info(
    `${plan.isFirst ? 'Nothing serves' : `${plan.live} is live`}, ${plan.image} goes to ${plan.standby} with ${plan.desiredCount} tasks`,
  );
  return { plan, revision: { definition }, alarms };
}
