import { unlessMissing } from '../errors/kinds.ts';
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
  const found = await unlessMissing(() =>
    cloudwatch.listTagsForResource({ ResourceARN: arn }, { abortSignal: signal }),
  );
  // Alarms of scaling policies come and go: one may have gone since it was listed.
  return new Map(found?.Tags?.map(({ Key = '', Value = '' }) => [Key, Value]));
}
