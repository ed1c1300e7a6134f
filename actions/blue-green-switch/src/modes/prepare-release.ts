import type { Target } from '../../../../lib/aws/target.ts';
import { fetchTaskDefinition } from '../../../../lib/aws/task-definitions/fetch.ts';
import { withImage } from '../../../../lib/aws/task-definitions/with-image.ts';
import type { Inputs } from '../inputs.ts';
import { observe } from '../observe/observe.ts';
import { type AlarmInputs, observeAlarms } from '../observe/observe-alarms.ts';
import { withStickiness } from '../observe/with-stickiness.ts';
import { type Observation, type Plan, planRelease, type ReleaseInputs } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import type { PreparedSwitch } from './prepared-switch.ts';
import { refuseForeignDeployment } from './refuse-foreign-deployment.ts';

/** What a release was given. */
export interface ReleaseRun {
  readonly inputs: ReleaseInputs & AlarmInputs & Pick<Inputs, 'sticky'>;
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
  const planned = planRelease(run.inputs, seen);
  return prepareNewVersion({ ...run, planned, seen }, ports, before);
}

/** A new version, and where it goes. */
export interface PlannedVersion extends ReleaseRun {
  readonly planned: Plan;
  /** What the plan was made from. */
  readonly seen: Observation;
}

/**
 * Looks at what depends on the version.
 * @param before what an earlier look found: alarms are not looked for by their tags again, which takes a call for each
 *   one that the region has
 */
export async function prepareNewVersion(
  { inputs, target, record, planned, seen }: PlannedVersion,
  ports: Ports,
  before: PreparedSwitch | undefined,
): Promise<PreparedSwitch> {
  const plan = await withStickiness(planned, { ...inputs, record }, seen, ports);
  await refuseForeignDeployment(target.cluster, seen.services[plan.standby], record, ports);
  const base = await fetchTaskDefinition(ports, plan.baseTaskDefinition);
  const definition = withImage(base.definition, target.container.name, inputs.image);
  const found = before && { names: before.alarms.map(({ name }) => name), tags: [] };
  const alarms = await observeAlarms({ ...inputs, alarms: found ?? inputs.alarms }, ports);
  ports.log.info(
    `${plan.isFirst ? 'Nothing serves' : `${plan.live} is live`}, ${plan.image} goes to ${plan.standby} with ${plan.desiredCount} tasks`,
  );
  return { plan, revision: { definition }, alarms };
}
