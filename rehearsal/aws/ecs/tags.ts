import type {
  ListTagsForResourceRequest,
  Tag,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-ecs';
import type { Operations } from '../kernel/service.ts';
import { invalidParameter } from './errors.ts';
import type { EcsState, Place } from './state.ts';

const TAG_LIMIT = 50;

/** @throws AwsError when there are more tags than a resource may have, or one without a key */
export function checkTags(tags: readonly Tag[]): void {
  if (tags.length > TAG_LIMIT) throw invalidParameter(`Too many tags. The maximum is ${TAG_LIMIT}.`);
  if (tags.some(({ key }) => !key)) throw invalidParameter('Tag key can not be empty.');
}

/** The tags of `base`, with those of `added` in place of the ones that have the same key. */
export function mergeTags(base: readonly Tag[], added: readonly Tag[]): Tag[] {
  const merged = new Map([...base, ...added].map((tag) => [tag.key, tag.value]));
  return [...merged].map(([key, value]) => ({ key, value }));
}

interface Tagged {
  tags: Tag[];
}

export function tagOperations(stateOf: (place: Place) => EcsState): Operations {
  return {
    ListTagsForResource: (input: ListTagsForResourceRequest, call) => ({
      tags: findTagged(stateOf(call), input.resourceArn ?? '').tags,
    }),
    TagResource(input: TagResourceRequest, call) {
      const resource = findTagged(stateOf(call), input.resourceArn ?? '');
      const tags = mergeTags(resource.tags, input.tags ?? []);
      checkTags(tags);
      resource.tags = tags;
      return {};
    },
    UntagResource(input: UntagResourceRequest, call) {
      const resource = findTagged(stateOf(call), input.resourceArn ?? '');
      resource.tags = resource.tags.filter(({ key }) => !input.tagKeys?.includes(key ?? ''));
      return {};
    },
  };
}

function findTagged(state: EcsState, arn: string): Tagged {
  if (!/^arn:[^:]+:ecs:[^:]+:\d{12}:/.test(arn)) throw invalidParameter(`Invalid ARN: ${arn}`);
  const found =
    state.services.get(arn) ??
    state.tasks.get(arn) ??
    [...state.clusters.values()].find((cluster) => cluster.arn === arn) ??
    [...state.taskDefinitions.values()].flat().find((record) => record.arn === arn);
  if (!found)
    throw invalidParameter('The specified resource is not found. Specify a valid resource and try again.');
  return found;
}
