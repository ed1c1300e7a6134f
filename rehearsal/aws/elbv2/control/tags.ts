import type {
  AddTagsInput,
  DescribeTagsInput,
  DescribeTagsOutput,
  RemoveTagsInput,
  Tag,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError } from '../../kernel/errors.ts';
import type { Operations } from '../../kernel/service.ts';
import type { Region } from '../state.ts';
import { parseArn, type ResourceKind } from './arns.ts';
import type { Control } from './control.ts';
import { firstDuplicate, invalid } from './validate.ts';

/** Most tags of one resource. */
const TAG_LIMIT = 50;

/** Most resources of one DescribeTags. */
const DESCRIBE_LIMIT = 20;

const NOT_FOUND: Record<ResourceKind, string> = {
  loadbalancer: 'LoadBalancerNotFound',
  listener: 'ListenerNotFound',
  'listener-rule': 'RuleNotFound',
  targetgroup: 'TargetGroupNotFound',
};

export function tagOperations({ state }: Control): Operations {
  return {
    AddTags(input: AddTagsInput, call): object {
      const region = state.regionOf(call);
      const added = readTags(input.Tags);
      const resources = (input.ResourceArns ?? []).map((arn) => tagsOf(region, arn));
      for (const tags of resources) checkLimit(new Map([...tags, ...added]));
      for (const tags of resources) for (const [key, value] of added) tags.set(key, value);
      return {};
    },
    RemoveTags(input: RemoveTagsInput, call): object {
      const region = state.regionOf(call);
      const { TagKeys: keys = [] } = input;
      const resources = (input.ResourceArns ?? []).map((arn) => tagsOf(region, arn));
      for (const tags of resources) for (const key of keys) tags.delete(key);
      return {};
    },
    DescribeTags(input: DescribeTagsInput, call): DescribeTagsOutput {
      const region = state.regionOf(call);
      const { ResourceArns: arns = [] } = input;
      if (arns.length > DESCRIBE_LIMIT) {
        throw invalid(`Cannot have more than ${DESCRIBE_LIMIT} resources described`);
      }
      return {
        TagDescriptions: arns.map((arn) => ({
          ResourceArn: arn,
          Tags: [...tagsOf(region, arn)].map(([Key, Value]) => ({ Key, Value })),
        })),
      };
    },
  };
}

/**
 * The tags of a new resource.
 * @throws AwsError DuplicateTagKeys, TooManyTags or ValidationError
 */
export function readTags(tags: readonly Tag[] | undefined): Map<string, string> {
  const keys = (tags ?? []).map(({ Key = '' }) => Key);
  const duplicate = firstDuplicate(keys);
  if (duplicate !== undefined) {
    throw new AwsError('DuplicateTagKeys', `Tag key '${duplicate}' was specified more than once`);
  }
  const reserved = keys.find((key) => key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined) throw invalid(`Tag key '${reserved}' uses the reserved prefix aws:`);
  const read = new Map((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
  checkLimit(read);
  return read;
}

function checkLimit(tags: ReadonlyMap<string, string>): void {
  if (tags.size > TAG_LIMIT) {
    throw new AwsError('TooManyTags', `A resource can have ${TAG_LIMIT} tags, not ${tags.size}`);
  }
}

function tagsOf(region: Region, arn: string): Map<string, string> {
  const parsed = parseArn(arn);
  if (!parsed) throw invalid(`'${arn}' is not a valid resource ARN`);
  const tags = region.tags.get(arn);
  if (!tags) throw new AwsError(NOT_FOUND[parsed.kind], `Resource '${arn}' not found`);
  return tags;
}
