/** `*` is any text, `?` any character, and `${*}`, `${?}`, `${$}` the characters themselves. Case counts. */
export function matchesText(actual: string, pattern: string): boolean {
  return compile(pattern, '[\\s\\S]*', '[\\s\\S]').test(actual);
}

/** Actions are not case-sensitive. */
export function matchesAction(action: string, pattern: string): boolean {
  return matchesText(action.toLowerCase(), pattern.toLowerCase());
}

/**
 * A `Resource` of a policy. A wildcard stays within its part between colons, unless it is a `*` at the part's end,
 * which reaches beyond.
 */
export function matchesResource(resource: string, pattern: string): boolean {
  if (pattern === '*') return true;
  return compile(pattern.replace(/\*(?=:|$)/g, '\u0000'), '[^:]*', '[^:]').test(resource);
}

/** ARNs of conditions are compared part by part: six of them, and the last holds whatever colons follow. */
export function matchesArn(actual: string, pattern: string): boolean {
  const [ours, theirs] = [splitArn(actual), splitArn(pattern)];
  if (ours.length < 6 || theirs.length < 6) return pattern === '*' && ours.length === 6;
  return ours.every((part, index) => matchesText(part, theirs[index] ?? ''));
}

function splitArn(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

/** Policies are evaluated over and over with the same patterns. */
const compiled = new Map<string, RegExp>();
const COMPILED_LIMIT = 10_000;

function compile(pattern: string, any: string, one: string): RegExp {
  const key = `${one}${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  const source = pattern.replace(/\$\{([*?$])\}|[\s\S]/g, (character, own: string | undefined) => {
    if (own !== undefined) return `\\${own}`;
    if (character === '*') return any;
    if (character === '?') return one;
    if (character === '\u0000') return '[\\s\\S]*';
    return character.replace(/[.+^${}()|[\]\\/-]/, '\\$&');
  });
  const expression = new RegExp(`^${source}$`);
  if (compiled.size >= COMPILED_LIMIT) compiled.clear();
  compiled.set(key, expression);
  return expression;
}
