import { UnusableValue } from '../../../../lib/action/inputs/spec.ts';
import type { AlarmSelection, AlarmTag } from '../../../../lib/aws/alarms/find-alarms.ts';

/** What may become of a release when an alarm has no data. */
export const ON_NO_DATA = ['hold', 'pass', 'fail'] as const;

const TAG = /^tag:/;

/**
 * Tells names from tags.
 * @param items such as `web-5xx` and `tag:service=web`
 * @throws UnusableValue for a tag without a key or a value
 */
export function parseAlarms(items: readonly string[]): AlarmSelection {
  return {
    names: items.filter((item) => !TAG.test(item)),
    tags: items.filter((item) => TAG.test(item)).map(parseTag),
  };
}

/** What follows the first `=` is the value. */
function parseTag(item: string): AlarmTag {
  const [, key, value] = /^tag:([^=]+)=(.+)$/.exec(item) ?? [];
  if (key === undefined || value === undefined) throw new UnusableValue(`holds ${JSON.stringify(item)}`);
  return { key, value };
}
