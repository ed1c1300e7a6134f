import type { Input, Need } from './need.ts';

/** `aws:RequestTag/…` and `aws:TagKeys` of a call that sets or removes tags; absent without tags. */
export function requestTags({ Tags, tags, TagKeys, tagKeys }: Input): NonNullable<Need['context']> {
  const entries = readTags(Tags ?? tags);
  const keys = [...entries.map(([key]) => key), ...[TagKeys ?? tagKeys ?? []].flat().map(String)];
  if (keys.length === 0) return {};
  return {
    ...Object.fromEntries(entries.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    'aws:TagKeys': keys,
  };
}

/**
 * What a call needs that may bring tags: its own need, which a policy may tie to the tags, and with tags the right to
 * tag as well.
 * @param right on the same resources unless it names others
 */
export function withTags(
  input: Input,
  need: Need,
  right: Partial<Need> & { readonly action: string },
): readonly Need[] {
  const context = requestTags(input);
  const own = { ...need, context: { ...need.context, ...context } };
  if (!('aws:TagKeys' in context)) return [own];
  return [own, { resources: need.resources, ...right, context: { ...right.context, ...context } }];
}

/** Tags in any of the forms that services take: lists of `{Key, Value}` or `{key, value}`, or one object. */
export function readTags(tags: unknown): [string, string][] {
  if (typeof tags !== 'object' || tags === null) return [];
  if (!Array.isArray(tags)) return Object.entries(tags).map(([key, value]) => [key, String(value)]);
  return tags
    .filter((tag) => typeof tag === 'object' && tag !== null)
    .map((tag) => [String(tag.Key ?? tag.key ?? ''), String(tag.Value ?? tag.value ?? '')]);
}
