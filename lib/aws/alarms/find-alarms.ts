import { ActionFailure } from '../../action/errors.ts';
import { nearest } from '../../action/nearest.ts';
import { awsCommand } from '../aws-command.ts';
import type { Alarm } from './alarm.ts';
import { ALARMS_LIMIT, type AlarmPorts, describeAlarms } from './describe-alarms.ts';
import { readAlarmTags } from './read-alarm-tags.ts';

/** Which alarms are meant. */
export interface AlarmSelection {
  readonly names: readonly string[];
  readonly tags: readonly AlarmTag[];
}

/** Every alarm that has the tag. */
export interface AlarmTag {
  readonly key: string;
  readonly value: string;
}

/**
 * Finds the alarms of a selection, each once. Names take one call. CloudWatch cannot be asked for a tag (the tagging
 * service could be, under permissions of its own), so with a tag all alarms are listed, and the tags of each are read:
 * a call for every hundred alarms and one for each.
 * @throws ActionFailure for a name that no alarm has and a tag that none carries, with what was meant, and for more
 *   alarms than one call tells
 */
export async function findAlarms(
  ports: AlarmPorts,
  { names, tags }: AlarmSelection,
): Promise<readonly Alarm[]> {
  if (names.length > ALARMS_LIMIT) throw tooMany(names.length);
  const known = await describeAlarms(ports, tags.length > 0 ? undefined : names);
  const named = new Map(known.map((alarm) => [alarm.name, alarm]));
  const missing = names.find((name) => !named.has(name));
  if (missing !== undefined) throw await unknownName(ports, missing);
  const byName = names.flatMap((name) => named.get(name) ?? []);
  const found = new Set([...byName, ...(await withTags(ports, known, tags))]);
  if (found.size > ALARMS_LIMIT) throw tooMany(found.size);
  return [...found];
}

async function withTags(
  ports: AlarmPorts,
  alarms: readonly Alarm[],
  wanted: readonly AlarmTag[],
): Promise<readonly Alarm[]> {
  if (wanted.length === 0) return [];
  const tagged = await readAlarmTags(ports, alarms);
  const region = await ports.cloudwatch.config.region();
  return wanted.flatMap((tag) => {
    const carriers = tagged.filter(({ tags }) => tags.get(tag.key) === tag.value);
    if (carriers.length > 0) return carriers.map(({ alarm }) => alarm);
    const known = tagged.flatMap(({ tags }) => [...tags].map(([key, value]) => `${key}=${value}`));
    const meant = nearest(`${tag.key}=${tag.value}`, known);
    throw notFound(`No alarm has the tag ${tag.key}=${tag.value}`, meant, region);
  });
}

async function unknownName(ports: AlarmPorts, name: string): Promise<ActionFailure> {
  const all = await describeAlarms(ports);
  const meant = nearest(
    name,
    all.map((alarm) => alarm.name),
  );
  const region = await ports.cloudwatch.config.region();
  return notFound(`Alarm "${name}" does not exist in ${region}`, meant, region);
}

function notFound(what: string, meant: string | undefined, region: string): ActionFailure {
  const options = { 'alarm-types': ['MetricAlarm', 'CompositeAlarm'] };
  const command = awsCommand('cloudwatch describe-alarms', region, options);
  return new ActionFailure({
    cause: `${what}.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    advice: `Correct the input "alarms". Which there are: ${command}`,
  });
}

function tooMany(count: number): ActionFailure {
  return new ActionFailure({
    cause: `${count} alarms are too many: ${ALARMS_LIMIT} can be watched in one call.`,
    advice: 'Name fewer in the input "alarms", or put a composite alarm over them.',
  });
}
