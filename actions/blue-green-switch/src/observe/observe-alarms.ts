import { formatDuration } from '../../../../lib/action/duration.ts';
import { ActionFailure, InputError } from '../../../../lib/action/errors.ts';
import type { Alarm } from '../../../../lib/aws/alarms/alarm.ts';
import { findAlarms } from '../../../../lib/aws/alarms/find-alarms.ts';
import { readFamily } from '../../../../lib/aws/alarms/read-family.ts';
import { describeRaised } from '../gates/judge-alarms.ts';
import { findSlowest } from '../gates/smallest-bake.ts';
import type { Inputs } from '../inputs.ts';
import type { Ports } from '../ports.ts';

/** What of the inputs concerns alarms. */
export type AlarmInputs = Pick<Inputs, 'alarms' | 'bake'>;

/**
 * Reads the alarms that a release is gated on; CloudWatch is asked only when there are some. Nothing is written.
 * @throws ActionFailure for an alarm that does not exist, and for one in ALARM: what it complains about would be taken
 *   for the new version's fault; InputError for a bake in which an alarm cannot tell
 */
export async function observeAlarms(
  { alarms: selection, bake }: AlarmInputs,
  { monitoring, signal }: Pick<Ports, 'monitoring' | 'signal'>,
): Promise<readonly Alarm[]> {
  if (selection.names.length + selection.tags.length === 0) return [];
  const ports = { cloudwatch: await monitoring(), signal };
  const alarms = await findAlarms(ports, selection);
  refuseShortBake(bake, await readFamily(ports, alarms));
  refuseRaised(alarms);
  return alarms;
}

function refuseShortBake(bake: number, family: readonly Alarm[]): void {
  const slowest = findSlowest(family);
  if (!slowest) return;
  const { name, watched, lag } = slowest;
  const smallest = watched + lag;
  if (bake >= smallest) return;
  const needs = `${formatDuration(watched)} of data, which come up to ${formatDuration(lag)} late`;
  throw new InputError({
    cause: `Input "bake" is "${formatDuration(bake)}", which is too short for alarm "${name}": it needs ${needs}. Allowed: ${formatDuration(smallest)} and longer.`,
    advice: `Set bake: ${formatDuration(smallest)}, or name only alarms with shorter or fewer periods.`,
  });
}

function refuseRaised(alarms: readonly Alarm[]): void {
  const raised = alarms.filter(({ state }) => state === 'ALARM');
  if (raised.length === 0) return;
  throw new ActionFailure({
    cause: `Before the release ${raised.map(describeRaised).join('; ')}.`,
    advice: 'Put right what the alarm tells, or leave it out of the input "alarms" for this release.',
  });
}
