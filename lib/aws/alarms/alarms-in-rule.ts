const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;

/** `ALARM(name)`, and the list of `AT_LEAST(2, ALARM, (one, "two"))`. */
const REFERENCE = new RegExp(
  String.raw`\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?<one>${QUOTED}|[^)"]+)|\bAT_LEAST\s*\([^,]*,[^,]*,\s*\((?<list>(?:${QUOTED}|[^)"])*)`,
  'g',
);

const ITEM = new RegExp(`${QUOTED}|[^,"]+`, 'g');

/**
 * Names of the alarms that the rule of a composite alarm refers to, each once; an ARN is told by the name in it. What
 * is no reference is passed over: AWS has already accepted the rule.
 */
export function alarmsInRule(rule: string): string[] {
  const references = [...rule.matchAll(REFERENCE)].flatMap(({ groups = {} }) => [
    ...(groups.one === undefined ? [] : [groups.one]),
    ...(groups.list?.match(ITEM) ?? []),
  ]);
  return [...new Set(references.map(toName).filter((name) => name !== ''))];
}

function toName(reference: string): string {
  const trimmed = reference.trim();
  const name = trimmed.startsWith('"') ? trimmed.slice(1, -1).replace(/\\(.)/g, '$1') : trimmed;
  return name.replace(/^arn:[^:]+:cloudwatch:[^:]*:\d*:alarm:/, '');
}
