import { ActionFailure } from '../../../../lib/action/errors.ts';
import type { Target } from '../../../../lib/aws/target.ts';
import { fetchTaskDefinition } from '../../../../lib/aws/task-definitions/fetch.ts';
import type { Registrable } from '../../../../lib/aws/task-definitions/registrable.ts';
import { withImage } from '../../../../lib/aws/task-definitions/with-image.ts';
import type { Inputs } from '../inputs.ts';
import { observe } from '../observe/observe.ts';
import { withStickiness } from '../observe/with-stickiness.ts';
import { chooseVersion, refuseSchemaRisk, type Version } from '../plan/choose-version.ts';
import { findSides, planRollback } from '../plan/plan.ts';
import type { Ports } from '../ports.ts';
import { readHistoryOf } from '../record/read-record.ts';
import { complainAboutTestRule } from '../test-rules/check-test-rules.ts';
import type { PreparedSwitch } from './prepared-switch.ts';

/** What a rollback was given. */
export interface RollbackRun {
  readonly inputs: Inputs;
  readonly target: Target;
  /** Undefined when no record is kept: then the version has to be named by its image or task definition. */
  readonly record: string | undefined;
}

/**
 * Finds the version to go back to, and fixes how. Nothing is written.
 * @throws ActionFailure when the record does not know it, when it serves already, or when the database has moved on
 */
export async function prepareRollback(
  { inputs, target, record }: RollbackRun,
  ports: Ports,
): Promise<PreparedSwitch> {
  const seen = await observe(target, ports);
  const { live, standby } = findSides(seen);
  const liveDefinition = seen.services[live].taskDefinition ?? '';
  const history = await readHistoryOf(record, ports);
  const version = chooseVersion(history, liveDefinition, inputs.to);
  if (!inputs.acceptSchemaRisk) refuseSchemaRisk(history, version);
  const { revision, image } = await findRevision(version, liveDefinition, target, ports);
  if ('arn' in revision && revision.arn === liveDefinition) throw servesAlready(live, revision.arn);
  const planned = planRollback({ ...inputs, image }, seen);
  const stickiness = { ...inputs, record, ...('arn' in revision && { returnsTo: revision.arn }) };
  const plan = await withStickiness(planned, stickiness, seen, ports);
  ports.log.info(
    `${live} is live; back to ${image}${version.release ? ` of release ${version.release.number}` : ''} on ${standby}`,
  );
  for (const rule of seen.testRules) {
    const complaint = complainAboutTestRule(rule);
    if (complaint) ports.log.info(`It is left alone: ${complaint.cause}`);
  }
  // What an alarm tells now is most likely what the rollback is for.
  return { plan, revision, alarms: [] };
}

/** A revision that has been deregistered cannot be started from, but a copy of it can. */
async function findRevision(
  { taskDefinition, image: wanted }: Version,
  live: string,
  { container }: Target,
  ports: Ports,
): Promise<Pick<PreparedSwitch, 'revision'> & { readonly image: string }> {
  if (taskDefinition === undefined) {
    const base = await fetchTaskDefinition(ports, live);
    const image = wanted ?? '';
    return { revision: { definition: withImage(base.definition, container.name, image) }, image };
  }
  const { arn, isActive, definition } = await fetchTaskDefinition(ports, taskDefinition);
  return { revision: isActive ? { arn } : { definition }, image: imageIn(definition, container.name) };
}

function imageIn({ containerDefinitions = [] }: Registrable, container: string): string {
  return containerDefinitions.find(({ name }) => name === container)?.image ?? '';
}

function servesAlready(live: string, arn: string): ActionFailure {
  return new ActionFailure({
    cause: `Slot ${live} serves ${arn} already, so there is nothing to go back to.`,
    advice: 'Name another version with "to".',
  });
}
