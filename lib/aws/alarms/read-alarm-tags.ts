import type { Alarm } from './alarm.ts';
import type { AlarmPorts } from './describe-alarms.ts';

export interface TaggedAlarm {
  readonly alarm: Alarm;
  readonly tags: ReadonlyMap<string, string>;
}

/** Reads the tags of each alarm, a call for every one: one after the other, for AWS lets few a second through. */
export async function readAlarmTags(ports: AlarmPorts, alarms: readonly Alarm[]): Promise<TaggedAlarm[]> {
  const tagged: TaggedAlarm[] = [];
  for (const alarm of alarms) tagged.push({ alarm, tags: await readTags(ports, alarm.arn) });
  return tagged;
}

async function readTags(
  { cloudwatch, signal }: AlarmPorts,
  arn: string,
): Promise<ReadonlyMap<string, string>> {
  try {
    const { Tags = [] } = await cloudwatch.listTagsForResource({ ResourceARN: arn }, { abortSignal: signal });
    return new Map(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  } catch (error) {
    // Alarms of scaling policies come and go: this one has gone since it was listed.
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return new Map();
    throw error;
  }
}
