import type * as sdk from '@aws-sdk/client-ssm';
import type { Call } from '../kernel/call.ts';
import { AwsError, notImplemented } from '../kernel/errors.ts';
import type { Operations } from '../kernel/service.ts';
import type { ParameterStore } from './store.ts';

/** Most tags of one parameter. */
const TAG_LIMIT = 50;

/** Tags of parameters; Systems Manager tags other things too, which do not exist here. */
export function tagOperations(storeOf: (call: Call) => ParameterStore): Operations {
  function find(type: string | undefined, id: string | undefined, call: Call): Map<string, string> {
    if (type !== 'Parameter') throw notImplemented(`tags of ${type}`);
    const store = storeOf(call);
    if (!store.current(id ?? '')) throw new AwsError('InvalidResourceId', '');
    return store.tagsOf(id ?? '');
  }

  function add(input: sdk.AddTagsToResourceRequest, call: Call): object {
    const tags = find(input.ResourceType, input.ResourceId, call);
    checkTags(tags, input.Tags ?? []);
    setTags(tags, input.Tags ?? []);
    return {};
  }

  function remove(input: sdk.RemoveTagsFromResourceRequest, call: Call): object {
    const tags = find(input.ResourceType, input.ResourceId, call);
    for (const key of input.TagKeys ?? []) tags.delete(key);
    return {};
  }

  function list(input: sdk.ListTagsForResourceRequest, call: Call): sdk.ListTagsForResourceResult {
    const tags = find(input.ResourceType, input.ResourceId, call);
    return { TagList: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  }

  return { AddTagsToResource: add, RemoveTagsFromResource: remove, ListTagsForResource: list };
}

/** @throws AwsError TooManyTagsError */
export function checkTags(tags: ReadonlyMap<string, string>, given: readonly sdk.Tag[]): void {
  if (new Set([...tags.keys(), ...given.map(({ Key }) => Key)]).size > TAG_LIMIT) {
    throw new AwsError('TooManyTagsError', `A parameter can have at most ${TAG_LIMIT} tags.`);
  }
}

export function setTags(tags: Map<string, string>, given: readonly sdk.Tag[]): void {
  for (const { Key = '', Value = '' } of given) tags.set(Key, Value);
}
