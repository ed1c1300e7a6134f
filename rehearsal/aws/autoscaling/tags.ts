import type {
  ListTagsForResourceRequest,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-application-auto-scaling';
import { AwsError } from '../kernel/errors.ts';
import type { Operations } from '../kernel/service.ts';
import { validation } from './errors.ts';
import type { ScalingPorts } from './ports.ts';
import type { Region } from './state.ts';

const TAGS_LIMIT = 50;

/** @throws AwsError for too many tags, or one that only AWS may set */
export function checkTags(tags: ReadonlyMap<string, string>): void {
  if (tags.size > TAGS_LIMIT) {
    throw new AwsError('TooManyTagsException', `A resource may have ${TAGS_LIMIT} tags at most.`);
  }
  const bad = [...tags.keys()].find((key) => /^aws:/i.test(key));
  if (bad !== undefined) throw validation(`Invalid tag key: ${bad}`);
}

export function tagOperations({ regionOf }: Pick<ScalingPorts, 'regionOf'>): Operations {
  return {
    TagResource(input: TagResourceRequest, call) {
      const tags = findTags(regionOf(call), input.ResourceARN);
      const merged = new Map([...tags, ...Object.entries(input.Tags ?? {})]);
      checkTags(merged);
      for (const [key, value] of merged) tags.set(key, value);
      return {};
    },
    UntagResource(input: UntagResourceRequest, call) {
      const tags = findTags(regionOf(call), input.ResourceARN);
      for (const key of input.TagKeys ?? []) tags.delete(key);
      return {};
    },
    ListTagsForResource: (input: ListTagsForResourceRequest, call) => ({
      Tags: Object.fromEntries(findTags(regionOf(call), input.ResourceARN)),
    }),
  };
}

/** Only scalable targets have tags. */
function findTags(region: Region, arn: string | undefined): Map<string, string> {
  const found = [...region.targets.values()].find((target) => target.arn === arn);
  if (!found) throw new AwsError('ResourceNotFoundException', `The resource ${arn} does not exist.`);
  return found.tags;
}
