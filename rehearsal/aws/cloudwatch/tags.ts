import type {
  ListTagsForResourceInput,
  Tag,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../kernel/errors.ts';
import type { Operations } from '../kernel/service.ts';
import { findAlarm } from './alarms/transitions.ts';
import { invalidValue } from './errors.ts';
import type { Place, Region } from './state.ts';

const TAGS_LIMIT = 50;

/** @throws AwsError for too many tags, or one that only AWS may set */
export function checkTags(tags: readonly Tag[]): void {
  if (tags.length > TAGS_LIMIT) throw invalidValue(`A resource may have ${TAGS_LIMIT} tags at most.`);
  const bad = tags.find(({ Key = '' }) => /^aws:/i.test(Key));
  if (bad) throw invalidValue(`The tag key ${bad.Key} is invalid.`);
}

export function tagOperations(regionOf: (place: Place) => Region): Operations {
  return {
    TagResource(input: TagResourceInput, call) {
      const tags = findTags(regionOf(call), input.ResourceARN);
      const merged = new Map([
        ...tags,
        ...(input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value] as const),
      ]);
      checkTags([...merged].map(([Key, Value]) => ({ Key, Value })));
      for (const [key, value] of merged) tags.set(key, value);
      return {};
    },
    UntagResource(input: UntagResourceInput, call) {
      const tags = findTags(regionOf(call), input.ResourceARN);
      for (const key of input.TagKeys ?? []) tags.delete(key);
      return {};
    },
    ListTagsForResource(input: ListTagsForResourceInput, call) {
      const tags = findTags(regionOf(call), input.ResourceARN);
      return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
    },
  };
}

function findTags(region: Region, arn = ''): Map<string, string> {
  if (!/^arn:[^:]+:cloudwatch:[^:]+:\d{12}:.+$/.test(arn)) throw invalidValue(`Invalid ARN: ${arn}`);
  const alarm = findAlarm(region, arn);
  if (!alarm) throw new AwsError('ResourceNotFoundException', `Resource ${arn} does not exist`, 404);
  return alarm.tags;
}
